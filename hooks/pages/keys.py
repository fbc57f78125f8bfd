"""What a question's page is made from, as one hash: while it stays the same, so does the page.

A page may show anything of its own folder, and the structured part of every question of its topic (they stand beside
it) or linked with it in either direction. Every other data file is small and changes seldom, so all pages depend on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from hooks.cache.build_cache import cache_key
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.question import Question


def page_keys(project: Project) -> Mapping[str, str]:
    """A cache key for the page of every question, by the question's id."""
    questions = project.library.questions
    structured = {slug: _structured(project, question) for slug, question in questions.items()}
    topics = _by_topic(questions.values(), structured)
    linked = _linked(questions)
    common = cache_key(*(shape.document.text for _, shape in project.shapes_of(*_COMMON)))
    return {
        slug: cache_key(
            common,
            *_folder(project, question),
            topics[question.topic],
            *(structured[other] for other in sorted(linked[slug]) if other in structured),
        )
        for slug, question in questions.items()
    }


_COMMON = tuple(
    role for role in Role if role not in (Role.QUESTION, Role.ANSWER, Role.PROGRAM, Role.RECORD, Role.DIAGRAM)
)


def _structured(project: Project, question: Question) -> str:
    text = project.shapes[question.path].document.text
    return cache_key(question.slug, question.topic, text, str(question.answer is not None), str(len(question.programs)))


def _folder(project: Project, question: Question) -> Iterator[str]:
    yield project.shapes[question.path].document.text
    yield question.answer.text if question.answer else ""
    for program in question.programs:
        yield from (program.name, program.text, program.record or "")
    for diagram in question.diagrams:
        yield from (diagram.path.name, diagram.svg)


def _by_topic(questions: Iterable[Question], structured: Mapping[str, str]) -> Mapping[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for question in questions:
        found[question.topic].append(structured[question.slug])
    return {topic: cache_key(*sorted(parts)) for topic, parts in found.items()}


def _linked(questions: Mapping[str, Question]) -> Mapping[str, set[str]]:
    """For each question those it names, and those that name it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for slug, question in questions.items():
        for other in (*question.related, *(item.see for item in question.follow_ups if item.see)):
            found[slug].add(other)
            found[other].add(slug)
    return found
