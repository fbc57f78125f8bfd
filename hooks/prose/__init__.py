"""Markdown of answers: tokens, facts for the rules, and HTML that can't run anything."""
