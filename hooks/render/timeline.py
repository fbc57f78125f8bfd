"""The record of sessions side by side as turns: what each did in its order, and in words who waits for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from hooks.demos.errors import RecordError
from hooks.demos.transcript import Entry, Record, parse
from hooks.prose import html, inert

_TABLE = re.compile(r"^-+(?:\+-+)*$", re.MULTILINE)
"""The line under a result's heading."""
_FITS = 26
"""Characters that a column has room for on a narrow screen: a longer table must be scrolled, by keyboard too."""
_MOST = 3
"""Sessions that can be told apart side by side."""


class Moment(NamedTuple):
    """A statement and its answer, or one of the two, and a sentence on waiting between them."""

    statement: Markup
    waiting: str
    output: str
    is_table: bool
    is_error: bool
    scrolls: bool


class Turn(NamedTuple):
    """What one session does until another one does something. ``lane`` counts sessions from 1; the setup has 0.

    ``held`` are the lanes of the sessions that wait all the while.
    """

    session: str
    lane: int
    moments: tuple[Moment, ...]
    held: tuple[int, ...]


class Timeline(NamedTuple):
    """The turns of a record with several sessions, and the claims that held."""

    lanes: int
    turns: tuple[Turn, ...]
    claims: tuple[str, ...]


def timeline(text: str) -> Timeline | None:
    """The timeline of a record file; None where there is nothing to put side by side."""
    try:
        record = parse(text)
    except RecordError:
        return None
    names = tuple(dict.fromkeys(entry.session for entry in record.entries if entry.session))
    return Timeline(len(names), tuple(_turns(record, names)), record.claims) if 1 < len(names) <= _MOST else None


def _turns(record: Record, names: Sequence[str]) -> Iterator[Turn]:
    waiting: set[str] = set()
    for session, entries in groupby(record.entries, key=lambda entry: entry.session):
        told = tuple(entries)
        held = tuple(names.index(name) + 1 for name in sorted(waiting - {session}, key=names.index))
        yield Turn(session, names.index(session) + 1 if session else 0, tuple(map(_moment, told)), held)
        if told[-1].waits_for:
            waiting.add(session)
        else:
            waiting.discard(session)


def _moment(entry: Entry) -> Moment:
    is_table = bool(_TABLE.search(entry.output))
    widest = max((len(line) for line in entry.output.split("\n")), default=0)
    return Moment(
        inert.block(html.highlighted(entry.statement, "postgresql")) if entry.statement else Markup(),
        _sentence(entry),
        entry.output,
        is_table,
        is_error="ERROR:  " in entry.output,
        scrolls=is_table and widest > _FITS,
    )


def _sentence(entry: Entry) -> str:
    """Who waits for whom, in words."""
    if entry.waits_for:
        now = "waits" if entry.statement else "now waits"
        return f"Session {entry.session} {now} for {_listed(entry.waits_for)}."
    return f"Session {entry.session} no longer waits." if entry.continues else ""


def _listed(blockers: Iterable[str]) -> str:
    return " and ".join(f"session {name}" if len(name) == 1 else name for name in blockers)
