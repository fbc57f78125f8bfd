"""Run every rule over a project."""
