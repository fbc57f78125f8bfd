"""D: diagrams have a text equivalent, and their SVG files are up to date and safe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.diagrams import Fence, Refusal, UnsafeSvg, fences_in, is_fresh, record_name, refusals, sanitize_svg
from hooks.findings.finding import START, Finding, Position, Problem
from hooks.load.project import Project
from hooks.model.question import Answer, Diagram, Question
from hooks.prose.invisible import is_visible
from hooks.prose.markdown import tokenize
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems


class _DiagramInAnswer(NamedTuple):
    question: Question
    answer: Answer
    name: str
    fence: Fence
    svg: Diagram | None


def _diagrams(project: Project) -> Iterator[_DiagramInAnswer]:
    """Every diagram in every answer, with its SVG file if there is one."""
    for question in project.library.questions.values():
        fences = project.answer_facts[question.answer.path].fences if question.answer else ()
        if question.answer is None or not any(fence.language == "mermaid" for fence in fences):
            continue
        svgs = {diagram.path.name: diagram for diagram in question.diagrams}
        for number, fence in enumerate(_fences_in(question.answer.text), 1):
            name = record_name(number)
            yield _DiagramInAnswer(question, question.answer, name, fence, svgs.get(name))


@lru_cache(maxsize=20_000)
def _fences_in(text: str) -> tuple[Fence, ...]:
    """Cached: several rules need it, and ``mkdocs serve`` checks again after each edit."""
    return fences_in(tokenize(text))


@lru_cache(maxsize=20_000)
def _unsafe(svg: str) -> UnsafeSvg | None:
    """What makes an SVG file unsafe, or None."""
    try:
        sanitize_svg(svg)
    except UnsafeSvg as error:
        return error
    return None


@RULES.warning(
    "D001",
    fix="Working in the browser? Leave it: the check draws it, and reports what Mermaid refuses and what isn't legible "
    "on a phone. A maintainer commits the SVG; until then the page shows the source. Otherwise run `guide draw`.",
)
def svg_files_are_up_to_date(project: Project) -> Problems:
    """Every Mermaid diagram has an SVG file next to the answer, drawn from its current source."""
    for diagram in _diagrams(project):
        position = Position(diagram.fence.line, 1)
        if diagram.svg is None:
            yield Problem(diagram.answer.path, position, f"`{diagram.name}` is missing")
        elif not is_fresh(diagram.fence, diagram.svg.svg) and _unsafe(diagram.svg.svg) is None:
            message = f"`{diagram.name}` is out of date: the diagram's source has changed"
            yield Problem(diagram.answer.path, position, message)


@RULES.error("D002", fix="Run `guide draw` to regenerate it.")
def svg_files_are_safe(project: Project) -> Problems:
    """An SVG file holds only shapes and text: no scripts, styles, links, images or invisible characters."""
    for question in project.library.questions.values():
        for diagram in question.diagrams:
            if (reason := _unsafe(diagram.svg)) is not None:
                yield Problem(diagram.path, Position(reason.line, 1), f"unsafe SVG: {reason}")


@RULES.error("D003", fix="Add `accTitle: …` and `accDescr: …` below the line with the diagram's type.")
def diagrams_have_text_equivalents(project: Project) -> Problems:
    """A diagram has a title and a description for people who can't see it."""
    for diagram in _diagrams(project):
        texts = (("accTitle", diagram.fence.title), ("accDescr", diagram.fence.description))
        missing = [name for name, text in texts if not is_visible(text)]
        if missing:
            message = f"the diagram has no {' and no '.join(missing)}"
            yield Problem(diagram.answer.path, Position(diagram.fence.line, 1), message)


@RULES.error("D004", fix="Use a flowchart, sequence, state, class or ER diagram with plain labels.")
def diagrams_can_be_drawn(project: Project) -> Problems:
    """A diagram is of a kind that's legible on a phone, and has nothing that a picture can't have, such as links.

    The rest is found where it's drawn, by `guide draw` and the check: what Mermaid refuses, and what doesn't fit 340
    pixels with text of at least 11.
    """
    for diagram in _diagrams(project):
        for refusal in refusals(diagram.fence):
            yield Problem(diagram.answer.path, Position(refusal.line, 1), refusal.reason, refusal.hint)


def refused(answer: PurePosixPath, refusal: Refusal) -> Finding:
    """A diagram that can't be drawn, as a finding."""
    return Finding(answer, refusal.line, 1, "D004", refusal.reason, refusal.hint)


@RULES.error("D005", fix="Delete it.")
def svg_files_are_used(project: Project) -> Problems:
    """Every SVG file belongs to a diagram in the answer."""
    shown = {(diagram.question.slug, diagram.name) for diagram in _diagrams(project)}
    for question in project.library.questions.values():
        for svg in question.diagrams:
            if (question.slug, svg.path.name) not in shown:
                yield Problem(svg.path, START, "no diagram in the answer uses this SVG file")
