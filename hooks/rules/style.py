"""W: how an answer sounds. Advice on request, and never a gate: ``guide check --style``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.findings.finding import START, Position, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.base import Markup
from hooks.prose import html
from hooks.prose.banned_phrases import banned_phrases
from hooks.prose.sentences import Paragraph, count_numbers, paragraphs, sentences
from hooks.rules.registry import Problems, Rules

RULES: Rules[Project] = Rules()
_MAX_WORDS = 35
_MAX_MEAN = 17
_MAX_NUMBERS_SHORT = 4
_MAX_NUMBERS = 12
_NOT_SPOKEN = {"aka", "searched", "title", "sources"}


class _Text(NamedTuple):
    """A paragraph of a file. ``lines`` are the file's; a text in YAML starts at ``position`` and has none."""

    path: PurePosixPath
    paragraph: Paragraph
    lines: Sequence[str] = ()
    position: Position = START

    def problem(self, line: int, beginning: str, message: str, hint: str | None = None) -> Problem:
        """A problem with the words that begin so, on this line of the file."""
        if not self.lines:
            return Problem(self.path, self.position, message, hint)
        column = self.lines[line - 1].find(beginning.split("\n", maxsplit=1)[0][:20]) + 1
        return Problem(self.path, Position(line, column or 1), message, hint)


@RULES.warning("W001", fix="Say it out loud: split it where you take a breath.")
def short_sentences(project: Project) -> Problems:
    """A sentence has at most 35 words."""
    for text in _texts(project):
        for sentence in sentences(text.paragraph):
            if sentence.words > _MAX_WORDS:
                yield text.problem(sentence.line, sentence.text, f"a sentence of {sentence.words} words")


@RULES.warning("W002", fix="Start with the longest ones, and say one thing in each.")
def short_sentences_on_average(project: Project) -> Problems:
    """The sentences of an answer have at most 17 words on average."""
    for path, answer in _answers(project):
        every = [sentence for text in answer for sentence in sentences(text.paragraph)]
        mean = sum(sentence.words for sentence in every) / max(len(every), 1)
        if mean > _MAX_MEAN:
            longest = max(every, key=attrgetter("words"))
            message = f"sentences have {mean:.1f} words on average; aim for at most {_MAX_MEAN}"
            hint = f"Start with the longest ones (line {longest.line} has {longest.words} words), one thing in each."
            yield Problem(path, START, message, hint)


@RULES.warning("W003", fix="Keep the numbers that decide something, and put the arithmetic into a table or a program.")
def few_numbers(project: Project) -> Problems:
    """A short answer has at most four numbers, and a paragraph at most twelve: nobody can follow more.

    Versions and names such as HTTP 409 don't count.
    """
    for path, facts in project.answer_facts.items():
        if facts.short_text and (found := count_numbers(Paragraph(facts.short_text, 1))) > _MAX_NUMBERS_SHORT:
            yield Problem(path, START, f"{found} numbers in the short answer; a listener keeps {_MAX_NUMBERS_SHORT}")
    for text in _texts(project):
        if (found := count_numbers(text.paragraph)) > _MAX_NUMBERS:
            yield text.problem(text.paragraph.line, text.paragraph.text, f"{found} numbers in one paragraph")


@RULES.warning("W004", fix="Say it in words you would use with a colleague.")
def plain_words(project: Project) -> Problems:
    """Wording is plain American English: what sounds translated, old or British has a plainer word."""
    for text in _texts(project):
        source = text.paragraph.text
        for offset, phrase, instead in banned_phrases(source):
            line = text.paragraph.line + source.count("\n", 0, offset)
            yield text.problem(line, source[offset:][: len(phrase)], f"“{phrase}”", f"Say: {instead}.")


def _texts(project: Project) -> Iterator[_Text]:
    """The prose of all questions: their answers and the texts of their metadata."""
    for _, answer in _answers(project):
        yield from answer
    for _, file in project.yaml_files_of(Role.QUESTION):
        for leaf in file.leaves:
            if Markup.INLINE in leaf.annotations and leaf.loc[0] not in _NOT_SPOKEN:
                path = file.document.path
                yield _Text(path, Paragraph(html.plain(leaf.text), 1), position=project.position(path, *leaf.loc))


def _answers(project: Project) -> Iterator[tuple[PurePosixPath, list[_Text]]]:
    for question in project.library.questions.values():
        if question.answer:
            path, source = question.answer.path, question.answer.text
            yield path, [_Text(path, found, source.split("\n")) for found in paragraphs(source)]
