"""The ways in: where to mend, answer, propose and report from a page, as links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from hooks.model.company import Company
from hooks.model.question import Question
from hooks.model.repository import Repository
from hooks.new.skeleton import ANSWER
from hooks.prose import html
from hooks.render.templates import fill

MISTAKE, QUESTION, COMPANY = "mistake.yml", "question.yml", "company.yml"
"""The issue forms."""


class Way(NamedTuple):
    """What one can do, and where."""

    name: str
    words: str
    address: str


def answer_address(question: Question, repository: Repository) -> str:
    """Where the answer of an open question is begun."""
    return repository.new_file(question.folder / "answer.md", ANSWER)


def mistake_address(page: str, repository: Repository) -> str:
    """Where a mistake on a page is reported."""
    return repository.form(MISTAKE, title=f"Mistake: {page}", page=page)


def question_address(topic: str, repository: Repository, title: str = "") -> str:
    """Where a question on a topic is proposed."""
    return repository.form(QUESTION, title=f"Question: {title or topic}", topic=topic)


def company_address(company: str, repository: Repository) -> str:
    """Where somebody says how a company interviews."""
    filled = {"title": f"Company: {company}", "company": company} if company else {}
    return repository.form(COMPANY, **filled)


def question_ways(question: Question, repository: Repository) -> Markup:
    """The ways in from the page of a question; without a known repository its files are named."""
    answer = answer_address(question, repository) if question.answer is None else ""
    forms = [
        Way("answer", "Answer this", answer),
        Way("mistake", "Report a mistake", mistake_address(question.slug, repository)),
        Way("question", "Propose a question", question_address(question.topic, repository)),
        Way("company", "Report how a company interviews", company_address("", repository)),
    ]
    return fill(
        "ways.md.jinja",
        question=question,
        edit=repository.edit,
        forms=[way for way in forms if way.address],
    )


def company_ways(company: Company, repository: Repository) -> Markup:
    """The ways in from the page of a company, besides its file."""
    forms = [
        Way("mistake", "Report a mistake", mistake_address(f"companies/{company.slug}", repository)),
        Way("company", "Report how it interviews", company_address(html.plain(company.name), repository)),
    ]
    return fill("ways_forms.md.jinja", forms=[way for way in forms if way.address])


def credit(question: Question, authors: Sequence[str]) -> Markup:
    """Who wrote the answer; nothing where nobody knows."""
    return fill("credit.md.jinja", authors=authors if question.answer else ())
