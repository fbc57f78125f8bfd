"""Allowed SVG attribute values. Each check returns the normalized value or raises ``ValueError``."""

from __future__ import annotations

import re
from collections.abc import Callable

MAX_COORDINATE = 20_000
"""Pixels."""
MAX_SIZE = 5_000
"""Maximum width and height of an SVG, in pixels."""
MIN_FONT_SIZE = 11.0
"""SVG pixels."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,2})?")
_SEPARATORS = re.compile(r"[\s,]+")
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9+.,\s-]*")
_PATH_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_SHORT = 4
"""Path numbers up to this length are left alone, since an arc's flags can be written together, as ``01``."""
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_REFERENCE = re.compile(r"url\(#([^)]*)\)")


def number(value: str) -> str:
    """A length in pixels, rounded to a hundredth, since more digits differ between machines."""
    plain = value.strip().removesuffix("px")
    if not _NUMBER.fullmatch(plain):
        raise ValueError("isn't a number")
    size = float(plain)
    if abs(size) > MAX_COORDINATE:
        raise ValueError(f"is beyond {MAX_COORDINATE} pixels")
    short = f"{size:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def legible(value: str) -> str:
    """A font size, at least `MIN_FONT_SIZE`."""
    return number(str(max(float(number(value)), MIN_FONT_SIZE)))


def numbers(value: str) -> str:
    """Lengths separated by single spaces."""
    return " ".join(map(number, filter(None, _SEPARATORS.split(value))))


def view(value: str) -> str:
    """A ``viewBox``: corner, width and height, within limits."""
    corner_and_size = numbers(value).split()
    if len(corner_and_size) != len(("x", "y", "width", "height")):
        raise ValueError("isn't four numbers")
    if not all(0 < float(side) <= MAX_SIZE for side in corner_and_size[2:]):
        raise ValueError(f"is empty, or more than {MAX_SIZE} pixels wide or high")
    return " ".join(corner_and_size)


def points(value: str) -> str:
    """Pairs of coordinates: ``0,0 8,2.5``."""
    flat = numbers(value).split()
    if len(flat) % 2:
        raise ValueError("has an odd number of coordinates")
    return " ".join(f"{x},{y}" for x, y in zip(flat[::2], flat[1::2], strict=True))


def path(value: str) -> str:
    """Path commands and numbers, with long fractions rounded to a hundredth."""
    if not _PATH.fullmatch(value):
        raise ValueError("contains more than path commands and numbers")
    return _PATH_NUMBER.sub(_rounded, " ".join(value.split()))


def _rounded(found: re.Match[str]) -> str:
    length = len(found[0])
    return number(found[0]) if length > _SHORT and found[0][0] != "." else found[0]


def identifier(value: str) -> str:
    """An id that other elements can refer to; ``title`` and ``desc`` are reserved."""
    if not _IDENTIFIER.fullmatch(value) or value in {"title", "desc"}:
        raise ValueError("isn't a name of letters, digits, hyphens and underscores")
    return value


def reference(value: str) -> str:
    """The name in ``url(#name)``: only an element of the same file."""
    found = _REFERENCE.fullmatch(value)
    if not found:
        raise ValueError("points outside the SVG")
    return identifier(found[1])


def one_of(*words: str) -> Callable[[str], str]:
    """A check for a fixed list of values."""

    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"isn't one of {', '.join(words)}")
        return value

    return check


def orientation(value: str) -> str:
    """A marker's orientation: along the line, or in degrees."""
    return value if value in {"auto", "auto-start-reverse"} else number(value)


def decoration(value: str) -> str:
    """Text decoration: lines under or through text."""
    return " ".join(map(one_of("none", "underline", "line-through"), value.split()))


CHECKS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"), number),
    **dict.fromkeys(("stroke-width", "markerWidth", "markerHeight", "refX", "refY"), number),
    **dict.fromkeys(("marker-start", "marker-end"), reference),
    "d": path,
    "font-size": legible,
    "points": points,
    "stroke-dasharray": numbers,
    "orient": orientation,
    "viewBox": view,
    "markerUnits": one_of("userSpaceOnUse", "strokeWidth"),
    "text-anchor": one_of("start", "middle", "end"),
    "text-decoration": decoration,
    "font-style": one_of("normal", "italic"),
    "font-weight": one_of("normal", "bold", "400", "500", "600", "700"),
}
"""The check for each attribute that a drawing can have, except fill, stroke and ``id``."""
