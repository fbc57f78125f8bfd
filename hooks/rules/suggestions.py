"""Suggestions for misspelled words: "Did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice closest to ``word``, or None if none is close."""
    found = get_close_matches(word.lower(), list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the closest choice, or None."""
    found = closest(word, choices)
    return f"Did you mean `{found}`?" if found else None


def or_list(words: Iterable[str]) -> str:
    """``a, b or c``, each in backticks."""
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} or {last}" if most else last
