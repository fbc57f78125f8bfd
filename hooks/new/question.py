"""A question that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.load.project import Project
from hooks.load.yaml import Json
from hooks.new.files import data_file, id_from
from hooks.prose import html

_WANTED = "Who answers it adds answer.md and these; any answered question shows how they look."


class NewFile(NamedTuple):
    """A file to be written."""

    path: PurePosixPath
    text: str


def new_question(project: Project, topic: str, values: Mapping[str, Json], id_: str | None = None) -> NewFile:
    """The file of an open question in ``topic``; its id is made from the title if none is given."""
    questions = project.library.questions
    taken = {*questions, *(old for question in questions.values() for old in question.redirect_from)}
    id_ = id_ or id_from(str(values["title"]), taken)
    path = PurePosixPath("data", "questions", topic, id_, "question.yml")
    given = {name: value for name, value in values.items() if value not in (None, [], "")}
    return NewFile(path, data_file(path, given, wanted=_WANTED, but=("exhibit", "redirect_from")))


def proposed(project: Project, answers: Mapping[str, str]) -> NewFile:
    """The question that somebody proposed with the issue form."""
    aka: list[Json] = [part for word in answers.get("aka", "").split(",") if (part := " ".join(word.split()))]
    values: dict[str, Json] = {
        "title": " ".join(answers.get("name", "").split()),
        "prompt": " ".join(answers.get("prompt", "").split()),
        "kind": answers.get("kind"),
        "level": answers.get("level"),
        "aka": aka,
    }
    return new_question(project, _topic(project, answers.get("topic", "")), values)


def _topic(project: Project, said: str) -> str:
    """The id of the topic that is named by its id or its title."""
    ids = {html.plain(topic.title).casefold(): id_ for id_, topic in project.library.topics.items()}
    return ids.get(said.casefold(), said.lower())
