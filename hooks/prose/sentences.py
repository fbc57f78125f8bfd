"""Paragraphs and sentences as a reader sees them: without markup, headings, tables, code blocks and programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from hooks.prose.markdown import MORE, WORD, is_alone, tokenize

_NOT_AN_END = re.compile(r"(?<!\w)(?:e\.g|i\.e|[ap]\.m|vs|etc|approx|cf)\.(?=\s)")
_END = re.compile(r"(?<=[.!?])[)\"'’”]*+\s++(?=[\"'‘“(\[]*+(?:[^\Wa-z]|`))")
_NAMED_NUMBER = re.compile(
    r"(?:PostgreSQL|MySQL|InnoDB|Redis|Valkey|Python|Django|Java|Kafka|RFC|HTTP/?|ISO|UUIDv|UTF-|SHA-"
    r"|[Ss]ection|[Pp]age|[Ss]tep|[Vv]ersion)\s?\d[\d.]*"
)
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,.]*")


class Paragraph(NamedTuple):
    """Plain text with the line breaks of its source, where it starts on ``line`` (from 1)."""

    text: str
    line: int


class Sentence(NamedTuple):
    """A sentence, the line of the source it starts on (from 1), and how many words it has."""

    text: str
    line: int
    words: int


@lru_cache(maxsize=2_000)
def paragraphs(answer: str) -> tuple[Paragraph, ...]:
    """The paragraphs and list items of an answer. Cached, since each rule of style looks at every answer."""
    return tuple(
        Paragraph("".join(map(_text, token.children or ())), token.map[0] + 1)
        for opening, token in pairwise(tokenize(answer))
        if opening.type == "paragraph_open" and token.map and not is_alone(token) and token.content != MORE
    )


def sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph. A colon or semicolon doesn't end one."""
    text = _NOT_AN_END.sub(lambda match: match[0].replace(".", "_"), paragraph.text)
    starts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        words = len(WORD.findall(text, start, end))
        if words:
            line = paragraph.line + text.count("\n", 0, start)
            yield Sentence(paragraph.text[start:end].strip(), line, words)


def count_numbers(paragraph: Paragraph) -> int:
    """The numbers a listener has to keep: versions and names such as HTTP 409 don't count."""
    return len(_NUMBER.findall(_NAMED_NUMBER.sub("", paragraph.text)))


def _text(child: Token) -> str:
    if "break" in child.type:
        return "\n"
    if child.type == "code_inline":
        return "`" + re.sub(r"[\s.!?]", "_", child.content) + "`"
    return "" if child.type == "footnote_ref" else child.content
