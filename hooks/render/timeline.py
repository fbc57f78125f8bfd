"""The record of concurrent sessions as a timeline: what each did, in order, and who waits for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from hooks.demos.errors import RecordError
from hooks.demos.transcript import Entry, Record, parse
from hooks.prose import markdown_escape
from hooks.prose.highlighting import highlighted

_TABLE = re.compile(r"^-+(?:\+-+)*$", re.MULTILINE)
"""The line under the column names of a result."""
_MAX_COLUMNS = 26
"""Characters that fit on a narrow screen; a wider table needs to be scrollable by keyboard."""
_MAX_SESSIONS = 3
"""Sessions that fit next to each other."""


class Step(NamedTuple):
    """A statement, its output, or both; ``waiting`` says who waits for whom in between."""

    statement: Markup
    waiting: str
    output: str
    is_table: bool
    is_error: bool
    scrolls: bool


class Turn(NamedTuple):
    """Consecutive steps of one session. ``lane`` counts sessions from 1; the setup has 0.

    ``waiting_lanes`` are the lanes of the sessions that are waiting during the turn.
    """

    session: str
    lane: int
    steps: tuple[Step, ...]
    waiting_lanes: tuple[int, ...]


class Timeline(NamedTuple):
    """The turns of a record with several sessions."""

    lanes: int
    turns: tuple[Turn, ...]


def timeline(text: str) -> Timeline | None:
    """The timeline of a record file, or None if it doesn't have two or three sessions."""
    try:
        record = parse(text)
    except RecordError:
        return None
    names = tuple(dict.fromkeys(entry.session for entry in record.entries if entry.session))
    return Timeline(len(names), tuple(_turns(record, names))) if 1 < len(names) <= _MAX_SESSIONS else None


def _turns(record: Record, names: Sequence[str]) -> Iterator[Turn]:
    waiting: set[str] = set()
    for session, entries in groupby(record.entries, key=lambda entry: entry.session):
        turn = tuple(entries)
        waiting_lanes = tuple(names.index(name) + 1 for name in sorted(waiting - {session}, key=names.index))
        yield Turn(session, names.index(session) + 1 if session else 0, tuple(map(_step, turn)), waiting_lanes)
        if turn[-1].waits_for:
            waiting.add(session)
        else:
            waiting.discard(session)


def _step(entry: Entry) -> Step:
    is_table = bool(_TABLE.search(entry.output))
    widest = max((len(line) for line in entry.output.split("\n")), default=0)
    return Step(
        markdown_escape.block(highlighted(entry.statement, "postgresql")) if entry.statement else Markup(),
        _waiting(entry),
        entry.output,
        is_table,
        is_error="ERROR:  " in entry.output,
        scrolls=is_table and widest > _MAX_COLUMNS,
    )


def _waiting(entry: Entry) -> str:
    """A sentence on who waits for whom; empty if nobody does."""
    if entry.waits_for:
        waits = "waits" if entry.statement else "now waits"
        return f"Session {entry.session} {waits} for {_sessions(entry.waits_for)}."
    return f"Session {entry.session} continues." if entry.continues else ""


def _sessions(blockers: Iterable[str]) -> str:
    return " and ".join(f"session {name}" if len(name) == 1 else name for name in blockers)
