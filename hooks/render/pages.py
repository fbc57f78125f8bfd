"""What each macro renders: Markdown with finished HTML. Links are relative to the site root, as ``/topics/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup

from hooks.demos.transcript import HEADER
from hooks.model.question import Question
from hooks.model.repository import Repository
from hooks.prose import html, markdown_escape
from hooks.render.company import company_page as company_layout
from hooks.render.contribution_links import company_links, credit, question_links
from hooks.render.demo import card_replay
from hooks.render.funnel_chart import funnel_chart
from hooks.render.plan_calendar import plan_calendar
from hooks.render.templates import render_template
from hooks.render.view import View
from hooks.rules.suggestions import closest

Item = TypeVar("Item")


def question_page(view: View, slug: str, *, repository: Repository, authors: Sequence[str] = ()) -> Markup:
    """The page of one question."""
    question = _lookup(view.library.questions, slug, "question")
    previous, following = view.neighbors(question)
    exhibit, prose = question.exhibit, view.prose(question)
    return render_template(
        "question.md.jinja",
        view=view,
        question=question,
        answer=view.answer(question),
        short_words=prose.short_words if prose else 0,
        words=(prose.full_words or 0) if prose else 0,
        claims=sum(program.claims for program in question.programs),
        products=_products(question),
        stages=[view.stages[id_] for id_ in question.rounds if id_ in view.stages],
        exhibit=markdown_escape.block(html.code(exhibit.text, exhibit.language)) if exhibit else None,
        companies=view.companies_of.get(slug, ()),
        related=view.related(question),
        previous=previous,
        next=following,
        links=question_links(question, repository),
        credit=credit(question, authors),
        history=repository.history(question.folder),
    )


def _products(question: Question) -> tuple[str, ...]:
    """What the question's programs ran on, with versions: ``PostgreSQL 18.6``."""
    heads = (program.record.partition("\n")[0] for program in question.programs if program.record)
    return tuple(dict.fromkeys(head for head in heads if HEADER.fullmatch(head)))


def question_card(view: View, slug: str) -> Markup:
    """One question with a replay, if it has one, and its short answer, embedded in another page."""
    question = _lookup(view.library.questions, slug, "question")
    return render_template(
        "question_card.md.jinja", question=question, answer=view.answer(question), replay=card_replay(question)
    )


def question_list(view: View, questions: Sequence[Question]) -> Markup:
    """A list of questions, one line each."""
    return render_template("question_list.md.jinja", view=view, questions=questions)


def open_questions(view: View) -> Markup:
    """The switch that shows the questions without an answer; empty if every question has one."""
    return render_template("open_questions.md.jinja", view=view, questions=view.questions)


def question_filters(view: View) -> Markup:
    """The form that filters the lists of a page with all questions; empty if few are answered."""
    return render_template("question_filters.md.jinja", view=view)


def topic_page(view: View, slug: str) -> Markup:
    """The page of one topic: its questions, the open ones folded."""
    topic = _lookup(view.library.topics, slug, "topic")
    return render_template("topic.md.jinja", view=view, topic=topic, questions=view.by_topic[slug])


def topic_cards(view: View) -> Markup:
    """Every topic with an answer as a card, then the names of the rest."""
    return render_template("topic_cards.md.jinja", view=view)


def topic_names(view: View) -> Markup:
    """The names of the topics that have answers, each with their number."""
    return render_template("topic_names.md.jinja", view=view)


def company_page(view: View, slug: str, *, repository: Repository) -> Markup:
    """The page of one company."""
    company = _lookup(view.library.companies, slug, "company")
    return company_layout(view, company, edit=repository.edit, links=company_links(company, repository))


def company_cards(view: View) -> Markup:
    """Every company as a card."""
    return render_template("company_cards.md.jinja", view=view)


def company_names(view: View) -> Markup:
    """The names of the companies."""
    return render_template("company_names.md.jinja", companies=view.companies)


def loop_page(view: View, *, edit: str) -> Markup:
    """The interview loop: a chart, then every stage."""
    if view.library.funnel is None:
        raise ValueError("there is no data/funnel.yml")
    return render_template(
        "loop.md.jinja", view=view, funnel=view.library.funnel, chart=funnel_chart(view.library.funnel), edit=edit
    )


def plan_page(view: View, slug: str, *, edit: str) -> Markup:
    """A preparation plan, day by day."""
    plan = _lookup(view.library.plans, slug, "plan")
    return render_template("plan.md.jinja", view=view, plan=plan, calendar=plan_calendar(plan), edit=edit)


def plan_cards(view: View) -> Markup:
    """Every plan as a card, shortest first."""
    return render_template("plan_cards.md.jinja", plans=view.plans)


def plan_picker(view: View) -> Markup:
    """Links to the plans, by days left until the interview."""
    return render_template("plan_picker.md.jinja", plans=view.plans)


def checklist(view: View, name: str) -> Markup:
    """One checklist."""
    lists = view.library.guide.checklists
    found = _lookup(lists.checklists if lists else {}, name, "checklist")
    return render_template("checklist.md.jinja", name=name, checklist=found)


def mistakes(view: View) -> Markup:
    """Common mistakes, each with what to do instead."""
    return render_template("mistakes.md.jinja", view=view, entries=view.mistakes, prefix="mistake")


def red_flags(view: View) -> Markup:
    """Red flags, each with what to do instead."""
    return render_template("mistakes.md.jinja", view=view, entries=view.red_flags, prefix="red-flag")


def rubric(view: View) -> Markup:
    """The grading rubric, one section per dimension."""
    found = view.library.guide.rubric
    return render_template("rubric.md.jinja", view=view, dimensions=found.items if found else ())


def skills(view: View) -> Markup:
    """What interviewers look for, and how to show it."""
    found = view.library.guide.skills
    return render_template("skills.md.jinja", view=view, skills=found.items if found else ())


def faq(view: View) -> Markup:
    """Frequently asked questions about interviewing."""
    return render_template("faq.md.jinja", view=view)


def stats(view: View) -> Markup:
    """The number of answers, of programs and of the answers that have one, and of topics, in one line."""
    answered = view.select(answered=True)
    programs = [len(question.programs) for question in answered if question.programs]
    return render_template(
        "stats.md.jinja", view=view, answered=len(answered), programs=sum(programs), tested=len(programs)
    )


def questions_to_ask(view: View) -> Markup:
    """Questions a candidate can ask, grouped by interviewer."""
    found = view.library.guide.questions_to_ask
    return render_template("questions_to_ask.md.jinja", groups=found.groups if found else ())


def glossary(view: View) -> Markup:
    """Terms in alphabetical order."""
    return render_template("glossary.md.jinja", view=view)


def _lookup(items: Mapping[str, Item], id_: str, kind: str) -> Item:
    """The item with this id.

    Raises:
        ValueError: there is none; the message suggests the closest id.
    """
    if id_ not in items:
        raise ValueError(f"there is no {kind} {id_!r}{_suggestion(id_, items)}")
    return items[id_]


def _suggestion(id_: str, items: Iterable[str]) -> str:
    found = closest(id_, items)
    return f"; did you mean {found!r}?" if found else ""
