"""Hostile files, each checked and rendered. ``python -m tests.hostile`` prints the verdicts."""
