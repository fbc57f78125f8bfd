"""One answer as HTML, with its programs and drawings in their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token
from markupsafe import Markup

from hooks.diagrams import Fence, UnsafeSvg, fences_in, figure, is_fresh, record_name
from hooks.model.question import Question
from hooks.prose import html, reading
from hooks.render.demo import demo


class Rendered(NamedTuple):
    """Both parts of an answer."""

    short: Markup
    full: Markup


NOTHING = Rendered(Markup(), Markup())


def render(question: Question) -> Rendered:
    """The answer of ``question``; an open question has none."""
    if (answer := question.answer) is None:
        return NOTHING
    parts = reading.parts(answer.text)
    programs = {program.name: program for program in question.programs}
    drawings = _drawings(question, parts)

    def embed(name: str, title: str) -> str | None:
        return demo(programs[name], title) if name in programs else None

    def draw(source: str) -> str | None:
        return drawings.get(source)

    def part(tokens: Sequence[Token]) -> Markup:
        return html.part(tokens, slug=question.slug, base=answer.path, embed=embed, draw=draw)

    return Rendered(part(parts.short), part(parts.full or ()))


def _drawings(question: Question, parts: reading.Parts) -> dict[str, str]:
    """Figures by the fence's source; a diagram whose drawing is missing, stale or unsafe has none."""
    records = {diagram.path.name: diagram.svg for diagram in question.diagrams}
    found: dict[str, str] = {}
    for place, fence in enumerate(fences_in([*parts.short, *(parts.full or ())]), 1):
        drawing = _drawing(fence, records.get(record_name(place)), f"{question.slug}-diagram-{place}-")
        if drawing is not None:
            found[fence.source] = drawing
    return found


def _drawing(fence: Fence, record: str | None, prefix: str) -> str | None:
    if record is None or not is_fresh(fence, record):
        return None
    try:
        return figure(fence, record, prefix=prefix)
    except UnsafeSvg:
        return None
