"""The SVG files next to an answer, such as ``diagram-1.svg``, each with the hash of its fence.

The hash shows which source an SVG was rendered from, but doesn't prove it: anyone who can edit the file can edit the
hash. So pages always show the output of ``sanitize_svg``.
"""

from __future__ import annotations

import re

from hooks.diagrams.fences import Fence, source_hash
from hooks.diagrams.svg import sanitize_svg, serialize
from hooks.diagrams.svg_parser import Element, UnsafeSvg, parse

RECORD_NAME = re.compile(r"diagram-([1-9][0-9]{0,2})\.svg")
"""The file name; the group is the fence's number in the answer, from 1."""


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


def finished(svg_text: str, fence: Fence) -> str:
    """What the page drew as a record: sanitized, with title, description and the source's hash.

    Raises:
        UnsafeSvg: It contains something that isn't allowed.
    """
    root = parse(svg_text)
    _add_metadata(root, fence)
    return sanitize_svg(serialize(root))


def _add_metadata(root: Element, fence: Fence) -> None:
    """Add title, description, source hash and a background, since GitHub may show it on black."""
    texts = [("title", fence.title), ("desc", fence.description)]
    x, y, width, height = root.attributes["viewBox"].split()
    box = {"x": x, "y": y, "width": width, "height": height}
    background = Element("rect", {"class": "d-fill-paper", "fill": "", **box})
    root.children[:0] = [*(Element(name, {}, [text]) for name, text in texts if text), background]
    root.attributes["data-source"] = source_hash(fence.source)
