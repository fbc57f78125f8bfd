"""Write a YAML scalar: plain if every parser reads it the same, otherwise quoted, and folded if it's long."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import PurePosixPath

from hooks.load.quoting import quoted
from hooks.load.yaml import Json, parse
from hooks.rules.yaml import is_ambiguous

WIDTH = 120
_ALWAYS_PLAIN = re.compile(r"[A-Za-z(][A-Za-z0-9 .;()/+'’-]*")
_SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_ANY_PATH = PurePosixPath("data")


def one_line(value: Json, *, flow: bool = False) -> str:
    """A scalar or an empty collection on one line."""
    if isinstance(value, str):
        return value if _is_plain(value, flow=flow) else quoted(value)
    return json.dumps(value)


def block(text: str, indent: int, *, prose: bool) -> tuple[str, list[str]] | None:
    """The header and lines of a block scalar for ``text``, or None if no block scalar can hold it.

    Prose is folded at spaces; other texts keep their lines.
    """
    body = text.removesuffix("\n")
    if not body or not _is_printable(body) or body[0].isspace() or body[-1].isspace():
        return None
    lines = body.split("\n")
    chomping = "" if text.endswith("\n") else "-"
    folds = (prose or len(lines) == 1) and not any(line != line.strip() for line in lines)
    prefix = " " * indent
    if not folds:
        return f"|{chomping}", [f"{prefix}{line}" if line else "" for line in lines]
    folded = [part for line in lines for part in ([""] if not line else ["", *_folded(line, WIDTH - indent)])][1:]
    return f">{chomping}", [f"{prefix}{line}" if line else "" for line in folded]


def _folded(line: str, width: int) -> list[str]:
    """``line`` wrapped to ``width``, breaking only at single spaces."""
    lines: list[str] = []
    for word in _SINGLE_SPACE.split(line):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=50_000)
def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether every parser reads the unquoted text as that text."""
    if is_ambiguous(text) or not _is_printable(text) or "\n" in text:
        return False
    if _ALWAYS_PLAIN.fullmatch(text) and text[-1] != " ":
        return text not in ("true", "false", "null")
    if text.startswith(("---", "...", "? ", "- ")):
        return False
    document = parse(_ANY_PATH, f"[{text}]" if flow else f"a: {text}\nb: 1")
    is_valid = not (document.syntax_error or document.anchors or document.tags or document.duplicates)
    return is_valid and document.value == ([text] if flow else {"a": text, "b": 1})


def _is_printable(text: str) -> bool:
    return all(char.isprintable() or char == "\n" for char in text)
