"""Pages for contributors: the rules reference and the coverage table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from hooks.model.enums import Level
from hooks.model.freshness import is_review_overdue
from hooks.model.question import Question, Topic
from hooks.model.repository import Repository
from hooks.prose import html, markdown_escape
from hooks.render.contribution_links import new_answer_url, propose_question_url
from hooks.render.templates import render_template
from hooks.render.view import View
from hooks.rules.examples import Example
from hooks.rules.registry import Rule

_FAMILIES = {
    "A": "A: Answers",
    "C": "C: Companies",
    "D": "D: Diagrams",
    "E": "E: Programs and their controls",
    "F": "F: Files",
    "G": "G: Guide lists",
    "N": "N: Interview loop",
    "P": "P: Plans",
    "Q": "Q: Questions",
    "R": "R: References and links",
    "S": "S: File structure",
    "T": "T: Topics",
    "W": "W: Style, with guide check --style",
    "Y": "Y: YAML",
}


def rules_reference(rules: Iterable[Rule[object]], examples: Mapping[str, Example]) -> Markup:
    """Every rule with its text, a bad example and a good one."""
    by_family = groupby(rules, key=lambda rule: _FAMILIES[rule.code[0]])
    families = [(family, list(found)) for family, found in by_family]
    shown = {
        code: (_code_block(found, found.wrong), _code_block(found, found.right)) for code, found in examples.items()
    }
    return render_template("rules.md.jinja", families=families, shown=shown, examples=examples)


def _code_block(example: Example, lines: str) -> Markup:
    return markdown_escape.block(html.code(f"{lines}\n", example.language))


class Gap(NamedTuple):
    """A missing or overdue answer, or a missing question; ``url`` is empty when the repository isn't known.

    ``title`` and ``prompt`` are the question's; both are empty when a question is missing.
    """

    action: str
    title: str
    prompt: str
    url: str


class Cell(NamedTuple):
    """One level of one topic: how many answers it has, and its gaps."""

    level: Level
    answered: int
    gaps: Sequence[Gap]


def coverage(view: View, repository: Repository, today: datetime.date | None) -> Markup:
    """Topics by level: answers, open questions, and answers overdue for review."""
    rows = [(topic, [_cell(view, topic, level, repository, today) for level in Level]) for topic in view.topics]
    counts = {
        "answered": len(view.select(answered=True)),
        "open": len(view.select(answered=False)),
        "overdue": sum(_is_overdue(question, today) for question in view.questions),
        "empty": sum(not cell.answered and not cell.gaps[0].title for _, cells in rows for cell in cells),
    }
    linked = bool(repository.url)
    return render_template(
        "coverage.md.jinja", rows=rows, levels=list(Level), counts=counts, today=today, linked=linked
    )


def _cell(view: View, topic: Topic, level: Level, repository: Repository, today: datetime.date | None) -> Cell:
    questions = [question for question in view.by_topic[topic.slug] if question.level is level]
    gaps = list(_gaps(questions, repository, today))
    if not questions:
        title = html.plain(topic.title)
        gaps = [Gap("propose a question", "", "", propose_question_url(topic.slug, repository, f"{title}, {level}"))]
    answered = sum(question.answer is not None for question in questions)
    return Cell(level, answered, gaps)


def _gaps(questions: Iterable[Question], repository: Repository, today: datetime.date | None) -> Iterator[Gap]:
    for question in questions:
        title, prompt = html.plain(question.title), html.plain(question.prompt)
        if question.answer is None:
            yield Gap("write", title, prompt, new_answer_url(question, repository))
        elif _is_overdue(question, today):
            yield Gap("review", title, prompt, repository.edit_file(question.path))


def _is_overdue(question: Question, today: datetime.date | None) -> bool:
    return question.answer is not None and is_review_overdue(question.reviewed, today)
