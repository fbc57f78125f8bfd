"""A drawing as it is kept beside its answer: ``diagram-1.svg``, stamped with the hash of its fence.

The stamp says which source a drawing was made from, not that it was: whoever can write the file can write the
stamp. So what is shown is always ``inert_svg`` of it, and a check that has Node draws again and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hooks.diagrams.dialect import faults, script
from hooks.diagrams.drawer import DrawError, run_drawer
from hooks.diagrams.fences import Fence, drawable, source_hash
from hooks.diagrams.sequence_drawing import drawing
from hooks.diagrams.svg import inert_svg, written
from hooks.diagrams.tree import Element, UnsafeSvg, parse
from hooks.node.npm import find_node

RECORD_NAME = re.compile(r"diagram-([1-9][0-9]{0,2})\.svg")
"""What a record is called; the group is the fence's place in the answer, from 1."""


class Undrawable(DrawError):  # noqa: N818  # the name is what it says of the diagrams
    """Some fences cannot be drawn. ``faults`` holds the answer's line and the reason of each, in order."""

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"line {line}: {reason}" for line, reason in found))
        self.faults = tuple(found)


def record_name(place: int) -> str:
    """The file of the answer's ``place``-th fence, counted from 1."""
    return f"diagram-{place}.svg"


def is_fresh(fence: Fence, svg_text: str) -> bool:
    """Whether the record is one that could be shown and was stamped for this very source."""
    try:
        root = parse(svg_text)
    except UnsafeSvg:
        return False
    return root.attributes.get("data-source") == source_hash(fence.source)


def fence_faults(fence: Fence) -> list[tuple[int, str]]:
    """The answer's lines that the drawing would lose, with the mend: needs no Node, so every check can tell."""
    return [(fence.line + line, reason) for line, reason in faults(fence.source)]


def draw(fences: Sequence[Fence], tools_dir: Path, node: Path | None = None) -> list[str]:
    """The records of these fences, in order, ready to be written: inert, without prefix, the same every time.

    Raises:
        Undrawable: a fence holds what the drawer does not read, or refuses; all such faults at once.
        DrawError: Node or the drawer is missing or broken.
    """
    if known := [fault for fence in fences for fault in fence_faults(fence)]:
        raise Undrawable(known)
    others = [fence for fence in fences if not script(fence.source)]
    drawn = iter(_by_npm(others, tools_dir, node) if others else [])
    return [_record(fence, drawn) for fence in fences]


def _by_npm(fences: Sequence[Fence], tools_dir: Path, node: Path | None) -> list[str]:
    results = run_drawer([drawable(fence.source) for fence in fences], tools_dir, node or find_node())
    pairs = list(zip(fences, results, strict=True))
    if refused := [(fence.line, result["error"]) for fence, result in pairs if "error" in result]:
        raise Undrawable(refused)
    return [result["svg"] for result in results]


def _record(fence: Fence, drawn: Iterator[str]) -> str:
    said = script(fence.source)
    try:
        root = parse(written(drawing(said)) if said else next(drawn))
        _dress(root, fence)
        return inert_svg(written(root))
    except UnsafeSvg as error:
        raise Undrawable([(fence.line, f"the drawing is refused: {error}")]) from error


def _dress(root: Element, fence: Fence) -> None:
    """Give the drawing its words, its stamp, and a ground of its own: GitHub may show it on black."""
    words = [("title", fence.title), ("desc", fence.description)]
    x, y, width, height = root.attributes["viewBox"].split()
    box = {"x": x, "y": y, "width": width, "height": height}
    ground = Element("rect", {"class": "d-fill-paper", "fill": "", **box})
    root.children[:0] = [*(Element(name, {}, [text]) for name, text in words if text), ground]
    root.attributes["data-source"] = source_hash(fence.source)
