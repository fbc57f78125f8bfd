"""What Mermaid accepts but we don't: it would be missing from an inert picture, or isn't legible on a phone.

Found in the source, so that ``guide check`` can tell without a browser. Everything else is for Mermaid to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hooks.diagrams.fences import Fence


class Refusal(NamedTuple):
    """Why a diagram can't be drawn: the answer's line, the reason, and what to write instead."""

    line: int
    reason: str
    hint: str


class _Feature(NamedTuple):
    kinds: frozenset[str]
    pattern: re.Pattern[str]
    reason: str
    hint: str


KINDS = {
    "flowchart": r"graph|flowchart",
    "sequence": r"sequenceDiagram",
    "state": r"stateDiagram(?:-v2)?",
    "class": r"classDiagram(?:-v2)?",
    "er": r"erDiagram",
}
"""The kinds of diagrams that can be legible on a phone, with their first word."""
ALL = frozenset(KINDS)
_HEADER = {kind: re.compile(rf"(?:{words})(?=[\s;:]|$)") for kind, words in KINDS.items()}
_COMMENT = re.compile(r"^[ \t]*%%(?!\{)[^\n]*", re.MULTILINE)
_DIRECTION = re.compile(
    r"^([ \t]*(?:(?:graph|flowchart)[ \t]+|direction[ \t]+))(?:TD|LR|RL|BT|[<>^v])(?=[\s;]|$)", re.MULTILINE
)
_DESCRIPTION = re.compile(r"^[ \t]*acc(?:Title|Descr)[ \t]*(?::[^\n]*|\{[^}]{0,2000}\})", re.MULTILINE)
_QUOTED = re.compile(r'"[^"\n]*"')


_SETTINGS = "settings aren't used"


def _feature(pattern: str, reason: str, hint: str, *, kinds: str = "") -> _Feature:
    return _Feature(frozenset(kinds.split()) or ALL, re.compile(pattern, re.IGNORECASE), reason, hint)


_FEATURES = (
    _feature(r"%%\{", _SETTINGS, "Delete them: all diagrams have the site's font and colors."),
    _feature(
        r"^\s*(?:click|href|callback)\s+\w|^\s*links?\s+\w+\s*(?::|\")",
        "links and scripts in diagrams aren't allowed",
        "Put the link in the text.",
    ),
    _feature(
        r"(?<!<)</?(?!br\b)[a-z][\w-]{0,20}(?:\s[^<>]{0,200})?/?>(?!>)",
        "HTML is shown as it's written",
        "Delete the tags; only `<br/>` works.",
    ),
    _feature(r"\$\$", "math is shown as it's written", "Write it in plain characters."),
    _feature(r"\bfa[a-z]?:fa-|@\{[^}]{0,200}\b(?:icon|img)\b", "icons and images aren't drawn", "Use a word."),
    _feature(
        r"#(?!\w{1,20};)",
        "the text ends at `#`, and the rest is a comment",
        "Write `#35;` for it.",
        kinds="sequence",
    ),
)
_AT = _feature(
    r"[\[({|>][^\[\](){}|]{0,200}?\w@\w",
    "`@` in a label can be taken for the ID of an arrow",
    "Put the text in quotes.",
    kinds="flowchart",
)


def kind_of(source: str) -> str:
    """The kind of diagram, one of `KINDS`; empty for others."""
    header = _first_line(source)[1]
    return next((kind for kind, pattern in _HEADER.items() if pattern.match(header)), "")


def refusals(fence: Fence) -> Iterator[Refusal]:
    """What can't be drawn, in order of lines."""
    kind = kind_of(fence.source)
    if not kind:
        yield _refused_header(fence)
        return
    if fence.nested:
        yield Refusal(fence.line, "a diagram in a list or quote is too narrow on a phone", "Put it below.")
    for number, line in enumerate(_blanked(fence.source, _COMMENT, _DESCRIPTION).split("\n"), fence.line + 1):
        for feature in _FEATURES:
            if kind in feature.kinds and feature.pattern.search(line):
                yield Refusal(number, feature.reason, feature.hint)
        if kind in _AT.kinds and _AT.pattern.search(_QUOTED.sub('""', line)):
            yield Refusal(number, _AT.reason, _AT.hint)


def for_mermaid(source: str) -> str:
    """The source from top to bottom, which is how it's narrow, with as many lines as it had.

    Mermaid counts lines without comments, so these become blank.
    """
    return _DIRECTION.sub(r"\1TB", _blanked(source, _COMMENT))


def _refused_header(fence: Fence) -> Refusal:
    number, header = _first_line(fence.source)
    number += fence.line
    kinds = "flowchart, sequence, state, class or ER diagram"
    if not header:
        return Refusal(number, "the diagram is empty", f"Write a {kinds}, or delete it.")
    if header == "---" or header.startswith("%%{"):
        return Refusal(number, _SETTINGS, "Delete them. A title is a line `accTitle: …` below the diagram's type.")
    word = re.split(r"[\s:;]", header, maxsplit=1)[0][:40]
    starts = "`flowchart TD`, `sequenceDiagram`, `stateDiagram-v2`, `classDiagram` or `erDiagram`"
    hint = f"Draw a {kinds}, which starts with {starts}; or use a table."
    return Refusal(number, f"`{word}` isn't a kind of diagram that's legible on a phone", hint)


def _first_line(source: str) -> tuple[int, str]:
    lines = enumerate(_blanked(source, _COMMENT).split("\n"), 1)
    return next(((number, line.strip()) for number, line in lines if line.strip()), (1, ""))


def _blanked(source: str, *patterns: re.Pattern[str]) -> str:
    """The source without what the patterns find, with as many lines."""
    for pattern in patterns:
        source = pattern.sub(lambda found: "\n" * found[0].count("\n"), source)
    return source
