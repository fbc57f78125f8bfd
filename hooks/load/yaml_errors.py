"""YAML syntax errors, with the position to look at."""

from __future__ import annotations

from typing import Any

import yaml

from hooks.findings.finding import START, Position

_UNFINISHED = {f"while scanning {thing}" for thing in ("a quoted scalar", "a simple key", "an alias", "an anchor")}


class YamlSyntaxError(Exception):
    """The text is not valid YAML. ``message`` comes from the parser."""

    def __init__(self, message: str, position: Position) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


def to_syntax_error(error: yaml.YAMLError, text: str) -> YamlSyntaxError:
    """Convert PyYAML's error about ``text``."""
    if isinstance(error, yaml.MarkedYAMLError):
        message = " ".join(part for part in (error.context, error.problem) if part)
        return YamlSyntaxError(message, _error_position(error, text))
    return YamlSyntaxError("this character is not allowed", _forbidden_character(text))


def end_of(text: str) -> Position:
    """The position after the last character. libyaml reports the end of a text one line further down."""
    return Position(text.count("\n") + 1, len(text) - text.rfind("\n"))


def position_of(mark: Any, end: Position) -> Position:  # noqa: ANN401 - the two parsers have mark types of their own
    """A parser's mark as a position, clamped to ``end``."""
    return min(Position(mark.line + 1, mark.column + 1), end)


def _error_position(error: yaml.MarkedYAMLError, text: str) -> Position:
    """Where an unclosed construct starts, or else where the parser gave up."""
    start, stop, context = error.context_mark, error.problem_mark, error.context or ""
    unclosed = start and stop and (start.line < stop.line or stop.index >= len(text)) and "parsing a flow" in context
    mark = start if context in _UNFINISHED or unclosed else stop
    return position_of(mark or start or stop, end_of(text)) if start or stop else START


def _forbidden_character(text: str) -> Position:
    """Position of the first character that YAML forbids. libyaml reports it in bytes."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return end_of(text[: found.start()]) if found else START
