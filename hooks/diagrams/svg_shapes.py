"""Build SVG elements in the palette's colors."""

from __future__ import annotations

from collections.abc import Mapping

from hooks.diagrams.palette import COLORS
from hooks.diagrams.svg_parser import Element
from hooks.diagrams.text_measurement import LINE

SMALL, LARGE = 11.0, 13.0
"""Font sizes of messages and of actors."""
MARKS = {">>": "seq-arrow", ")": "seq-open", "x": "seq-cross"}
"""Marker ids by Mermaid's arrow head; other heads have no marker."""

Style = Mapping[str, object]
"""SVG attributes other than fill and stroke."""


def shape(name: str, style: Style, *, fill: str = "", stroke: str = "") -> Element:
    """An element with palette colors for fill and stroke; '' for none."""
    paint = {"fill": COLORS.get(fill, "none")}
    if stroke:
        paint |= {"stroke": COLORS[stroke], "stroke-width": "1"}
    return Element(name, paint | {key: str(value) for key, value in style.items()})


def box(left: float, top: float, width: float, height: float) -> Style:
    """The geometry of a rectangle."""
    return {"x": left, "y": top, "width": width, "height": height}


def stroke_between(start: tuple[float, float], end: tuple[float, float], style: Style, *, stroke: str) -> Element:
    """A straight line."""
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return shape("line", {**ends, **style}, stroke=stroke)


def words(lines: list[str], x: float, y: float, style: Style | None = None, *, part: str = "soft") -> Element:
    """Lines of text with the last baseline at ``y``, small unless ``style`` sets a font size."""
    text = shape("text", {"x": x, "y": y, "font-size": SMALL, **(style or {})}, fill=part)
    first = y - (len(lines) - 1) * LINE
    text.children = (
        [*lines]
        if len(lines) == 1
        else [Element("tspan", {"x": str(x), "y": str(first + n * LINE)}, [line]) for n, line in enumerate(lines)]
    )
    return text


def marks() -> Element:
    """The marker definitions for ``MARKS``."""
    arrow = shape("polygon", {"points": "0,0 8,3 0,6"}, fill="line")
    lines = shape("polyline", {"points": "0,0 8,3 0,6"}, stroke="line")
    cross = shape("path", {"d": "M0 0L6 6M6 0L0 6"}, stroke="line")
    size = {"markerWidth": "9", "markerHeight": "7", "refY": "3", "orient": "auto"}
    drawn = zip(MARKS.values(), (arrow, lines, cross), ("8", "8", "3"), strict=True)
    return Element("defs", {}, [Element("marker", {"id": name, "refX": x, **size}, [mark]) for name, mark, x in drawn])
