"""Scaffold a glossary term."""

from __future__ import annotations

from pathlib import PurePosixPath

from hooks.load.project import Project
from hooks.load.yaml import Json
from hooks.new.files import data_file, slugify
from hooks.new.question import NewFile
from hooks.prose import html

_TODO = "Optional, worth adding:"


def new_term(project: Project, term: str, means: str, *, expands: str | None, id_: str | None) -> NewFile:
    """The file of a term.

    Raises:
        ValueError: the glossary already defines the term, or no valid id can be made from it.
    """
    key = html.match_key(term)
    for other in project.library.guide.glossary.values():
        if html.match_key(other.term) == key:
            raise ValueError(f"`{term}` is already defined in {other.path}")
    path = PurePosixPath("data", "guide", "glossary", f"{id_ or slugify(term, ())}.yml")
    values: dict[str, Json] = {"term": term, "expands": expands, "means": means}
    given = {name: value for name, value in values.items() if value}
    return NewFile(path, data_file(path, given, todo=_TODO))
