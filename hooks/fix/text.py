"""Normalize text files, and clean up whitespace in answers without changing how they render."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hooks.prose.markdown import tokenize

_TRAILING_SPACE = re.compile(r"(?<=\S)[ \t]+$")


def normalize(text: str) -> str:
    r"""``\n`` line endings, composed characters (NFC), and no byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """``text``, normalized and with a single newline at the end."""
    text = normalize(text)
    return f"{text.rstrip()}\n" if text.strip() else text


def tidy_answer(text: str) -> str:
    """An answer without trailing spaces and repeated blank lines, unless that would change how it renders."""
    before = tidy(text)
    after = normalize("\n".join(_lines(before)))
    return after if after == before or _content(after) == _content(before) else before


def _lines(text: str) -> Iterator[str]:
    fenced = {
        number
        for token in tokenize(text)
        if token.type in ("fence", "code_block") and token.map
        for number in range(*token.map)
    }
    above = ""
    for number, line in enumerate(text.split("\n")):
        kept = line if number in fenced or line.endswith("  ") else _TRAILING_SPACE.sub("", line)
        kept = kept if kept.strip() or number in fenced else ""
        if kept or above or number in fenced:
            yield kept
        above = kept


def _content(text: str) -> list[tuple[str, str, str, str]]:
    """Everything in the tokens except line numbers and the source of inline tokens."""
    return [
        (item.type, item.tag, "" if item.children else item.content, f"{item.attrs}{item.info}{item.markup}")
        for token in tokenize(text)
        for item in (token, *(token.children or ()))
    ]
