"""The colours a drawing may have, by the part they play.

A drawing names parts, not colours: each painted element carries a class the page's stylesheet colours for its
scheme, beside the literal colour below for where that stylesheet is absent (GitHub, an e-book). Classes and
presentation attributes need no exception in a Content-Security-Policy, and ``var()`` in an attribute would
be black wherever it is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

COLOURS = {
    "ink": "#1f2328",
    "soft": "#59636e",
    "line": "#6e7781",
    "rim": "#818b98",
    "faint": "#d1d9e0",
    "paper": "#ffffff",
    "node": "#f6f8fa",
    "head": "#eaeef2",
    "mark": "#fff1c2",
    "mark-rim": "#9a6700",
}
"""Part to colour on a light page. No two are equal: a colour alone tells the part."""

MONO = "d-mono"
"""The class of text in a typewriter's face: columns and members."""

_PARTS = {colour: part for part, colour in COLOURS.items()}
_DRAWERS_NAMES = {
    "--_text": "ink",
    "--_text-sec": "soft",
    "--_text-muted": "soft",
    "--_text-faint": "soft",
    "--_line": "line",
    "--_arrow": "line",
    "--_node-fill": "node",
    "--_node-stroke": "rim",
    "--_group-fill": "paper",
    "--_group-hdr": "head",
    "--_inner-stroke": "faint",
    "--_key-badge": "head",
    "--bg": "paper",
    "--fg": "ink",
}
_VARIABLE = re.compile(r"var\(\s*(--[a-z_-]+)\s*\)")


def painted(element: str, attributes: dict[str, str], *, in_marker: bool) -> Iterator[tuple[str, str, str]]:
    """For ``fill`` and ``stroke``, if given: the property, its class ('' for none) and its colour.

    A colour of the author's own choosing becomes ``mark``, so that emphasis stays and contrast holds in both schemes.
    """
    classes = attributes.get("class", "").split()
    for name in ("fill", "stroke"):
        part = _chosen(name, classes)
        if part is None and name not in attributes:
            continue
        own = _own_colour(element, name, in_marker=in_marker)
        part = part or _part(attributes[name].strip(), own)
        yield (name, f"d-{name}-{part}", COLOURS[part]) if part else (name, "", "none")


def _chosen(name: str, classes: Iterable[str]) -> str | None:
    parts = (given.removeprefix(f"d-{name}-") for given in classes if given.startswith(f"d-{name}-"))
    return next((part for part in parts if part in COLOURS), None)


def _part(value: str, own: str) -> str:
    if value in {"none", "transparent"}:
        return ""
    if found := _VARIABLE.fullmatch(value):
        return _DRAWERS_NAMES.get(found[1], own)
    return _PARTS.get(value, own)


def _own_colour(element: str, name: str, *, in_marker: bool) -> str:
    if element in {"text", "tspan"}:
        return "ink"
    return "mark-rim" if in_marker or name == "stroke" else "mark"
