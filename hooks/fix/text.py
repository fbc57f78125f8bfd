"""What holds for every text file, and what can be tidied in an answer without changing what is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hooks.prose.reading import tokens_of

_BLANKS = re.compile(r"(?<=\S)[ \t]+$")


def plain(text: str) -> str:
    """Line feeds, composed characters (NFC), and no byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """``text`` as above, with one line end at its end."""
    return f"{plain(text).rstrip()}\n" if text.strip() else text


def tidy_answer(text: str) -> str:
    """An answer without blanks at the ends of lines and without second blank lines, where they say nothing."""
    before = tidy(text)
    after = plain("\n".join(_lines(before)))
    return after if _said(after) == _said(before) else before


def _lines(text: str) -> Iterator[str]:
    fenced = {
        number
        for token in tokens_of(text)
        if token.type in ("fence", "code_block") and token.map
        for number in range(*token.map)
    }
    above = ""
    for number, line in enumerate(text.split("\n")):
        kept = line if number in fenced or line.endswith("  ") else _BLANKS.sub("", line)
        kept = kept if kept.strip() or number in fenced else ""
        if kept or above or number in fenced:
            yield kept
        above = kept


def _said(text: str) -> list[tuple[str, str, str, str]]:
    """Everything of the tokens but the lines they stand in, and the source of what was parsed further."""
    return [
        (part.type, part.tag, "" if part.children else part.content, f"{part.attrs}{part.info}{part.markup}")
        for token in tokens_of(text)
        for part in (token, *(token.children or ()))
    ]
