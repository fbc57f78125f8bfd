"""Suggestions for misspelled words: "Did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_MAX_LENGTH = 100
"""Of a word that can be a misspelling. Comparing longer ones takes long."""


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice closest to ``word``, or None if none is close."""
    return _closest(word.lower(), tuple(choices))


@lru_cache(maxsize=1000)
def _closest(word: str, choices: tuple[str, ...]) -> str | None:
    """Cached: several rules ask about the same word."""
    found = get_close_matches(word, choices, n=1, cutoff=0.6) if len(word) <= _MAX_LENGTH else []
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the closest choice, or None."""
    found = closest(word, choices)
    return f"Did you mean `{found}`?" if found else None


def or_list(words: Iterable[str]) -> str:
    """``a, b or c``, each in backticks."""
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} or {last}" if most else last
