"""The tokenizer of docs/assets/scripts/search/tokenize.mjs in Python; for a split index both have to agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

NAME = "="
"""What a term begins with that is a whole name."""
_COMPOUND = re.compile(r"[^\W_]+(?:[-/+.'’&_][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in apart if not unicodedata.category(mark).startswith("M")).lower()


def tokens(text: str) -> Iterator[str]:
    """The words of a text. What a mark holds together is one more word: ``pub/sub`` is pub, sub and pubsub."""
    for whole in _COMPOUND.findall(text):
        parts = _PART.findall(whole)
        yield from map(fold, parts)
        if len(parts) > 1:
            yield fold("".join(parts))


def name_term(name: str) -> str:
    """A name as one term, its words apart."""
    return NAME + " ".join(map(fold, _PART.findall(name)))
