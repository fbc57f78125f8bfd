"""Cache keys of question pages: a hash of everything that a page may show.

A page depends on its own folder, on the metadata of all questions in its topic (the sidebar lists them), and on that of
questions linked with it in either direction. All other data files are small and rarely change, so every page depends on
all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from hooks.cache.build_cache import cache_key
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.question import Question


def page_cache_keys(project: Project) -> Mapping[str, str]:
    """The cache key of every question's page, by question id."""
    questions = project.library.questions
    metadata = {slug: _metadata_key(project, question) for slug, question in questions.items()}
    topics = _topic_keys(questions.values(), metadata)
    linked = _linked(questions)
    common = cache_key(*(file.document.text for _, file in project.yaml_files_of(*_COMMON)))
    return {
        slug: cache_key(
            common,
            *_folder_contents(project, question),
            topics[question.topic],
            *(metadata[other] for other in sorted(linked[slug]) if other in metadata),
        )
        for slug, question in questions.items()
    }


_COMMON = tuple(
    role for role in Role if role not in (Role.QUESTION, Role.ANSWER, Role.PROGRAM, Role.RECORD, Role.DIAGRAM)
)


def _metadata_key(project: Project, question: Question) -> str:
    text = project.yaml_files[question.path].document.text
    return cache_key(question.slug, question.topic, text, str(question.answer is not None), str(len(question.programs)))


def _folder_contents(project: Project, question: Question) -> Iterator[str]:
    yield project.yaml_files[question.path].document.text
    yield question.answer.text if question.answer else ""
    for program in question.programs:
        yield from (program.name, program.text, program.record or "")
    for diagram in question.diagrams:
        yield from (diagram.path.name, diagram.svg)


def _topic_keys(questions: Iterable[Question], metadata: Mapping[str, str]) -> Mapping[str, str]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for question in questions:
        keys[question.topic].append(metadata[question.slug])
    return {topic: cache_key(*sorted(parts)) for topic, parts in keys.items()}


def _linked(questions: Mapping[str, Question]) -> Mapping[str, set[str]]:
    """For each question, the ids it links to and is linked from."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for slug, question in questions.items():
        for other in (*question.related, *(item.see for item in question.follow_ups if item.see)):
            linked[slug].add(other)
            linked[other].add(slug)
    return linked
