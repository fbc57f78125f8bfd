"""A: what makes an answer readable in two steps."""

from __future__ import annotations

from itertools import pairwise

from hooks.findings.finding import START, Edit, Mark, Problem
from hooks.load.layout import Role, place_of
from hooks.load.project import Project
from hooks.prose.reading import MORE
from hooks.prose.slips import Kind
from hooks.prose.targets import Leads, resolve
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Problems

_SHORT = (60, 120)
_FULL = (250, 600)
_SLACK = 1.15
"""Lengths are about: a sixth more or less is no reason to write worse."""


@LIBRARY.error(
    "A001",
    mend=f"Put `{MORE}` on a line of its own, with blank lines around it, after what you would say in thirty seconds.",
)
def one_mark(project: Project) -> Problems:
    """The short answer ends with one ``<!-- more -->``, on a line of its own."""
    for path, prose in project.proses.items():
        exact = [mark for text, mark in prose.marks if text == MORE]
        for text, mark in prose.marks:
            if text != MORE:
                yield Problem(
                    path,
                    mark,
                    f"`{text}` is not the mark",
                    f"Write `{MORE}`, with one blank on each side and small letters.",
                    Edit(mark, text, MORE),
                )
        for mark in exact[1:]:
            yield Problem(path, mark, f"a second `{MORE}`", "Keep the one that ends the short answer.")
        if exact and prose.full_words is None:
            said = f"`{MORE}` stands inside a paragraph or a list"
            yield Problem(path, exact[0], said, edit=Edit(exact[0], MORE, f"\n{MORE}\n"))
        elif not prose.marks:
            yield Problem(path, START, "nothing marks where the short answer ends")


@LIBRARY.warning("A002", mend="Say it aloud: thirty seconds are 60 to 120 words.")
def short_length(project: Project) -> Problems:
    """The short answer has about 60 to 120 words."""
    for path, prose in project.proses.items():
        if prose.full_words is not None and prose.short_words and not _about(prose.short_words, *_SHORT):
            yield Problem(
                path,
                START,
                f"the short answer has {prose.short_words} words; about {_SHORT[0]} to {_SHORT[1]} are wanted",
            )


@LIBRARY.warning("A003", mend="Cut what does not teach, or add the worked case that is missing.")
def full_length(project: Project) -> Problems:
    """The full answer has about 250 to 600 words of prose, code not counted."""
    for path, prose in project.proses.items():
        if prose.full_words and not _about(prose.full_words, *_FULL):
            mark = next((mark for text, mark in prose.marks if text == MORE), START)
            yield Problem(
                path, mark, f"the full answer has {prose.full_words} words; about {_FULL[0]} to {_FULL[1]} are wanted"
            )


def _about(words: int, least: int, most: int) -> bool:
    return least / _SLACK <= words <= most * _SLACK


@LIBRARY.error("A004", mend="Begin with `##`, and go down one level at a time.")
def headings(project: Project) -> Problems:
    """Headings start at ``##`` and no level is left out: the prompt is the page's first heading."""
    for path, prose in project.proses.items():
        levels = [1, *(heading.level for heading in prose.headings)]
        for (above, level), heading in zip(pairwise(levels), prose.headings, strict=True):
            if level == 1 or level > above + 1:
                edit = Edit(heading.mark, "#" * level, "#" * (above + 1), sure=False)
                yield Problem(path, heading.mark, f"heading of level {level} after level {above}", edit=edit)


@LIBRARY.error("A005", mend="Put it into the full answer, or say it in the sentence.")
def no_short_footnotes(project: Project) -> Problems:
    """The short answer has no footnotes: it is also shown alone, where they would lead nowhere."""
    for path, prose in project.proses.items():
        for mark in prose.short_footnotes if prose.full_words is not None else ():
            yield Problem(path, mark, "a footnote in the short answer")


@LIBRARY.error("A006", mend=f"The short answer stands above `{MORE}`, the full answer below it.")
def both_parts(project: Project) -> Problems:
    """Neither the short nor the full answer is empty. Of one that is only begun, A013 tells the very lines."""
    for path, prose in project.proses.items():
        if prose.full_words is not None and all(slip.kind is not Kind.HOLE for slip in prose.slips):
            for name, words in (("short", prose.short_words), ("full", prose.full_words)):
                if words == 0:
                    yield Problem(path, START, f"the {name} answer is empty")


@LIBRARY.error("A007", mend="Add a paragraph to answer.md that is only a link to it.")
def programs_are_shown(project: Project) -> Problems:
    """Every program beside an answer is shown by it, or imported by one that is."""
    for question in project.library.questions.values():
        prose = project.proses.get(question.path.with_name("answer.md"))
        if prose is None and question.path.with_name("answer.md") in project.files:
            continue  # it cannot be read, which is told already
        shown = {resolve(link.target, question.path).name for link in prose.links if link.alone} if prose else set()
        texts = [program.text for program in question.programs if program.name in shown]
        for program in question.programs:
            stem = program.name.removesuffix(".py")
            imported = program.name.endswith(".py") and any(
                f"import {stem}" in text or f"from {stem} " in text for text in texts
            )
            if program.name not in shown and not imported:
                link = f"`[What it shows]({program.name})`"
                hint = f"Add a paragraph to answer.md that is only a link to it: {link}."
                yield Problem(program.path, START, "no answer shows this program", hint)


@LIBRARY.error("A008", mend="Give the link a paragraph of its own: the program stands in its place.")
def programs_stand_alone(project: Project) -> Problems:
    """A link to a program is alone in its paragraph."""
    for path, prose in project.proses.items():
        for link in prose.links:
            if not link.alone and resolve(link.target, path).leads is Leads.PROGRAM:
                yield Problem(path, link.mark, f"the link to `{link.target}` stands inside a text")


@LIBRARY.error(
    "A009",
    mend="Without an install, leave it: the check of the pull request runs the program, and a maintainer commits the "
    "record. With one, run `guide demo --record`.",
)
def programs_have_records(project: Project) -> Problems:
    """A program has its record beside it, and a record its program."""
    for path in sorted(project.files):
        place = place_of(path)
        if place and place.role is Role.PROGRAM and path.with_name(f"{path.name}.out") not in project.files:
            yield Problem(path, START, f"`{path.name}.out` is missing: nobody has seen what this prints")
        if place and place.role is Role.RECORD and path.with_suffix("") not in project.files:
            yield Problem(
                path,
                START,
                "the program this was recorded from is not there",
                "Delete it, or give it its program's name.",
            )


@LIBRARY.warning("A010", mend="Name it after the opening fence: ```` ```python ````; `text` if it is none.")
def fences_name_their_language(project: Project) -> Problems:
    """A code block names its language."""
    for path, prose in project.proses.items():
        for fence in prose.fences:
            if not fence.language:
                mark = Mark(fence.mark.line, 1)
                edit = Edit(mark, "```", "```text", sure=False)
                yield Problem(path, mark, "the code block names no language", edit=edit)
