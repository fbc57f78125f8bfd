"""SQL text cut into statements and the comments between them, the way psql cuts it.

Quotes, dollar quotes and nested comments are followed, so that a ``;`` or a ``--`` inside them counts
for nothing. Not followed: ``BEGIN ATOMIC`` bodies and rules of several commands; write a dollar quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hooks.demos.errors import ProgramError

TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<comment>--[^\n]*)
    | (?P<block>/\*)
    | (?P<quoted>[eE]'(?:[^'\\]|\\.|'')*+' | '(?:[^']|'')*+' | "(?:[^"]|"")*+")
    | (?P<dollar>\$(?:[^\W\d]\w*+)?\$)
    | (?P<open>['"])
    | (?P<end>;)
    | (?P<other>\w[\w$]*+ | .)""",
    re.VERBOSE | re.DOTALL,
)
BLOCK_EDGE = re.compile(r"/\*|\*/")


class Comment(NamedTuple):
    """A ``--`` comment on a line of its own. Where it interrupts a statement, that statement's line is given."""

    text: str
    line: int
    inside: int | None = None


class Statement(NamedTuple):
    """One statement with its ``;``, from the line it begins on."""

    sql: str
    line: int


def pieces(text: str) -> Iterator[Comment | Statement]:
    """Statements and whole-line comments in their order.

    Raises:
        ProgramError: A quote or a comment is never closed, or the last statement has no ``;``.
    """
    position, start = 0, None
    while position < len(text):
        kind, end = _token(text, position)
        if kind == "comment" and _alone(text, position):
            inside = None if start is None else _line(text, start)
            yield Comment(text[position:end].rstrip(), _line(text, position), inside)
        elif kind == "end":
            if start is not None:
                yield Statement(text[start:end], _line(text, start))
            start = None
        elif start is None and kind not in {"space", "comment", "block"}:
            start = position
        position = end
    if start is not None:
        raise ProgramError(_line(text, start), "this statement does not end: add the missing ;")


def _token(text: str, position: int) -> tuple[str, int]:
    """Kind of the token at a position, and where it ends."""
    found = TOKEN.match(text, position)
    if found is None or found.lastgroup is None:  # pragma: no cover - the last branch takes any character
        raise ProgramError(_line(text, position), "unreadable character")
    if found.lastgroup == "open":
        raise ProgramError(_line(text, position), f"the quote {found.group()} is opened here and never closed")
    if found.lastgroup == "block":
        return "block", _block_end(text, position)
    if found.lastgroup == "dollar":
        close = text.find(found.group(), found.end())
        if close < 0:
            raise ProgramError(_line(text, position), f"the quote {found.group()} is opened here and never closed")
        return "dollar", close + len(found.group())
    return found.lastgroup, found.end()


def _block_end(text: str, position: int) -> int:
    """Where a block comment ends; PostgreSQL nests them."""
    depth = 0
    for edge in BLOCK_EDGE.finditer(text, position):
        depth += 1 if edge.group() == "/*" else -1
        if depth == 0:
            return edge.end()
    raise ProgramError(_line(text, position), "the comment /* is opened here and never closed")


def _alone(text: str, position: int) -> bool:
    """Whether only blanks stand before a position on its line."""
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
