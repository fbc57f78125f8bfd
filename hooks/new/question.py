"""Scaffold a question without an answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.load.project import Project
from hooks.load.yaml import Json
from hooks.new.files import data_file, slugify
from hooks.prose import html

_TODO = "To answer this question, add answer.md and these fields. Any answered question is an example."


class NewFile(NamedTuple):
    """A file to write."""

    path: PurePosixPath
    text: str


def new_question(project: Project, topic: str, values: Mapping[str, Json], id_: str | None = None) -> NewFile:
    """The file of an open question in ``topic``. Without ``id_`` its id is made from the title.

    Raises:
        ValueError: no valid id can be made, or ``topic`` or ``id_`` isn't one.
    """
    questions = project.library.questions
    taken = {*questions, *(old for question in questions.values() for old in question.redirect_from)}
    id_ = id_ or slugify(str(values["title"]), taken)
    path = PurePosixPath("data", "questions", topic, id_, "question.yml")
    given = {name: value for name, value in values.items() if value not in (None, [], "")}
    return NewFile(path, data_file(path, given, todo=_TODO, omit=("exhibit", "redirect_from")))


def question_from_form(project: Project, answers: Mapping[str, str]) -> NewFile:
    """The file of a question proposed with the issue form. Raises what ``new_question`` raises."""
    aka: list[Json] = [name for text in answers.get("aka", "").split(",") if (name := " ".join(text.split()))]
    values: dict[str, Json] = {
        "title": " ".join(answers.get("name", "").split()),
        "prompt": " ".join(answers.get("prompt", "").split()),
        "kind": answers.get("kind"),
        "level": answers.get("level"),
        "aka": aka,
    }
    return new_question(project, _topic(project, answers.get("topic", "")), values)


def _topic(project: Project, name: str) -> str:
    """The id of the topic with this id or title."""
    ids = {html.plain(topic.title).casefold(): id_ for id_, topic in project.library.topics.items()}
    return ids.get(name.casefold(), name.lower())
