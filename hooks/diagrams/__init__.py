"""Diagrams in answers: Mermaid fences found, drawn once by their author, kept as inert SVG, shown without scripts."""

from hooks.diagrams.dialect import faults
from hooks.diagrams.drawer import DrawError
from hooks.diagrams.fences import Fence, fences, fences_in, is_diagram, source_hash
from hooks.diagrams.figure import figure
from hooks.diagrams.record import RECORD_NAME, Undrawable, draw, fence_faults, is_fresh, record_name
from hooks.diagrams.svg import inert_svg
from hooks.diagrams.tree import UnsafeSvg

__all__ = [
    "RECORD_NAME",
    "DrawError",
    "Fence",
    "Undrawable",
    "UnsafeSvg",
    "draw",
    "faults",
    "fence_faults",
    "fences",
    "fences_in",
    "figure",
    "inert_svg",
    "is_diagram",
    "is_fresh",
    "record_name",
    "source_hash",
]
