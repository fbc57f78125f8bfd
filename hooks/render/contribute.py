"""Pages for those who write: the rules with their examples, and what there is and what is wanted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from hooks.model.freshness import is_past_review
from hooks.model.question import Question, Topic
from hooks.model.repository import Repository
from hooks.model.words import Level
from hooks.prose import html, inert
from hooks.render.templates import fill
from hooks.render.view import View
from hooks.render.ways import answer_address, question_address
from hooks.rules.examples import Example
from hooks.rules.registry import Rule

_FAMILIES = {
    "A": "A: answers",
    "C": "C: companies",
    "D": "D: diagrams",
    "F": "F: files",
    "G": "G: lists of the guide",
    "N": "N: the funnel",
    "P": "P: plans",
    "Q": "Q: questions",
    "R": "R: references and links",
    "S": "S: the shape of a file",
    "T": "T: topics",
    "Y": "Y: YAML",
}


def rules_reference(rules: Iterable[Rule[object]], examples: Mapping[str, Example]) -> Markup:
    """Every rule in its own words, with what breaks it and what keeps it."""
    by_family = groupby(rules, key=lambda rule: _FAMILIES[rule.code[0]])
    families = [(family, list(found)) for family, found in by_family]
    shown = {code: (_shown(found, found.wrong), _shown(found, found.right)) for code, found in examples.items()}
    return fill("rules.md.jinja", families=families, shown=shown, examples=examples)


def _shown(example: Example, lines: str) -> Markup:
    return inert.block(html.code(f"{lines}\n", example.language))


class Start(NamedTuple):
    """Something to be done, and where it is begun; the address is empty where the repository is not known.

    ``id`` and ``what`` are the question's; both are empty where one is to be proposed.
    """

    words: str
    id: str
    what: str
    address: str


class Cell(NamedTuple):
    """One level of one topic: how much is answered, and what can be begun."""

    level: Level
    answered: int
    starts: Sequence[Start]


def coverage(view: View, repository: Repository, today: datetime.date | None) -> Markup:
    """Topics by levels: what is there, what is wanted, what is past review."""
    rows = [(topic, [_cell(view, topic, level, repository, today) for level in Level]) for topic in view.topics]
    counts = {
        "answered": len(view.select(answered=True)),
        "wanted": len(view.select(answered=False)),
        "old": sum(_is_old(question, today) for question in view.questions),
        "gaps": sum(not cell.answered and not cell.starts[0].what for _, cells in rows for cell in cells),
    }
    linked = bool(repository.address)
    return fill("coverage.md.jinja", rows=rows, levels=list(Level), counts=counts, today=today, linked=linked)


def _cell(view: View, topic: Topic, level: Level, repository: Repository, today: datetime.date | None) -> Cell:
    questions = [question for question in view.by_topic[topic.slug] if question.level is level]
    starts = list(_starts(questions, repository, today))
    if not questions:
        title = html.plain(topic.title)
        starts = [Start("propose", "", "", question_address(topic.slug, repository, f"{title}, {level}"))]
    answered = sum(question.answer is not None for question in questions)
    return Cell(level, answered, starts)


def _starts(questions: Iterable[Question], repository: Repository, today: datetime.date | None) -> Iterator[Start]:
    for question in questions:
        prompt = html.plain(question.prompt)
        if question.answer is None:
            yield Start("answer", question.slug, prompt, answer_address(question, repository))
        elif _is_old(question, today):
            yield Start("check again", question.slug, prompt, repository.edit_file(question.path))


def _is_old(question: Question, today: datetime.date | None) -> bool:
    return question.answer is not None and is_past_review(question.reviewed, today)
