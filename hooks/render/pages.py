"""What each macro puts on a page, as Markdown with finished HTML in it. Addresses start at the site's root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup

from hooks.model.question import Question
from hooks.model.repository import Repository
from hooks.prose import html, inert
from hooks.render.funnel_picture import funnel_picture
from hooks.render.plan_picture import plan_picture
from hooks.render.templates import fill
from hooks.render.view import View
from hooks.render.ways import answer_address, company_ways, credit, question_ways
from hooks.rules.nearby import nearest

Thing = TypeVar("Thing")


def question_page(view: View, slug: str, *, repository: Repository, authors: Sequence[str] = ()) -> Markup:
    """Everything on one question."""
    question = _found(view.library.questions, slug, "question")
    previous, following = view.neighbours(question)
    exhibit, prose = question.exhibit, view.prose(question)
    return fill(
        "question.md.jinja",
        view=view,
        question=question,
        answer=view.answer(question),
        short_words=prose.short_words if prose else 0,
        words=(prose.full_words or 0) if prose else 0,
        claims=sum(program.claims for program in question.programs),
        stages=[view.stages[id_] for id_ in question.rounds if id_ in view.stages],
        exhibit=inert.block(html.code(exhibit.text, exhibit.language)) if exhibit else None,
        companies=view.companies_of.get(slug, ()),
        related=view.related(question),
        previous=previous,
        next=following,
        ways=question_ways(question, repository),
        credit=credit(question, authors),
        history=repository.history(question.folder),
        answer_address=answer_address(question, repository) if question.answer is None else "",
    )


def question_card(view: View, slug: str) -> Markup:
    """One question with its short answer, for a place inside another page."""
    question = _found(view.library.questions, slug, "question")
    return fill("card.md.jinja", question=question, answer=view.answer(question))


def question_list(view: View, questions: Sequence[Question]) -> Markup:
    """A list of questions, each a line."""
    return fill("questions.md.jinja", view=view, questions=questions)


def question_filters(view: View) -> Markup:
    """The form that narrows the lists of the page it stands in."""
    return fill("all_filters.md.jinja", view=view)


def topic_page(view: View, slug: str) -> Markup:
    """One topic: every question with its short answer, then what is wanted."""
    topic = _found(view.library.topics, slug, "topic")
    questions = view.by_topic[slug]
    answered = [question for question in questions if question.answer is not None]
    wanted = [question for question in questions if question.answer is None]
    return fill("topic.md.jinja", view=view, topic=topic, answered=answered, open=wanted)


def topic_cards(view: View) -> Markup:
    """All topics."""
    return fill("topics.md.jinja", view=view)


def company_page(view: View, slug: str, *, repository: Repository) -> Markup:
    """How one company interviews."""
    company = _found(view.library.companies, slug, "company")
    ways = company_ways(company, repository)
    return fill("company.md.jinja", view=view, company=company, edit=repository.edit, ways=ways)


def company_cards(view: View) -> Markup:
    """All companies."""
    return fill("companies.md.jinja", view=view)


def loop_page(view: View, *, edit: str) -> Markup:
    """The interview funnel, drawn and explained."""
    if view.library.funnel is None:
        raise ValueError("there is no data/funnel.yml")
    return fill(
        "loop.md.jinja", view=view, funnel=view.library.funnel, picture=funnel_picture(view.library.funnel), edit=edit
    )


def plan_page(view: View, slug: str, *, edit: str) -> Markup:
    """A preparation plan, day by day."""
    plan = _found(view.library.plans, slug, "plan")
    return fill("plan.md.jinja", view=view, plan=plan, picture=plan_picture(plan), edit=edit)


def plan_cards(view: View) -> Markup:
    """All plans, shortest first."""
    return fill("plans.md.jinja", plans=view.plans)


def days(view: View) -> Markup:
    """Where to begin, by the days that are left."""
    return fill("days.md.jinja", plans=view.plans)


def timeline(view: View, slug: str) -> Markup:
    """The picture of a plan alone."""
    return plan_picture(_found(view.library.plans, slug, "plan"))


def checklist(view: View, name: str) -> Markup:
    """Things to tick."""
    lists = view.library.guide.checklists
    found = _found(lists.checklists if lists else {}, name, "checklist")
    return fill("checklist.md.jinja", name=name, checklist=found)


def mistakes(view: View) -> Markup:
    """Mistakes, each with its mend."""
    return fill("faults.md.jinja", view=view, faults=view.mistakes, prefix="mistake")


def red_flags(view: View) -> Markup:
    """Signs that end a loop, each with its mend."""
    return fill("faults.md.jinja", view=view, faults=view.red_flags, prefix="red-flag")


def rubric(view: View) -> Markup:
    """How interviewers grade, dimension by dimension."""
    found = view.library.guide.rubric
    return fill("rubric.md.jinja", view=view, dimensions=found.items if found else ())


def skills(view: View) -> Markup:
    """What loops look for, and how to show it."""
    found = view.library.guide.skills
    return fill("skills.md.jinja", view=view, skills=found.items if found else ())


def faq(view: View) -> Markup:
    """Questions about interviewing itself."""
    return fill("faq.md.jinja", view=view)


def figures(view: View) -> Markup:
    """How much there is, in one line."""
    answered = view.select(answered=True)
    programs = sum(len(question.programs) for question in answered)
    return fill("figures.md.jinja", view=view, answered=len(answered), programs=programs)


def questions_to_ask(view: View) -> Markup:
    """What a candidate asks, by who is asked."""
    found = view.library.guide.questions_to_ask
    return fill("questions_to_ask.md.jinja", groups=found.groups if found else ())


def glossary(view: View) -> Markup:
    """Terms in alphabetical order."""
    return fill("glossary.md.jinja", view=view)


def _found(things: Mapping[str, Thing], id_: str, kind: str) -> Thing:
    """The thing with this id.

    Raises:
        ValueError: there is none; the message names those there are.
    """
    if id_ not in things:
        raise ValueError(f"there is no {kind} {id_!r}{_guess(id_, things)}")
    return things[id_]


def _guess(id_: str, things: Iterable[str]) -> str:
    found = nearest(id_, things)
    return f"; did you mean {found!r}?" if found else ""
