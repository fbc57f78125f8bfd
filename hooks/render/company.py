"""A company's page: its loop compared with the typical one, and its claims with their sources as numbered notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from hooks.model.base import Range
from hooks.model.company import Claim, Company, CompanySource, CompanyStage
from hooks.model.enums import Grade, Presence
from hooks.model.funnel import Stage
from hooks.model.question import Question
from hooks.render.labels import grade, month, presence
from hooks.render.templates import render_template
from hooks.render.view import View

_FIRST_MINUTES = 60
"""What the questions to answer first take at most, in minutes."""
_RARE = {Presence.SOMETIMES, Presence.SENIOR}


class Cited(NamedTuple):
    """A claim, its number on the page and that of the note with its source."""

    claim: Claim
    number: int
    note: int


class LoopStage(NamedTuple):
    """A stage of a company's loop; ``usual`` is the typical stage, if known, and ``unusual`` how its form differs."""

    stage: CompanyStage
    usual: Stage | None
    unusual: tuple[str, ...]
    claims: tuple[Cited, ...]


class Note(NamedTuple):
    """A source, and the claims that cite it by how well they are supported and when that was seen."""

    source: CompanySource
    uses: Mapping[str, tuple[Cited, ...]]


def company_page(view: View, company: Company, *, edit: str, links: Markup) -> Markup:
    """The page: what to do first, the loop, questions, tips, and sources as notes."""
    numbers = {id_: number for number, id_ in enumerate(_source_ids(company), start=1)}
    cited = _cited(company, numbers)
    stages = [
        LoopStage(stage, usual, tuple(_unusual(stage, usual)), tuple(next(cited) for _ in stage.differs))
        for stage in company.stages
        for usual in (view.stages.get(stage.stage),)
    ]
    parts = {name: [next(cited) for _ in getattr(company, name)] for name in ("differs", "process", "evaluates")}
    every = [*chain.from_iterable(stage.claims for stage in stages), *chain.from_iterable(parts.values())]
    known = view.library.questions
    angles = [(angle, known[angle.question]) for angle in company.questions if angle.question in known]
    return render_template(
        "company.md.jinja",
        view=view,
        company=company,
        stages=stages,
        **parts,
        absent=[stage for id_, stage in view.stages.items() if id_ not in {stage.stage for stage in company.stages}],
        grades=_grades(every),
        notes=_notes(company, numbers, every),
        angles=angles,
        minutes=sum(question.minutes or 0 for _, question in angles),
        first=list(_first(question for _, question in angles)),
        edit=edit,
        links=links,
    )


def _claims(company: Company) -> Iterator[Claim]:
    """In the order they are on the page."""
    for stage in company.stages:
        yield from stage.differs
    yield from (*company.differs, *company.process, *company.evaluates)


def _source_ids(company: Company) -> Iterable[str]:
    """In the order they are first cited, those that aren't cited last."""
    known = {source.id for source in company.sources}
    return dict.fromkeys((*(claim.source for claim in _claims(company) if claim.source in known), *known))


def _cited(company: Company, numbers: Mapping[str, int]) -> Iterator[Cited]:
    for number, claim in enumerate(_claims(company), start=1):
        yield Cited(claim, number, numbers.get(claim.source, 0))


def _unusual(stage: CompanyStage, usual: Stage | None) -> Iterator[str]:
    if usual is None:
        return
    if usual.presence in _RARE:
        yield f"elsewhere {presence(usual.presence)}"
    if stage.minutes and usual.minutes and (word := _compared(stage.minutes, usual.minutes)):
        yield f"{word} than the usual {usual.minutes} min"


def _compared(length: Range, usual: Range) -> str:
    return "longer" if length.least > usual.most else "shorter" if length.most < usual.least else ""


def _grades(every: Iterable[Cited]) -> list[tuple[str, int]]:
    """How many claims have which support, best first."""
    counts = Counter(cited.claim.grade for cited in every)
    return [(grade(kind), counts[kind]) for kind in Grade if counts[kind]]


def _notes(company: Company, numbers: Mapping[str, int], every: Iterable[Cited]) -> list[Note]:
    uses: dict[str, dict[str, tuple[Cited, ...]]] = {id_: {} for id_ in numbers}
    for cited in every:
        if cited.note:
            group = uses[cited.claim.source]
            name = f"{grade(cited.claim.grade)}, {month(cited.claim.seen)}"
            group[name] = (*group.get(name, ()), cited)
    sources = {source.id: source for source in company.sources}
    return [Note(sources[id_], uses[id_]) for id_ in numbers]


def _first(questions: Iterable[Question]) -> Iterator[Question]:
    """The answered ones that fit in the first hour."""
    left = _FIRST_MINUTES
    for question in questions:
        left -= question.minutes or 0
        if question.answer is None or left < 0:
            return
        yield question
