"""Scaffold a topic without questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from hooks.load.project import Project
from hooks.load.yaml import Json
from hooks.new.files import data_file, slugify
from hooks.new.question import NewFile


def new_topic(
    project: Project, title: str, blurb: str, subtopics: Sequence[str], *, order: int | None, id_: str | None
) -> NewFile:
    """The file of a topic. Without ``order`` it comes last.

    Raises:
        ValueError: no valid id can be made from the title, or ``id_`` isn't one.
    """
    topics = project.library.topics
    last = max((topic.order for topic in topics.values()), default=0)
    path = PurePosixPath("data", "topics", f"{id_ or slugify(title, ())}.yml")
    values: dict[str, Json] = {"title": title, "blurb": blurb, "order": order or last + 1, "subtopics": list(subtopics)}
    return NewFile(path, data_file(path, values))
