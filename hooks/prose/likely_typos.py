"""Likely typos in Markdown: text that was meant as a link, heading, list, table or fence, and isn't one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from markdown_it.token import Token

from hooks.findings.finding import Position


class TypoKind(StrEnum):
    """What the author meant, or left behind."""

    LINK = "link"
    REVERSED_LINK = "reversed link"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE = "table"
    MERGE_CONFLICT = "merge conflict"
    PLACEHOLDER = "placeholder"
    UNCLOSED_FENCE = "unclosed fence"


class Typo(NamedTuple):
    """A likely typo. ``old`` is the text to replace with ``new``; both are empty where there's no obvious fix."""

    kind: TypoKind
    position: Position
    old: str = ""
    new: str = ""


_TARGET = r"(?:https?://|\.{0,2}/|#)[^\s()\[\]]{1,500}|[\w-]{1,80}\.(?:md|sql|py|yml)"
_LINK_TEXT = r"[^\[\]()\n]{1,200}"
_Replace = Callable[[re.Match[str]], str]
_PATTERNS: tuple[tuple[TypoKind, re.Pattern[str], _Replace | None], ...] = (
    (TypoKind.LINK, re.compile(rf"(\[{_LINK_TEXT}\]) {{1,3}}(\((?:{_TARGET})\))"), lambda found: found[1] + found[2]),
    (
        TypoKind.REVERSED_LINK,
        re.compile(rf"\(({_LINK_TEXT})\)\[({_TARGET})\]"),
        lambda found: f"[{found[1]}]({found[2]})",
    ),
    (TypoKind.HEADING, re.compile(r"^(#{2,6})([^\s#].{0,200})"), lambda found: f"{found[1]} {found[2]}"),
    (TypoKind.LIST_ITEM, re.compile(r"^-([A-Za-z`*].{0,200})"), lambda found: f"- {found[1]}"),
    (TypoKind.TABLE, re.compile(r"^\|.{1,500}\|$"), None),
    (TypoKind.MERGE_CONFLICT, re.compile(r"^(?:<{7}|>{7}) .{0,100}"), None),
    (
        TypoKind.PLACEHOLDER,
        re.compile(r"^(?:\N{HORIZONTAL ELLIPSIS}|\.{3}|TODO\b.{0,100}|TBD\b.{0,100}|\?{2,})$"),
        None,
    ),
)


def likely_typos(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Typo]:
    """Every likely typo in source order. A broken table is reported once, at its first line."""
    for token in tokens:
        if token.type == "inline" and token.map:
            yield from _in_text(token, token.map[0], lines)
        elif token.type == "fence" and token.map and not _is_closed(token, lines):
            yield Typo(TypoKind.UNCLOSED_FENCE, Position(token.map[0] + 1, 1))


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    """Whether the fence has a closing line, rather than ending with its container."""
    first, end = token.map or (0, 0)
    return end - first > 1 and re.fullmatch(rf"[\s>]*{re.escape(token.markup)}[`~]*\s*", lines[end - 1]) is not None


def _in_text(token: Token, first: int, lines: Sequence[str]) -> Iterator[Typo]:
    in_table = False
    for number, text in enumerate(_visible_text(token).split("\n"), first):
        source = lines[number] if number < len(lines) else ""
        for kind, pattern, replace in _PATTERNS:
            for found in pattern.finditer(text):
                if kind is TypoKind.TABLE and (in_table or token.level > 1):
                    continue
                in_table = in_table or kind is TypoKind.TABLE
                offset = source.find(found[0])
                new = replace(found) if replace and offset >= 0 else ""
                yield Typo(kind, Position(number + 1, max(offset, 0) + 1), found[0] if new else "", new)


def _visible_text(token: Token) -> str:
    """The text a reader sees, with code and real links replaced by U+FFFD or left out."""
    parts: list[str] = []
    link_depth = 0
    for child in token.children or ():
        link_depth += (child.type == "link_open" and child.info != "auto") - (
            child.type == "link_close" and link_depth > 0
        )
        if "break" in child.type:
            parts.append("\n")
        elif child.type in ("text", "text_special") and not link_depth:
            parts.append(child.content)
        elif child.content:
            parts.append("\N{REPLACEMENT CHARACTER}")
    return "".join(parts)
