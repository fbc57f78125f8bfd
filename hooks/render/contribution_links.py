"""Contribution links of a page: edit, answer, report a mistake, propose a question, add interview info."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from hooks.model.company import Company
from hooks.model.question import Question
from hooks.model.repository import Repository
from hooks.new.skeleton import ANSWER
from hooks.prose import html
from hooks.render.templates import render_template

MISTAKE, QUESTION, COMPANY = "mistake.yml", "question.yml", "company.yml"
"""File names of the issue forms."""


class ContributionLink(NamedTuple):
    """A link below a page; ``url`` is empty when the repository isn't known."""

    name: str
    text: str
    url: str


def new_answer_url(question: Question, repository: Repository) -> str:
    """GitHub's editor with a new ``answer.md`` for an open question."""
    return repository.new_file(question.folder / "answer.md", ANSWER)


def report_mistake_url(title: str, page: str, repository: Repository) -> str:
    """The form for a mistake on the page with this title; ``page`` is its address from the site's root."""
    return repository.form(MISTAKE, title=f"Mistake: {title}", page=page)


def propose_question_url(topic: str, repository: Repository, title: str = "") -> str:
    """The form for a new question on ``topic``."""
    return repository.form(QUESTION, title=f"Question: {title or topic}", topic=topic)


def interview_info_url(company: str, repository: Repository) -> str:
    """The form for how a company interviews; ``company`` may be empty."""
    filled = {"title": f"Company: {company}", "company": company} if company else {}
    return repository.form(COMPANY, **filled)


def question_links(question: Question, repository: Repository) -> Markup:
    """The edit and contribution links of a question page; without a repository, the paths of its files."""
    answer = new_answer_url(question, repository) if question.answer is None else ""
    mistake = report_mistake_url(html.plain(question.title), f"questions/{question.slug}/", repository)
    links = [
        ContributionLink("answer", "Answer this", answer),
        ContributionLink("mistake", "Report a mistake", mistake),
        ContributionLink("question", "Propose a question", propose_question_url(question.topic, repository)),
        ContributionLink("company", "Add interview info", interview_info_url("", repository)),
    ]
    return render_template(
        "edit_links.md.jinja",
        question=question,
        edit=repository.edit,
        links=[link for link in links if link.url],
    )


def company_links(company: Company, repository: Repository) -> Markup:
    """The contribution links of a company page, apart from its edit link."""
    name = html.plain(company.name)
    links = [
        ContributionLink(
            "mistake", "Report a mistake", report_mistake_url(name, f"companies/{company.slug}/", repository)
        ),
        ContributionLink("company", "Add interview info", interview_info_url(name, repository)),
    ]
    return render_template("contribution_links.md.jinja", links=[link for link in links if link.url])


def credit(question: Question, authors: Sequence[str]) -> Markup:
    """Who wrote the answer; empty if unknown."""
    return render_template("credit.md.jinja", authors=authors if question.answer else ())
