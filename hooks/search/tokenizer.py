"""Tokenizes and folds text. Must agree with docs/assets/scripts/search/tokenize.mjs, which tokenizes queries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

NAME_PREFIX = "="
"""Marks a term that is a full name."""
_COMPOUND = re.compile(r"[^\W_]++(?:[-/+.'’&_][^\W_]++)*")
_PART = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lowercase, without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M")).lower()


def tokenize(text: str) -> Iterator[str]:
    """The words of ``text``. A compound yields its parts and the joined word: ``pub/sub`` is pub, sub and pubsub."""
    for compound in _COMPOUND.findall(text):
        parts = _PART.findall(compound)
        yield from map(fold, parts)
        if len(parts) > 1:
            yield fold("".join(parts))


def name_term(name: str) -> str:
    """The single term for a full name."""
    return NAME_PREFIX + " ".join(map(fold, _PART.findall(name)))
