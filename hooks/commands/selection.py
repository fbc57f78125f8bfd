"""The questions and programs that a command's IDS arguments select."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

import click

from hooks.load.project import Project
from hooks.model.question import Program, Question
from hooks.rules.suggestions import closest

_FOLDER = ("data", "questions")


def select_questions(project: Project, ids: Sequence[str]) -> Iterator[Question]:
    """The questions with these ids; all if there are none.

    Raises:
        click.BadParameter: An id is unknown.
    """
    known = project.library.questions
    for slug in ids or known:
        if slug not in known:
            raise click.BadParameter(f"no question {slug!r}{_suggestion(slug, known)}", param_hint="IDS")
        yield known[slug]


def select_programs(project: Project, ids: Sequence[str]) -> Iterator[Program]:
    """The programs of questions, or single ones as ``question/program.sql`` or by path; all if there are no ids.

    Raises:
        click.BadParameter: A question or program is unknown.
    """
    if not ids:
        yield from (program for question in select_questions(project, ()) for program in question.programs)
    for arg in ids:
        slug, _, name = _without_folders(arg).partition("/")
        [question] = select_questions(project, [slug])
        selected = [program for program in question.programs if not name or program.name == name]
        if name and not selected:
            existing = ", ".join(program.name for program in question.programs) or "none"
            raise click.BadParameter(f"{slug} has no program {name!r}; it has {existing}", param_hint="IDS")
        yield from selected


def _without_folders(arg: str) -> str:
    """``question/program.sql`` from a path such as ``data/questions/topic/question/program.sql``."""
    parts = PurePath(arg).parts
    at = next((index for index in range(len(parts)) if parts[index : index + 2] == _FOLDER), None)
    return arg if at is None or len(parts) < at + 4 else "/".join(parts[at + 3 :])


def _suggestion(slug: str, known: Iterable[str]) -> str:
    found = closest(slug, known)
    return f"; did you mean {found!r}?" if found else ""
