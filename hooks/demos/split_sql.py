"""Split SQL into statements and the comments between them, as psql does.

Handles quotes, dollar quotes and nested comments. Doesn't handle ``BEGIN ATOMIC`` bodies and rules with several
commands; use a dollar quote for those.
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
    """A ``--`` comment on its own line. ``inside`` is the first line of the statement that it interrupts, if any."""

    text: str
    line: int
    inside: int | None = None


class Statement(NamedTuple):
    """A statement including its ``;``, with its first line."""

    sql: str
    line: int


class Token(NamedTuple):
    """A token between two positions. ``kind`` is space, comment, block, quoted, dollar, end or other."""

    kind: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of SQL, without gaps.

    Raises:
        ProgramError: A quote or comment isn't closed.
    """
    position = 0
    while position < len(text):
        kind, end = _token(text, position)
        yield Token(kind, position, end)
        position = end


def split_sql(text: str) -> Iterator[Comment | Statement]:
    """Statements and whole-line comments, in order.

    Raises:
        ProgramError: A quote or comment isn't closed, or the last statement has no ``;``.
    """
    start = None
    for kind, position, end in tokens(text):
        if kind == "comment" and _starts_line(text, position):
            inside = None if start is None else _line(text, start)
            yield Comment(text[position:end].rstrip(), _line(text, position), inside)
        elif kind == "end":
            if start is not None:
                yield Statement(text[start:end], _line(text, start))
            start = None
        elif start is None and kind not in {"space", "comment", "block"}:
            start = position
    if start is not None:
        raise ProgramError(_line(text, start), "this statement doesn't end: add the missing ;")


def trailing_comments(text: str) -> Iterator[tuple[str, int]]:
    """The ``--`` comments behind code, each with its line.

    Raises:
        ProgramError: A quote or comment isn't closed.
    """
    for kind, position, end in tokens(text):
        if kind == "comment" and not _starts_line(text, position):
            yield text[position:end].rstrip(), _line(text, position)


def _token(text: str, position: int) -> tuple[str, int]:
    """The kind and end of the token at ``position``."""
    found = TOKEN.match(text, position)
    if found is None or found.lastgroup is None:  # pragma: no cover - the last alternative matches anything
        raise ProgramError(_line(text, position), "unreadable character")
    if found.lastgroup == "open":
        raise ProgramError(_line(text, position), f"the quote {found.group()} is never closed")
    if found.lastgroup == "block":
        return "block", _block_end(text, position)
    if found.lastgroup == "dollar":
        close = text.find(found.group(), found.end())
        if close < 0:
            raise ProgramError(_line(text, position), f"the quote {found.group()} is never closed")
        return "dollar", close + len(found.group())
    return found.lastgroup, found.end()


def _block_end(text: str, position: int) -> int:
    """The end of a block comment; PostgreSQL allows nesting."""
    depth = 0
    for edge in BLOCK_EDGE.finditer(text, position):
        depth += 1 if edge.group() == "/*" else -1
        if depth == 0:
            return edge.end()
    raise ProgramError(_line(text, position), "the comment /* is never closed")


def _starts_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
