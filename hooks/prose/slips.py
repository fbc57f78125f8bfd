"""Lines of an answer that only look like Markdown: what was meant is shown as the signs it was written with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from markdown_it.token import Token

from hooks.findings.finding import Mark


class Kind(StrEnum):
    """What was meant."""

    LINK = "link"
    TURNED_LINK = "turned link"
    HEADING = "heading"
    ENTRY = "entry"
    TABLE = "table"
    MERGE = "merge"
    HOLE = "hole"
    FENCE = "fence"


class Slip(NamedTuple):
    """What was meant, where, and the text to put for the one that stands there; both are empty where nobody knows."""

    kind: Kind
    mark: Mark
    old: str = ""
    new: str = ""


_TARGET = r"(?:https?://|\.{0,2}/|#)[^\s()\[\]]{1,500}|[\w-]{1,80}\.(?:md|sql|py|yml)"
_NAME = r"[^\[\]()\n]{1,200}"
_Put = Callable[[re.Match[str]], str]
_SHAPES: tuple[tuple[Kind, re.Pattern[str], _Put | None], ...] = (
    (Kind.LINK, re.compile(rf"(\[{_NAME}\]) {{1,3}}(\((?:{_TARGET})\))"), lambda found: found[1] + found[2]),
    (
        Kind.TURNED_LINK,
        re.compile(rf"\(({_NAME})\)\[({_TARGET})\]"),
        lambda found: f"[{found[1]}]({found[2]})",
    ),
    (Kind.HEADING, re.compile(r"^(#{2,6})([^\s#].{0,200})"), lambda found: f"{found[1]} {found[2]}"),
    (Kind.ENTRY, re.compile(r"^-([A-Za-z`*].{0,200})"), lambda found: f"- {found[1]}"),
    (Kind.TABLE, re.compile(r"^\|.{1,500}\|$"), None),
    (Kind.MERGE, re.compile(r"^(?:<{7}|>{7}) .{0,100}"), None),
    (Kind.HOLE, re.compile(r"^(?:\N{HORIZONTAL ELLIPSIS}|\.{3}|TODO\b.{0,100}|TBD\b.{0,100}|\?{2,})$"), None),
)


def slips(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Slip]:
    """Each of them, in the order of the lines; of a table its first line."""
    for token in tokens:
        if token.type == "inline" and token.map:
            yield from _in_text(token, token.map[0], lines)
        elif token.type == "fence" and token.map and not _is_closed(token, lines):
            yield Slip(Kind.FENCE, Mark(token.map[0] + 1, 1))


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    """Whether something ends the block other than the end of what it stands in."""
    first, behind = token.map or (0, 0)
    return (
        behind - first > 1 and re.fullmatch(rf"[\s>]*{re.escape(token.markup)}[`~]*\s*", lines[behind - 1]) is not None
    )


def _in_text(token: Token, first: int, lines: Sequence[str]) -> Iterator[Slip]:
    table = False
    for number, text in enumerate(_shown(token).split("\n"), first):
        source = lines[number] if number < len(lines) else ""
        for kind, shape, put in _SHAPES:
            for found in shape.finditer(text):
                if kind is Kind.TABLE and (table or token.level > 1):
                    continue
                table = table or kind is Kind.TABLE
                place = source.find(found[0])
                new = put(found) if put and place >= 0 else ""
                yield Slip(kind, Mark(number + 1, max(place, 0) + 1), found[0] if new else "", new)


def _shown(token: Token) -> str:
    """What a reader sees of a text, code left out; a link that is one is nothing here."""
    parts: list[str] = []
    inside = 0
    for child in token.children or ():
        inside += (child.type == "link_open" and child.info != "auto") - (child.type == "link_close" and inside > 0)
        if "break" in child.type:
            parts.append("\n")
        elif child.type in ("text", "text_special") and not inside:
            parts.append(child.content)
        elif child.content:
            parts.append("\N{REPLACEMENT CHARACTER}")
    return "".join(parts)
