"""One answer as HTML, with its programs and diagrams embedded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token
from markupsafe import Markup

from hooks.diagrams import Fence, UnsafeSvg, fences_in, figure, is_fresh, record_name
from hooks.model.question import Question
from hooks.prose import html
from hooks.prose.markdown import split_at_more, tokenize
from hooks.render.demo import demo, demo_id

PAGE_IDS = ("short-answer", "full-answer", "follow-ups", "about-answer", "search-options")
"""Ids in the templates of pages with answers that could also be the id of a heading: that of a question ``short``."""
_ANCHOR = re.compile(r'(<h[2-6]|<figure class="demo[^"]*"|<details class="hint") id="[^"]*"')


class Rendered(NamedTuple):
    """The short and the full part of an answer."""

    short: Markup
    full: Markup

    @property
    def excerpt(self) -> Markup:
        """The short part without anchors, for pages with several answers: two questions could have the same ones."""
        return Markup(_ANCHOR.sub(r"\1", str(self.short)))  # noqa: S704 - still the same elements


EMPTY = Rendered(Markup(), Markup())


def render(question: Question) -> Rendered:
    """The answer of ``question``; empty for an open question."""
    return rendered(question, tokenize(question.answer.text)) if question.answer else EMPTY


def rendered(question: Question, tokens: Sequence[Token]) -> Rendered:
    """The answer of ``question``, whose text was parsed into ``tokens``."""
    programs = {program.name: program for program in question.programs}
    drawings = _drawings(question, tokens)
    base = question.folder / "answer.md"

    ids = dict.fromkeys((*PAGE_IDS, *map(demo_id, question.programs)), 0)

    def embed(name: str, title: str) -> str | None:
        program = programs.pop(name, None)  # once: a short answer could repeat it a thousand times
        return demo(program, title) if program else None

    def draw(source: str) -> str | None:
        return drawings.pop(source, None)

    def part(tokens: Sequence[Token]) -> Markup:
        return html.part(tokens, slug=question.slug, base=base, embed=embed, draw=draw, ids=ids)

    short, full = split_at_more(tokens)
    return Rendered(part(short), part(full or ()))


def _drawings(question: Question, tokens: Sequence[Token]) -> dict[str, str]:
    """Figures by fence source; a diagram with a missing, stale or unsafe drawing has none."""
    records = {diagram.path.name: diagram.svg for diagram in question.diagrams}
    found: dict[str, str] = {}
    for place, fence in enumerate(fences_in(tokens), 1):
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
