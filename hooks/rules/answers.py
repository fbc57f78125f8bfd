"""A: the structure of an answer, and its programs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePosixPath

from hooks.findings.finding import START, Edit, Position, Problem
from hooks.load.layout import Role, place_of
from hooks.load.project import Project
from hooks.prose.highlighting import LANGUAGES, is_known
from hooks.prose.likely_typos import TypoKind
from hooks.prose.link_targets import TargetKind, resolve
from hooks.prose.markdown import MORE
from hooks.prose.pasted_output import LANGUAGES as OUTPUT_LANGUAGES
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems
from hooks.rules.suggestions import closest, or_list

_SHORT, _SHORT_LIMITS = (50, 80), (43, 85)
_FULL, _FULL_LIMITS = (250, 700), (218, 805)
"""Words to aim for, and the fewest and most that are accepted."""


@RULES.error(
    "A001",
    fix=f"Put `{MORE}` on its own line after the short answer, with a blank line above and below.",
)
def one_more_marker(project: Project) -> Problems:
    """The short answer ends with a single ``<!-- more -->`` on its own line."""
    for path, facts in project.answer_facts.items():
        exact = [position for text, position in facts.more_markers if text == MORE]
        for text, position in facts.more_markers:
            if text != MORE:
                yield Problem(
                    path,
                    position,
                    f"`{text}` is not the marker",
                    f"Write `{MORE}`: lowercase, with one space on each side.",
                    Edit(position, text, MORE),
                )
        for position in exact[1:]:
            yield Problem(path, position, f"duplicate `{MORE}`", "Keep only the one that ends the short answer.")
        if exact and facts.full_words is None:
            message = f"`{MORE}` is inside a paragraph or a list"
            yield Problem(path, exact[0], message, edit=Edit(exact[0], MORE, f"\n{MORE}\n"))
        elif not facts.more_markers:
            yield Problem(path, START, f"the answer has no `{MORE}`")


@RULES.error("A002", fix="Say it out loud: 30 seconds is 50 to 80 words.")
def short_length(project: Project) -> Problems:
    """The short answer is about 50 to 80 words, as the page counts them."""
    for path, facts in project.answer_facts.items():
        if facts.full_words is not None and facts.short_words and not _is_within(facts.short_words, _SHORT_LIMITS):
            message = f"the short answer has {facts.short_words} words; aim for {_SHORT[0]} to {_SHORT[1]}"
            yield Problem(path, START, message)


@RULES.warning("A003", fix="If it's long, cut what doesn't teach; if it's short, add a worked example.")
def full_length(project: Project) -> Problems:
    """The full answer is about 250 to 700 words, not counting code."""
    for path, facts in project.answer_facts.items():
        if facts.full_words and not _is_within(facts.full_words, _FULL_LIMITS):
            position = next((position for text, position in facts.more_markers if text == MORE), START)
            message = f"the full answer has {facts.full_words} words; aim for {_FULL[0]} to {_FULL[1]}"
            yield Problem(path, position, message)


def _is_within(words: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= words <= limits[1]


@RULES.error("A004", fix="Start with `##` and go down one level at a time.")
def headings(project: Project) -> Problems:
    """Headings start at ``##`` and don't skip levels. The page's ``#`` is the question itself."""
    for path, facts in project.answer_facts.items():
        levels = [1, *(heading.level for heading in facts.headings)]
        for (above, level), heading in zip(pairwise(levels), facts.headings, strict=True):
            if level == 1 or level > above + 1:
                edit = Edit(heading.position, "#" * level, "#" * (above + 1), safe=False)
                message = "level-1 heading" if level == 1 else f"level-{level} heading after level {above}"
                yield Problem(path, heading.position, message, edit=edit)


@RULES.error("A005", fix="Move it to the full answer, or say it in the sentence.")
def no_short_footnotes(project: Project) -> Problems:
    """The short answer has no footnotes, because it's also shown without the rest of the page."""
    for path, facts in project.answer_facts.items():
        for position in facts.short_footnotes if facts.full_words is not None else ():
            yield Problem(path, position, "footnote in the short answer")


@RULES.error("A006", fix=f"Put the short answer above `{MORE}` and the full answer below it.")
def no_empty_parts(project: Project) -> Problems:
    """Neither the short answer nor the full answer is empty. Placeholders are reported by A013."""
    for path, facts in project.answer_facts.items():
        if facts.full_words is not None and all(typo.kind is not TypoKind.PLACEHOLDER for typo in facts.typos):
            for name, words in (("short", facts.short_words), ("full", facts.full_words)):
                if words == 0:
                    yield Problem(path, START, f"the {name} answer is empty")


@RULES.error("A015", fix="Write it, or delete it.")
def no_blank_blocks(project: Project) -> Problems:
    """Something of every heading, paragraph, list item, table and code block is visible."""
    for path, facts in project.answer_facts.items():
        for position in facts.blanks:
            yield Problem(path, position, "nothing of this is visible")


@RULES.error("A007", fix="Link it from answer.md, in a paragraph of its own.")
def programs_are_shown(project: Project) -> Problems:
    """Every program in a question's folder is shown in the answer, or imported by one that is."""
    for question in project.library.questions.values():
        facts = project.answer_facts.get(question.path.with_name("answer.md"))
        if facts is None and question.path.with_name("answer.md") in project.files:
            continue  # the answer can't be read, which has its own finding
        shown = {resolve(link.target, question.path).name for link in facts.links if link.alone} if facts else set()
        texts = [program.text for program in question.programs if program.name in shown]
        for program in question.programs:
            stem = program.name.removesuffix(".py")
            imported = program.name.endswith(".py") and any(
                f"import {stem}" in text or f"from {stem} " in text for text in texts
            )
            if program.name not in shown and not imported:
                hint = f"Link it from answer.md, in a paragraph of its own: `[What it shows]({program.name})`."
                yield Problem(program.path, START, "the answer doesn't show this program", hint)


@RULES.error("A008", fix="Put the link in a paragraph of its own. The page shows the program there.")
def programs_have_their_own_paragraph(project: Project) -> Problems:
    """A link to a program is the only thing in its paragraph, and the only one to that program."""
    for path, facts in project.answer_facts.items():
        shown = set[str]()
        for link in facts.links:
            target = resolve(link.target, path)
            if target.kind is not TargetKind.PROGRAM:
                continue
            if not link.alone:
                yield Problem(path, link.position, f"the link to `{link.target}` is inside other text")
            elif target.name in shown:
                hint = "Keep the first link, and refer to the program by its title."
                yield Problem(path, link.position, f"`{target.name}` is shown twice", hint)
            shown.add(target.name)


@RULES.error(
    "A009",
    fix="Working in the browser? Leave it: CI runs the program and a maintainer commits the output. "
    "Otherwise run `guide demo --record`.",
)
def programs_have_records(project: Project) -> Problems:
    """Every program has its recorded output next to it, and every recording has its program."""
    for path in sorted(project.files):
        place = place_of(path)
        if place and place.role is Role.PROGRAM and path.with_name(f"{path.name}.out") not in project.files:
            yield Problem(path, START, f"no recorded output: `{path.name}.out` is missing")
        if place and place.role is Role.RECORD and path.with_suffix("") not in project.files:
            program = path.with_suffix("").name
            hint = "Delete it, or rename it to match its program."
            yield Problem(path, START, f"recorded output without its program `{program}`", hint)


@RULES.warning("A010", fix="Add it after the opening fence, as in ```` ```python ````. Use `text` if it's not code.")
def code_blocks_name_their_language(project: Project) -> Problems:
    """A code block or an exhibit names its language, one that the guide highlights."""
    for path, facts in project.answer_facts.items():
        for fence in facts.fences:
            position = Position(fence.position.line, 1)
            if not fence.language:
                edit = Edit(position, "```", "```text", safe=False)
                yield Problem(path, position, "code block without a language", edit=edit)
            elif fence.language != "mermaid" and fence.language not in OUTPUT_LANGUAGES:
                yield from _unknown_language(path, position, fence.language)
    for question in project.library.questions.values():
        if question.exhibit:
            position = project.position(question.path, "exhibit", "language")
            yield from _unknown_language(question.path, position, question.exhibit.language)


def _unknown_language(path: PurePosixPath, position: Position, language: str) -> Problems:
    if not is_known(language):
        near = closest(language, LANGUAGES)
        hint = f"Did you mean `{near}`?" if near else f"Use {or_list(LANGUAGES)}."
        yield Problem(path, position, f"unknown language `{language[:40]}`", hint)
