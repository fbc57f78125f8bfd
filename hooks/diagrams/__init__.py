"""Mermaid diagrams: found in answers, drawn to SVG files ahead of the build, sanitized and embedded."""

from hooks.diagrams.fences import Fence, fences, fences_in, is_diagram, source_hash
from hooks.diagrams.figure import figure
from hooks.diagrams.record import RECORD_NAME, is_fresh, record_name
from hooks.diagrams.svg import sanitize_svg
from hooks.diagrams.svg_parser import UnsafeSvg
from hooks.diagrams.unsupported import Refusal, refusals

__all__ = [
    "RECORD_NAME",
    "Fence",
    "Refusal",
    "UnsafeSvg",
    "fences",
    "fences_in",
    "figure",
    "is_diagram",
    "is_fresh",
    "record_name",
    "refusals",
    "sanitize_svg",
    "source_hash",
]
