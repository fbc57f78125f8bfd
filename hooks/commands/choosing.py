"""Which questions and programs a command is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from hooks.model.question import Program, Question
from hooks.project import Project


def questions(project: Project, ids: Sequence[str]) -> Iterator[Question]:
    """The questions with these ids, or all.

    Raises:
        click.BadParameter: there is no such question.
    """
    known = project.library.questions
    for slug in ids or known:
        if slug not in known:
            raise click.BadParameter(f"there is no question {slug!r}", param_hint="IDS")
        yield known[slug]


def programs(project: Project, ids: Sequence[str]) -> Iterator[Program]:
    """The programs of questions, or single ones as ``question/program.sql``; all without ids.

    Raises:
        click.BadParameter: there is no such question or program.
    """
    if not ids:
        yield from (program for question in questions(project, ()) for program in question.programs)
    for word in ids:
        slug, _, name = word.partition("/")
        [question] = questions(project, [slug])
        chosen = [program for program in question.programs if not name or program.name == name]
        if name and not chosen:
            has = ", ".join(program.name for program in question.programs) or "none"
            raise click.BadParameter(f"{slug} has no program {name!r}; it has {has}", param_hint="IDS")
        yield from chosen
