"""What a control's run has that the real run doesn't, as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, islice, takewhile
from typing import NamedTuple

from markupsafe import Markup

from hooks.demos.transcript import ControlRecord, Entry, Record, render_entries
from hooks.prose import markdown_escape

_MAX_LINES = 60
"""Lines of a run that are shown."""
_CUT = "⋮"
"""In place of the others."""
_MAX_COLUMNS = 26
"""Characters that fit on a narrow screen."""
_WRAPS = re.compile(r"(?:[A-Z ] )?(?:[>~]|  [A-Z]+: ) ")
"""The beginning of a statement, a note or a message."""


class ControlRun(NamedTuple):
    """A control's run from its first difference to the real run on, up to the last one.

    Attributes:
        begins_alike: It begins like the real run.
        text: The lines; those that only the real run has are in ``<del>``, those that it doesn't have in ``<ins>``.
        ends_alike: It ends like the real run.
    """

    begins_alike: bool
    text: Markup
    ends_alike: bool

    @property
    def legend(self) -> Markup:
        """The kinds of marked lines, as in ``<ins>New</ins>``; empty if none is marked."""
        names = {"ins": "New", "del": "Old"}
        kinds = (Markup("<{0}>{1}</{0}>").format(tag, name) for tag, name in names.items() if f"<{tag}" in self.text)
        return Markup(" and ").join(kinds)


def control_run(record: Record, control: ControlRecord) -> ControlRun:
    """The run of one of the record's controls."""
    real, run = _parts(record, record.entries), _parts(record, control.entries)
    start = _alike(real, run)
    end = _alike(real[start:][::-1], run[start:][::-1])
    shown = _lines(run[start : len(run) - end])
    known, printed = {*_lines(real), _CUT}, {*_lines(run)}
    missing = _lines(real[start : start + 1] if shown else real[start : len(real) - end])
    if shown and missing and missing[0] in printed:  # the same statement, with another result or at another time
        missing = []
    lines = [*(("del", line) for line in missing), *(("" if line in known else "ins", line) for line in _cut(shown))]
    marked = (
        _marked(tag, is_row=is_row, lines=[line for _, line in group])
        for (tag, is_row), group in groupby(lines, lambda line: (line[0], _is_row(record, line[1])))
    )
    return ControlRun(start > 0, Markup("\n").join(marked), end > 0)


def _parts(record: Record, entries: Sequence[Entry]) -> list[str]:
    """What a run printed: a script's lines, or each statement with its result."""
    lines = iter(record.body(tuple(entries)).split("\n"))
    if record.is_script:
        return list(lines)
    return ["\n".join(islice(lines, render_entries([entry]).count("\n") + 1)) for entry in entries]


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many parts at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def _lines(parts: Iterable[str]) -> list[str]:
    return [line for part in parts for line in part.split("\n")]


def _cut(lines: list[str]) -> list[str]:
    """``lines`` without the middle, if there are too many."""
    half = _MAX_LINES // 2
    return lines if len(lines) <= _MAX_LINES else [*lines[:half], _CUT, *lines[-half:]]


def _is_row(record: Record, line: str) -> bool:
    """Whether it's a long line of a table, which is illegible when it's wrapped."""
    return len(line) > _MAX_COLUMNS and (record.is_script or not _WRAPS.match(line))


def _marked(tag: str, *, is_row: bool, lines: Iterable[str]) -> Markup:
    text = markdown_escape.text("\n".join(lines))
    attributes = Markup(' class="cells"') if is_row else ""
    return Markup("<{0}{1}>{2}</{0}>").format(tag, attributes, text) if tag else text
