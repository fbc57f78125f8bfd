"""Mermaid diagrams: found in answers, rendered to SVG files ahead of the build, sanitized and embedded."""

from hooks.diagrams.fences import Fence, fences, fences_in, is_diagram, source_hash
from hooks.diagrams.figure import figure
from hooks.diagrams.record import RECORD_NAME, UnsupportedDiagram, draw, is_fresh, record_name, unsupported_lines
from hooks.diagrams.renderer import DrawError
from hooks.diagrams.supported_syntax import syntax_errors
from hooks.diagrams.svg import sanitize_svg
from hooks.diagrams.svg_parser import UnsafeSvg

__all__ = [
    "RECORD_NAME",
    "DrawError",
    "Fence",
    "UnsafeSvg",
    "UnsupportedDiagram",
    "draw",
    "fences",
    "fences_in",
    "figure",
    "is_diagram",
    "is_fresh",
    "record_name",
    "sanitize_svg",
    "source_hash",
    "syntax_errors",
    "unsupported_lines",
]
