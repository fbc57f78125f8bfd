"""What an attribute's value may be. Each check returns the value in its one spelling, or raises ``ValueError``."""

from __future__ import annotations

import re
from collections.abc import Callable

FURTHEST = 20_000
"""No coordinate lies further out, in pixels."""
WIDEST = 5_000
"""A drawing is neither wider nor higher, in pixels."""
SMALLEST_TEXT = 11.0
"""Pixels of the drawing, which is shown a tenth larger."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,2})?")
_SEPARATORS = re.compile(r"[\s,]+")
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9+.,\s-]*")
_PATH_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_SHORT = 4
"""Digits of a path's number left as they are: an arc's flags may be written together, ``01``."""
_STEP = re.compile(r"\s*(translate|scale|rotate)\(([-+.,eE0-9\s]*)\)")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_REFERENCE = re.compile(r"url\(#([^)]*)\)")


def number(value: str) -> str:
    """A length in pixels to a hundredth: finer differs between machines and is not seen."""
    plain = value.strip().removesuffix("px")
    if not _NUMBER.fullmatch(plain):
        raise ValueError("is not a number")
    size = float(plain)
    if abs(size) > FURTHEST:
        raise ValueError(f"is beyond {FURTHEST} pixels")
    short = f"{size:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def legible(value: str) -> str:
    """A font size, raised to the least that is read on a phone."""
    return number(str(max(float(number(value)), SMALLEST_TEXT)))


def shift(value: str) -> str:
    """A length, or one in ``em``."""
    return number(value.removesuffix("em")) + "em" if value.endswith("em") else number(value)


def numbers(value: str) -> str:
    """Lengths with one blank between them."""
    return " ".join(map(number, filter(None, _SEPARATORS.split(value))))


def view(value: str) -> str:
    """A ``viewBox``: corner, width and height, of a size a page can show."""
    corner_and_size = numbers(value).split()
    if len(corner_and_size) != len(("x", "y", "width", "height")):
        raise ValueError("is not four numbers")
    if not all(0 < float(side) <= WIDEST for side in corner_and_size[2:]):
        raise ValueError(f"is empty, or more than {WIDEST} pixels wide or high")
    return " ".join(corner_and_size)


def points(value: str) -> str:
    """Pairs of coordinates: ``0,0 8,2.5``."""
    flat = numbers(value).split()
    if len(flat) % 2:
        raise ValueError("has an odd count of coordinates")
    return " ".join(f"{x},{y}" for x, y in zip(flat[::2], flat[1::2], strict=True))


def path(value: str) -> str:
    """Path commands and numbers, long fractions cut to a hundredth."""
    if not _PATH.fullmatch(value):
        raise ValueError("holds more than path commands and numbers")
    return _PATH_NUMBER.sub(_cut, " ".join(value.split()))


def _cut(found: re.Match[str]) -> str:
    length = len(found[0])
    return number(found[0]) if length > _SHORT and found[0][0] != "." else found[0]


def transform(value: str) -> str:
    """Moves, scalings and turns, one after another."""
    steps, place = [], 0
    while found := _STEP.match(value, place):
        steps.append(f"{found[1]}({numbers(found[2])})")
        place = found.end()
    if value[place:].strip():
        raise ValueError("is not a list of translate, scale and rotate")
    return " ".join(steps)


def identifier(value: str) -> str:
    """A name another element may refer to; ``title`` and ``desc`` are ours."""
    if not _IDENTIFIER.fullmatch(value) or value in {"title", "desc"}:
        raise ValueError("is not a name of letters, digits, hyphens and underscores")
    return value


def reference(value: str) -> str:
    """``url(#name)`` to the name: nothing but an element of the same file."""
    found = _REFERENCE.fullmatch(value)
    if not found:
        raise ValueError("points outside the drawing")
    return identifier(found[1])


def one_of(*words: str) -> Callable[[str], str]:
    """A check for a closed list."""

    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"is not one of {', '.join(words)}")
        return value

    return check


def orientation(value: str) -> str:
    """How a marker turns: with the line, or by degrees."""
    return value if value in {"auto", "auto-start-reverse"} else number(value)


def decoration(value: str) -> str:
    """Lines under or through text."""
    return " ".join(map(one_of("none", "underline", "line-through"), value.split()))


CHECKS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"), number),
    **dict.fromkeys(("stroke-width", "markerWidth", "markerHeight", "refX", "refY"), number),
    **dict.fromkeys(("dx", "dy"), shift),
    **dict.fromkeys(("marker-start", "marker-end"), reference),
    "d": path,
    "font-size": legible,
    "points": points,
    "stroke-dasharray": numbers,
    "transform": transform,
    "orient": orientation,
    "text-anchor": one_of("start", "middle", "end"),
    "text-decoration": decoration,
    "font-style": one_of("normal", "italic"),
    "font-weight": one_of("normal", "bold", "400", "500", "600", "700"),
    "stroke-linecap": one_of("butt", "round", "square"),
    "stroke-linejoin": one_of("miter", "round", "bevel"),
}
"""What may stand on an element, paint and ``id`` aside."""
