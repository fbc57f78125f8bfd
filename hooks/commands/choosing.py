"""Which questions and programs a command is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

import click

from hooks.load.project import Project
from hooks.model.question import Program, Question
from hooks.rules.nearby import nearest

_FOLDER = ("data", "questions")


def questions(project: Project, ids: Sequence[str]) -> Iterator[Question]:
    """The questions with these ids, or all.

    Raises:
        click.BadParameter: there is no such question.
    """
    known = project.library.questions
    for slug in ids or known:
        if slug not in known:
            raise click.BadParameter(f"there is no question {slug!r}{_meant(slug, known)}", param_hint="IDS")
        yield known[slug]


def programs(project: Project, ids: Sequence[str]) -> Iterator[Program]:
    """The programs of questions, or single ones as ``question/program.sql`` or by their path; all without ids.

    Raises:
        click.BadParameter: there is no such question or program.
    """
    if not ids:
        yield from (program for question in questions(project, ()) for program in question.programs)
    for word in ids:
        slug, _, name = _shortened(word).partition("/")
        [question] = questions(project, [slug])
        chosen = [program for program in question.programs if not name or program.name == name]
        if name and not chosen:
            has = ", ".join(program.name for program in question.programs) or "none"
            raise click.BadParameter(f"{slug} has no program {name!r}; it has {has}", param_hint="IDS")
        yield from chosen


def _shortened(word: str) -> str:
    """What a shell completes, ``data/questions/topic/question/program.sql``, without topic and folders."""
    parts = PurePath(word).parts
    at = next((place for place in range(len(parts)) if parts[place : place + 2] == _FOLDER), None)
    return word if at is None or len(parts) < at + 4 else "/".join(parts[at + 3 :])


def _meant(word: str, known: Iterable[str]) -> str:
    """A guess at what was meant, behind what was not found."""
    found = nearest(word, known)
    return f"; did you mean {found!r}?" if found else ""
