"""How wide words will be, without the font at hand: a little wider than most, so that boxes hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

LINE = 15.0
"""From one line of text to the next, in pixels, at the size of a message."""

_NARROW = frozenset("iljtfrI.,:;'`|!()[]{}/\\ -")
_WIDE = frozenset("mwMW@%&—…→←⇒")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def width(text: str, size: float) -> float:
    """Pixels of one line at a font size."""
    return size * sum(map(_em, text))


def wrapped(text: str, size: float, most: float) -> list[str]:
    """The lines of a text, broken at ``<br/>`` and between words where it would be wider than ``most`` pixels."""
    return [line for part in _BREAK.split(text) for line in _filled(part.split(), size, most)]


def widest(lines: list[str], size: float) -> float:
    """The longest line's width."""
    return max((width(line, size) for line in lines), default=0.0)


def _filled(words: list[str], size: float, most: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > most:
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
