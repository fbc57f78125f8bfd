"""Why a text is not YAML, and where its writer must look."""

from __future__ import annotations

from typing import Any

import yaml

from hooks.findings.finding import START, Mark

_UNFINISHED = {f"while scanning {thing}" for thing in ("a quoted scalar", "a simple key", "an alias", "an anchor")}


class Syntax(Exception):  # noqa: N818 - it names a kind of problem, as SyntaxError's subclasses do
    """The text is not YAML; ``message`` is the parser's own."""

    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.message = message
        self.mark = mark


def refusal(error: yaml.YAMLError, text: str) -> Syntax:
    """What a parser said of ``text``."""
    if isinstance(error, yaml.MarkedYAMLError):
        words = " ".join(part for part in (error.context, error.problem) if part)
        return Syntax(words, _place(error, text))
    return Syntax("a character in this place is not allowed", _forbidden(text))


def end_of(text: str) -> Mark:
    """The place behind the last character; libyaml puts the end of a text one line below it."""
    return Mark(text.count("\n") + 1, len(text) - text.rfind("\n"))


def mark_of(mark: Any, end: Mark) -> Mark:  # noqa: ANN401 - the two parsers have types of their own
    """A parser's mark as ours, inside a text that ends at ``end``."""
    return min(Mark(mark.line + 1, mark.column + 1), end)


def _place(error: yaml.MarkedYAMLError, text: str) -> Mark:
    """The beginning of what has no end, else where the parser gave up."""
    begin, end, context = error.context_mark, error.problem_mark, error.context or ""
    bracket = begin and end and (begin.line < end.line or end.index >= len(text)) and "parsing a flow" in context
    mark = begin if context in _UNFINISHED or bracket else end
    return mark_of(mark or begin or end, end_of(text)) if begin or end else START


def _forbidden(text: str) -> Mark:
    """Place of the first character that YAML does not allow: libyaml gives it in bytes."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return end_of(text[: found.start()]) if found else START
