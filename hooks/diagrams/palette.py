"""The colors of diagrams, by role.

Each colored element has a class, which the page's stylesheet colors for the light or dark scheme, and the literal color
below as a fallback where there's no stylesheet, such as on GitHub. Neither needs an exception in the
Content-Security-Policy, and ``var()`` in an attribute would be black where it isn't supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

COLORS = {
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
"""Roles and their colors on a light page. The colors are distinct, so a color identifies its role."""

MONO = "d-mono"
"""The class of monospace text: columns and members."""

_PARTS = {color: part for part, color in COLORS.items()}
_RENDERER_VARIABLES = {
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


def paint_attributes(element: str, attributes: dict[str, str], *, in_marker: bool) -> Iterator[tuple[str, str, str]]:
    """For ``fill`` and ``stroke``, if present: the property, its class ('' for none) and its color.

    Custom colors become ``mark``, which keeps the emphasis and has enough contrast in both schemes.
    """
    classes = attributes.get("class", "").split()
    for name in ("fill", "stroke"):
        part = _chosen(name, classes)
        if part is None and name not in attributes:
            continue
        own = _custom_color(element, name, in_marker=in_marker)
        part = part or _part(attributes[name].strip(), own)
        yield (name, f"d-{name}-{part}", COLORS[part]) if part else (name, "", "none")


def _chosen(name: str, classes: Iterable[str]) -> str | None:
    parts = (given.removeprefix(f"d-{name}-") for given in classes if given.startswith(f"d-{name}-"))
    return next((part for part in parts if part in COLORS), None)


def _part(value: str, own: str) -> str:
    if value in {"none", "transparent"}:
        return ""
    if found := _VARIABLE.fullmatch(value):
        return _RENDERER_VARIABLES.get(found[1], own)
    return _PARTS.get(value, own)


def _custom_color(element: str, name: str, *, in_marker: bool) -> str:
    if element in {"text", "tspan"}:
        return "ink"
    return "mark-rim" if in_marker or name == "stroke" else "mark"
