"""View model of the library: sorted, with back-references, each answer rendered once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from hooks.model.company import Company
from hooks.model.enums import Asked, Kind, Level
from hooks.model.funnel import Stage
from hooks.model.guide import FaqEntry, Mistake, Term
from hooks.model.library import Library
from hooks.model.plan import Plan
from hooks.model.question import Question, Topic
from hooks.prose import html
from hooks.prose.markdown import AnswerFacts
from hooks.render.answer import Rendered, render
from hooks.render.labels import label
from hooks.render.templates import render_template

_MAX_RELATED, _MAX_INSTEAD = 6, 3
RenderAnswer = Callable[[Question], Rendered]


class Choices(NamedTuple):
    """Filter values, each with its label."""

    levels: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    rounds: tuple[tuple[str, str], ...]
    companies: tuple[tuple[str, str], ...]


class View:
    """Sorted lists and back-references of one library.

    ``proses`` has the parsed prose of answers by path, ``titles`` the titles of hand-written pages by URL path;
    ``render_answer`` may be a cached version of the default.
    """

    def __init__(
        self,
        library: Library,
        *,
        answer_facts: Mapping[PurePosixPath, AnswerFacts] = MappingProxyType({}),
        titles: Mapping[str, str] = MappingProxyType({}),
        render_answer: RenderAnswer = render,
    ) -> None:
        self.library = library
        self.answer_facts = answer_facts
        self._titles = titles
        self._render_answer = render_answer
        self._rendered: dict[str, Rendered] = {}
        self._rows: dict[str, Markup] = {}

    def answer(self, question: Question) -> Rendered:
        """The question's answer as HTML; empty for an open question."""
        if question.slug not in self._rendered:
            self._rendered[question.slug] = self._render_answer(question)
        return self._rendered[question.slug]

    def prose(self, question: Question) -> AnswerFacts | None:
        """The parsed prose of the question's answer, if it has one."""
        return self.answer_facts.get(question.answer.path) if question.answer else None

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """In the order the data gives."""
        return tuple(sorted(self.library.topics.values(), key=lambda topic: (topic.order, topic.slug)))

    @cached_property
    def companies(self) -> tuple[Company, ...]:
        """By name."""
        return tuple(sorted(self.library.companies.values(), key=lambda company: company.name.casefold()))

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Shortest first."""
        return tuple(sorted(self.library.plans.values(), key=lambda plan: (len(plan.days), plan.slug)))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Most asked first, then by topic, answered before open."""
        place = {topic.slug: index for index, topic in enumerate(self.topics)}

        def key(question: Question) -> tuple[bool, int, int, int, str]:
            return (
                question.answer is None,
                question.asked.rank,
                place.get(question.topic, len(place)),
                question.level.rank,
                question.slug,
            )

        return tuple(sorted(self.library.questions.values(), key=key))

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Question, ...]]:
        """Questions by topic: its reading order first, then the rest, most asked first; open ones last."""
        found: dict[str, tuple[Question, ...]] = {topic.slug: () for topic in self.topics}
        by_topic = sorted(self.questions, key=lambda question: question.topic)
        for slug, questions in groupby(by_topic, key=lambda question: question.topic):
            order = self.library.topics[slug].reading_order if slug in self.library.topics else ()
            place = {id_: index for index, id_ in enumerate(order)}
            found[slug] = tuple(sorted(questions, key=lambda q: (q.answer is None, place.get(q.slug, len(place)))))
        return found

    @cached_property
    def companies_of(self) -> Mapping[str, tuple[Company, ...]]:
        """For each question, the companies whose pages recommend it."""
        found: dict[str, tuple[Company, ...]] = {}
        for company in self.companies:
            for angle in company.questions:
                found[angle.question] = (*found.get(angle.question, ()), company)
        return found

    @cached_property
    def stages(self) -> Mapping[str, Stage]:
        """The stages of the usual loop by id, in order."""
        return {stage.id: stage for stage in self.library.funnel.stages} if self.library.funnel else {}

    @cached_property
    def covered(self) -> frozenset[str]:
        """The topics with at least one answer."""
        return frozenset(question.topic for question in self.questions if question.answer is not None)

    def choices(self, questions: Sequence[Question]) -> Choices:
        """Filter values that at least one of the questions has, with labels."""
        companies = {company.slug for question in questions for company in self.companies_of.get(question.slug, ())}
        levels = {question.level for question in questions}
        kinds = {question.kind for question in questions}
        rounds = {round_ for question in questions for round_ in question.rounds}
        return Choices(
            levels=tuple((level, label(level)) for level in Level if level in levels),
            kinds=tuple((kind, label(kind)) for kind in Kind if kind in kinds),
            rounds=tuple((id_, stage.name) for id_, stage in self.stages.items() if id_ in rounds),
            companies=tuple((company.slug, company.name) for company in self.companies if company.slug in companies),
        )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The glossary in alphabetical order."""
        terms = self.library.guide.glossary.values()
        return tuple(sorted(terms, key=lambda term: (html.plain(term.term).casefold(), term.slug)))

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """In their order."""
        return _in_order(self.library.guide.mistakes)

    @cached_property
    def red_flags(self) -> tuple[Mistake, ...]:
        """In their order."""
        return _in_order(self.library.guide.red_flags)

    @cached_property
    def faq(self) -> tuple[FaqEntry, ...]:
        """In their order."""
        return _in_order(self.library.guide.faq)

    def select(
        self,
        *,
        topic: str | None = None,
        kind: str | None = None,
        level: str | None = None,
        stage: str | None = None,
        asked: str | Sequence[str] = (),
        answered: bool | None = None,
    ) -> tuple[Question, ...]:
        """The questions that match every filter, most asked first; ``asked`` may have several values.

        Raises:
            ValueError: a filter has an unknown value.
        """
        of_kind, of_level = Kind(kind) if kind else None, Level(level) if level else None
        frequencies = {Asked(value) for value in ([asked] if isinstance(asked, str) else asked)}
        for name, value, known in (("topic", topic, self.library.topics), ("stage", stage, self.stages)):
            if value is not None and value not in known:
                raise ValueError(f"there is no {name} {value!r}; known are {', '.join(known)}")
        return tuple(
            question
            for question in self.questions
            if topic in (None, question.topic)
            and of_kind in (None, question.kind)
            and of_level in (None, question.level)
            and (not frequencies or question.asked in frequencies)
            and (stage is None or stage in question.rounds)
            and answered in (None, question.answer is not None)
        )

    def newest(self, most: int) -> tuple[tuple[datetime.date, Question], ...]:
        """At most ``most`` answers with the day they were last reviewed, newest first."""
        dated = (
            (question.reviewed.on, question) for question in self.questions if question.answer and question.reviewed
        )
        return tuple(sorted(dated, key=lambda entry: (-entry[0].toordinal(), entry[1].slug))[:most])

    def rows(self, questions: Iterable[Question]) -> Markup:
        """A list of questions, one line each. Lines are cached: a question is in many lists."""
        lines = Markup("\n").join(self._row(question) for question in questions)
        return Markup('<ul class="rows">\n{}\n</ul>').format(lines)

    def _row(self, question: Question) -> Markup:
        if question.slug not in self._rows:
            self._rows[question.slug] = render_template("question_row.md.jinja", question=question)
        return self._rows[question.slug]

    def neighbors(self, question: Question) -> tuple[Question | None, Question | None]:
        """The answered questions before and after this one in its topic."""
        row = [other for other in self.by_topic.get(question.topic, ()) if other.answer is not None]
        index = next((place for place, other in enumerate(row) if other is question), None)
        if index is None:
            return None, None
        return (row[index - 1] if index else None), (row[index + 1] if index + 1 < len(row) else None)

    def related(self, question: Question) -> tuple[Question, ...]:
        """What to read next: the answered questions it names, then those that name it, up to a handful.

        An open question that has none of these gets the first of its topic.
        """
        named = dict.fromkeys((*question.related, *self._linking.get(question.slug, ())))
        found = [other for slug in named if (other := self.library.questions.get(slug)) and other.answer]
        if not found and question.answer is None:
            found = [other for other in self.by_topic.get(question.topic, ()) if other.answer][:_MAX_INSTEAD]
        return tuple(found[: max(_MAX_RELATED, len(question.related))])

    @cached_property
    def _linking(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for question in self.questions:
            for slug in question.related:
                found[slug].append(question.slug)
        return {slug: tuple(names) for slug, names in found.items()}

    def topic_title(self, question: Question) -> str:
        """The title of the question's topic, or its id if the topic file is missing."""
        topic = self.library.topics.get(question.topic)
        return html.plain(topic.title) if topic else question.topic

    def page_title(self, address: str) -> str:
        """The title of a page of the guide, for links to it."""
        path = address.partition("#")[0]
        section, _, slug = path.strip("/").partition("/")
        kinds: Mapping[str, Mapping[str, Topic | Company | Plan]] = {
            "topics": self.library.topics,
            "companies": self.library.companies,
            "plan": self.library.plans,
        }
        found = kinds.get(section, {}).get(slug)
        if found is not None:
            return html.plain(found.name if isinstance(found, Company) else found.title)
        return self._titles.get(path, path)


Entry = TypeVar("Entry", Mistake, FaqEntry)


def _in_order(entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """By number, those without one last; by id where that is the same."""
    return tuple(sorted(entries.values(), key=lambda entry: (entry.order is None, entry.order or 0, entry.slug)))
