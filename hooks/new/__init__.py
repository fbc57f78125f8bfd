"""Scaffold new data files: valid, with comments for what's left to fill in."""
