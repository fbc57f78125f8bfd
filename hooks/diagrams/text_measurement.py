"""Estimate text widths without font metrics, slightly too wide, so that text fits its box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

LINE = 15.0
"""Line height in pixels, for the small font size."""

_NARROW = frozenset("iljtfrI.,:;'`|!()[]{}/\\ -")
_WIDE = frozenset("mwMW@%&—…→←⇒")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def width(text: str, size: float) -> float:
    """Width of one line in pixels."""
    return size * sum(map(_em, text))


def wrapped(text: str, size: float, max_width: float) -> list[str]:
    """Wrap text at ``<br/>`` and to ``max_width`` pixels."""
    return [line for part in _BREAK.split(text) for line in _filled(part.split(), size, max_width)]


def widest(lines: list[str], size: float) -> float:
    """Width of the longest line."""
    return max((width(line, size) for line in lines), default=0.0)


def _filled(words: list[str], size: float, max_width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > max_width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _em(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.05
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.95
    return 0.7 if character.isupper() else 0.58
