"""Find Mermaid fences in an answer, as GitHub does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TITLE = re.compile(r"^[ \t]*accTitle[ \t]*:(.*)$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^[ \t]*accDescr[ \t]*(?::(?P<line>.*)$|\{(?P<block>[^}]{0,2000})\})", re.MULTILINE)
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Fence:
    """A Mermaid diagram in an answer.

    ``line`` is the line of the opening fence, counted from 1, so line ``n`` of ``source`` is line ``line + n`` of the
    answer. ``title`` and ``description`` are the text equivalent, empty if missing. ``nested``: in a list or quote.
    """

    line: int
    source: str
    title: str
    description: str
    nested: bool = False


def fences(markdown: str) -> tuple[Fence, ...]:
    """All Mermaid fences in order, including those in lists and block quotes, but not inside other fences."""
    return fences_in(_PARSER.parse(markdown))


def fences_in(tokens: Iterable[Token]) -> tuple[Fence, ...]:
    """The same from parsed tokens, for renderers with more syntax than CommonMark."""
    return tuple(_fence(token) for token in tokens if is_diagram(token))


def is_diagram(token: Token) -> bool:
    """Whether GitHub renders this token as a diagram: the info string starts with ``mermaid``."""
    return token.type == "fence" and token.info.lower().split()[:1] == ["mermaid"]


def source_hash(source: str) -> str:
    """A hash of the source in 16 hex digits; trailing whitespace doesn't change it."""
    lines = [line.rstrip() for line in source.splitlines()]
    return hashlib.sha256("\n".join(lines).rstrip("\n").encode()).hexdigest()[:16]


def _fence(token: Token) -> Fence:
    first = token.map[0] if token.map else 0
    title, description = _words(_titles(token.content)), _words(_descriptions(token.content))
    return Fence(first + 1, token.content, title, description, nested=token.level > 0)


def _titles(source: str) -> Iterator[str]:
    return (found[1] for found in _TITLE.finditer(source))


def _descriptions(source: str) -> Iterator[str]:
    return (found["line"] or found["block"] or "" for found in _DESCRIPTION.finditer(source))


def _words(texts: Iterator[str]) -> str:
    return " ".join(next(texts, "").split())
