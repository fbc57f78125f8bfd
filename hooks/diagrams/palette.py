"""The colors of diagrams, by role.

Each colored element has a class, which the page's stylesheet colors for the light or dark scheme, and the literal color
below as a fallback where there's no stylesheet, such as on GitHub. Neither needs an exception in the
Content-Security-Policy, and ``var()`` in an attribute would be black where it isn't supported.
"""

from __future__ import annotations

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

_PARTS = {color: part for part, color in COLORS.items()}


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
    return _PARTS.get(value, own)


def _custom_color(element: str, name: str, *, in_marker: bool) -> str:
    if element in {"text", "tspan"}:
        return "ink"
    return "mark-rim" if in_marker or name == "stroke" else "mark"
