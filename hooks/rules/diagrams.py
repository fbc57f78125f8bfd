"""D: diagrams say in words what they show, and their drawings are fresh and harmless."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hooks.diagrams import Fence, UnsafeSvg, fences_in, is_fresh, record_name, sanitize_svg, unsupported_lines
from hooks.findings.finding import START, Mark, Problem
from hooks.load.project import Project
from hooks.model.question import Answer, Diagram, Question
from hooks.prose.reading import tokens_of
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Problems


class _Drawn(NamedTuple):
    question: Question
    answer: Answer
    name: str
    fence: Fence
    record: Diagram | None


def _drawn(project: Project) -> Iterator[_Drawn]:
    """Every diagram of every answer, with its drawing if there is one."""
    for question in project.library.questions.values():
        fences = project.proses[question.answer.path].fences if question.answer else ()
        if question.answer is None or not any(fence.language == "mermaid" for fence in fences):
            continue
        records = {diagram.path.name: diagram for diagram in question.diagrams}
        for place, fence in enumerate(_fences_of(question.answer.text), 1):
            name = record_name(place)
            yield _Drawn(question, question.answer, name, fence, records.get(name))


@lru_cache(maxsize=20_000)
def _fences_of(text: str) -> tuple[Fence, ...]:
    """Several rules ask, and ``mkdocs serve`` asks again after each edit."""
    return fences_in(tokens_of(text))


@lru_cache(maxsize=20_000)
def _refusal(svg: str) -> str | None:
    """Why a drawing is refused, or None if it is a plain one."""
    try:
        sanitize_svg(svg)
    except UnsafeSvg as refusal:
        return str(refusal)
    return None


@LIBRARY.warning(
    "D001",
    mend="Without an install, leave it: a maintainer commits the drawing, and until then the page shows the source. "
    "With one, run `guide draw`.",
)
def drawings_are_fresh(project: Project) -> Problems:
    """Each mermaid fence has a drawing beside the answer, made from that very fence."""
    for drawn in _drawn(project):
        if drawn.record is None:
            yield Problem(drawn.answer.path, Mark(drawn.fence.line, 1), f"`{drawn.name}` is missing")
        elif not is_fresh(drawn.fence, drawn.record.svg) and _refusal(drawn.record.svg) is None:
            yield Problem(drawn.answer.path, Mark(drawn.fence.line, 1), f"`{drawn.name}` was drawn from another text")


@LIBRARY.error("D002", mend="Run `guide draw` to make it anew.")
def drawings_are_harmless(project: Project) -> Problems:
    """A drawing holds shapes and words only: no script, style, link or picture."""
    for question in project.library.questions.values():
        for diagram in question.diagrams:
            if (refusal := _refusal(diagram.svg)) is not None:
                yield Problem(diagram.path, START, f"not a plain drawing: {refusal}")


@LIBRARY.error("D003", mend="Add `accTitle: …` and `accDescr: …` after the line that names the diagram's type.")
def diagrams_in_words(project: Project) -> Problems:
    """A diagram has a title and a description: they are what it is to somebody who cannot see it."""
    for drawn in _drawn(project):
        missing = [
            name for name, text in (("accTitle", drawn.fence.title), ("accDescr", drawn.fence.description)) if not text
        ]
        if missing:
            yield Problem(
                drawn.answer.path, Mark(drawn.fence.line, 1), f"the diagram has no {' and no '.join(missing)}"
            )


@LIBRARY.error(
    "D004", mend="Use the parts of Mermaid that are drawn: flowchart, sequenceDiagram, stateDiagram, plain labels."
)
def diagrams_can_be_drawn(project: Project) -> Problems:
    """A diagram uses only what the drawer draws; it would leave the rest out in silence."""
    for drawn in _drawn(project):
        for line, reason in unsupported_lines(drawn.fence):
            yield Problem(drawn.answer.path, Mark(line, 1), reason)


@LIBRARY.error("D005", mend="Delete it.")
def drawings_have_a_diagram(project: Project) -> Problems:
    """A drawing belongs to a diagram of the answer beside it."""
    shown = {(drawn.question.slug, drawn.name) for drawn in _drawn(project)}
    for question in project.library.questions.values():
        for diagram in question.diagrams:
            if (question.slug, diagram.path.name) not in shown:
                yield Problem(diagram.path, START, "the answer has no such diagram")
