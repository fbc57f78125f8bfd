"""Runnable programs: run in a sandbox, recorded and compared. Imports no other room."""
