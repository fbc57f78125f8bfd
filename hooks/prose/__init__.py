"""Markdown that people write under ``data/``: read, judged by rules, and turned into inert HTML."""
