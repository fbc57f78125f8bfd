"""A text as YAML says it best: plain where that is read as written, else quoted, and folded where it is long."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import PurePosixPath

from hooks.load.quoting import quoted
from hooks.load.yaml import Json, parse
from hooks.rules.yaml import is_surprise

WIDTH = 120
_HARMLESS = re.compile(r"[A-Za-z(][A-Za-z0-9 .;()/+'’-]*")
_BETWEEN_WORDS = re.compile(r"(?<=\S) (?=\S)")
_ANYWHERE = PurePosixPath("data")


def one_line(value: Json, *, flow: bool = False) -> str:
    """``value``, which is no collection with something in it, without a line break."""
    if isinstance(value, str):
        return value if _is_plain(value, flow=flow) else quoted(value)
    return json.dumps(value)


def block(text: str, indent: int, *, prose: bool) -> tuple[str, list[str]] | None:
    """``text`` as the header and the lines of a block, or None where a block cannot say it.

    Prose is folded at blanks; other texts keep their lines.
    """
    body = text.removesuffix("\n")
    if not body or not _is_printable(body) or body[0].isspace() or body[-1].isspace():
        return None
    lines = body.split("\n")
    chomping = "" if text.endswith("\n") else "-"
    folds = (prose or len(lines) == 1) and not any(line != line.strip() for line in lines)
    blanks = " " * indent
    if not folds:
        return f"|{chomping}", [f"{blanks}{line}" if line else "" for line in lines]
    folded = [part for line in lines for part in ([""] if not line else ["", *_folded(line, WIDTH - indent)])][1:]
    return f">{chomping}", [f"{blanks}{line}" if line else "" for line in folded]


def _folded(line: str, width: int) -> list[str]:
    """The words of ``line`` in lines of at most ``width``; only single blanks are broken at."""
    lines: list[str] = []
    for word in _BETWEEN_WORDS.split(line):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=50_000)
def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether every parser reads the bare text as itself."""
    if is_surprise(text) or not _is_printable(text) or "\n" in text:
        return False
    if _HARMLESS.fullmatch(text) and text[-1] != " ":
        return text not in ("true", "false", "null")
    if text.startswith(("---", "...", "? ", "- ")):
        return False
    document = parse(_ANYWHERE, f"[{text}]" if flow else f"a: {text}\nb: 1")
    sound = not (document.syntax or document.references or document.tags or document.duplicates)
    return sound and document.value == ([text] if flow else {"a": text, "b": 1})


def _is_printable(text: str) -> bool:
    return all(mark.isprintable() or mark == "\n" for mark in text)
