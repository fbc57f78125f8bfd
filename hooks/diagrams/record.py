"""The SVG files next to an answer, such as ``diagram-1.svg``, each with the hash of its fence.

The hash shows which source an SVG was rendered from, but doesn't prove it: anyone who can edit the file can edit the
hash. So pages always show the output of ``sanitize_svg``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hooks.diagrams.fences import Fence, source_hash, without_text_equivalent
from hooks.diagrams.renderer import DrawError, run_renderer
from hooks.diagrams.sequence_drawing import drawing
from hooks.diagrams.supported_syntax import script, syntax_errors
from hooks.diagrams.svg import sanitize_svg, serialize
from hooks.diagrams.svg_parser import Element, UnsafeSvg, parse
from hooks.node.npm import find_node

RECORD_NAME = re.compile(r"diagram-([1-9][0-9]{0,2})\.svg")
"""The file name; the group is the fence's number in the answer, from 1."""


class UnsupportedDiagram(DrawError):  # noqa: N818 - named for what happened
    """Some fences can't be rendered. ``errors`` holds line and reason of each, in order."""

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"line {line}: {reason}" for line, reason in found))
        self.errors = tuple(found)


def record_name(number: int) -> str:
    """The file name for the fence with this number in the answer, counted from 1."""
    return f"diagram-{number}.svg"


def is_fresh(fence: Fence, svg_text: str) -> bool:
    """Whether the SVG can be shown and has the hash of this source."""
    try:
        root = parse(svg_text)
    except UnsafeSvg:
        return False
    return root.attributes.get("data-source") == source_hash(fence.source)


def unsupported_lines(fence: Fence) -> list[tuple[int, str]]:
    """The answer's lines that the renderer doesn't support, with the fix. Doesn't need Node."""
    return [(fence.line + line, reason) for line, reason in syntax_errors(fence.source)]


def draw(fences: Sequence[Fence], tools_dir: Path, node: Path | None = None) -> list[str]:
    """Render fences to sanitized SVG, in order. The result is deterministic.

    Raises:
        UnsupportedDiagram: A fence has unsupported syntax, or the renderer rejects it. Reports all such errors.
        DrawError: Node or the renderer is missing or broken.
    """
    if known := [error for fence in fences for error in unsupported_lines(fence)]:
        raise UnsupportedDiagram(known)
    others = [fence for fence in fences if not script(fence.source)]
    rendered = iter(_render_with_npm(others, tools_dir, node) if others else [])
    return [_record(fence, rendered) for fence in fences]


def _render_with_npm(fences: Sequence[Fence], tools_dir: Path, node: Path | None) -> list[str]:
    results = run_renderer([without_text_equivalent(fence.source) for fence in fences], tools_dir, node or find_node())
    pairs = list(zip(fences, results, strict=True))
    if refused := [(fence.line, result["error"]) for fence, result in pairs if "error" in result]:
        raise UnsupportedDiagram(refused)
    return [result["svg"] for result in results]


def _record(fence: Fence, rendered: Iterator[str]) -> str:
    sequence = script(fence.source)
    try:
        root = parse(serialize(drawing(sequence)) if sequence else next(rendered))
        _add_metadata(root, fence)
        return sanitize_svg(serialize(root))
    except UnsafeSvg as error:
        raise UnsupportedDiagram([(fence.line, f"the SVG isn't allowed: {error}")]) from error


def _add_metadata(root: Element, fence: Fence) -> None:
    """Add title, description, source hash and a background, since GitHub may show it on black."""
    texts = [("title", fence.title), ("desc", fence.description)]
    x, y, width, height = root.attributes["viewBox"].split()
    box = {"x": x, "y": y, "width": width, "height": height}
    background = Element("rect", {"class": "d-fill-paper", "fill": "", **box})
    root.children[:0] = [*(Element(name, {}, [text]) for name, text in texts if text), background]
    root.attributes["data-source"] = source_hash(fence.source)
