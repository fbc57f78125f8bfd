"""The record of concurrent sessions as a replay: a row a moment, who waits for whom, and the decisive value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from markupsafe import Markup

from hooks.demos.controls import Expectation
from hooks.demos.program import Program
from hooks.demos.transcript import Entry, Record, render_entries
from hooks.prose import markdown_escape
from hooks.prose.highlighting import highlighted
from hooks.rules.parsed_programs import parse as parse_program

_TABLE = re.compile(r"(?P<head>[^\n]*+)\n-++(?:\+-++)*+\n(?P<rows>(?:.*+\n)*+)\((?P<count>\d+) rows?\)")
"""A result as psql prints it."""
_OPENS = re.compile(r"(?:BEGIN|START TRANSACTION|SET)\b[^;]*;", re.IGNORECASE)
_CLOSES = re.compile(r"(?:COMMIT|END|ROLLBACK)\s*;", re.IGNORECASE)
_NOTE = re.compile(r"^--.*\n", re.MULTILINE)
_COMMAND_DONE = re.compile(r"[A-Z]+(?: [A-Z]+)*+")
"""A result that only says what has been done, without a number of rows: ``ALTER TABLE``."""
_MAX_VALUE = 24
"""Characters of a value that has its place at the edge; a longer one is below its statement."""
_MAX_COLUMNS = 26
"""Characters that fit on a narrow screen; a wider table needs to be scrollable by keyboard."""
_LANES = 4
"""Any further session has its moments in the last one."""


class Statement(NamedTuple):
    """A highlighted statement. ``is_frame`` if it only begins or ends a transaction."""

    code: Markup
    is_frame: bool


class Moment(NamedTuple):
    """What one session did at once, with its result.

    Attributes:
        session: Empty for what isn't in a session.
        lane: Counts sessions from 1; 0 without a session.
        statements: Empty if an earlier statement goes on.
        waiting: Who it waits for, or how it goes on; empty if neither.
        resumes: Its statement is in an earlier moment.
        value: A short result.
        output: A result that needs more space.
        is_table: The output is a table; it ``scrolls`` if it's a wide one.
        is_error: The output is an error.
        expected: The program states this value.
        instead: The value that one may have expected.
        waiting_lanes: The lanes of the sessions that wait at this moment.
    """

    session: str
    lane: int
    statements: tuple[Statement, ...]
    waiting: str
    resumes: bool
    value: str
    output: str
    is_table: bool
    scrolls: bool
    is_error: bool
    expected: bool
    instead: str
    waiting_lanes: tuple[int, ...]


class Replay(NamedTuple):
    """The run of a program with several sessions. ``setup`` is the transcript of what came before them."""

    lanes: int
    setup: str
    setup_statements: int
    moments: tuple[Moment, ...]
    transcript: str


class _Event(NamedTuple):
    entry: Entry
    expectation: Expectation | None


def replay(record: Record, text: str) -> Replay | None:
    """The replay of a record of the program ``text``; None if it has a single session."""
    names = sessions(record.entries)
    if len(names) <= 1:
        return None
    events = list(_events(record.entries, text))
    first = next(index for index, event in enumerate(events) if event.entry.session)
    setup = [event.entry for event in events[:first]]
    return Replay(
        min(len(names), _LANES),
        "\n".join(line[2:] for line in render_entries([*setup, Entry(names[0])]).split("\n")).strip("\n"),
        len(setup),
        tuple(_moments(events[first:], names)),
        record.body(record.entries),
    )


def sessions(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The names of the sessions, in the order they come up."""
    return tuple(dict.fromkeys(entry.session for entry in entries if entry.session))


def moments(entries: Sequence[Entry], names: Sequence[str]) -> tuple[Moment, ...]:
    """The moments of a run with its setup, without the values that the program states; ``names`` are the lanes."""
    return tuple(_moments([_Event(entry, None) for entry in entries], names))


def _events(entries: Sequence[Entry], text: str) -> Iterator[_Event]:
    """The entries, each with the value that the program states for its statement."""
    program = parse_program(".sql", text)
    stated = [step.expect for step in program.steps] if isinstance(program, Program) else []
    if len(stated) != sum(bool(entry.statement) for entry in entries):
        stated = []
    number, pending = 0, dict[str, Expectation | None]()
    for entry in entries:
        if entry.statement:
            pending[entry.session] = stated[number] if stated else None
            number += 1
        done = bool(entry.output) or not entry.waits_for
        yield _Event(entry, pending.pop(entry.session, None) if done else None)


def _moments(events: Sequence[_Event], names: Sequence[str]) -> Iterator[Moment]:
    waiting = set[str]()
    for group in _groups(events):
        *_, last = group
        session = last.entry.session
        lanes = sorted({_lane(name, names) for name in waiting - {session}})
        yield _moment(group, _lane(session, names), tuple(lanes))
        if last.entry.waits_for:
            waiting.add(session)
        else:
            waiting.discard(session)


def _lane(session: str, names: Sequence[str]) -> int:
    return min(names.index(session) + 1, _LANES) if session else 0


def _groups(events: Sequence[_Event]) -> Iterator[list[_Event]]:
    """Events of one session in a row, where all but one only begin or end a transaction, and nobody waits."""
    group: list[_Event] = []
    for event, following in zip_longest(events, events[1:]):
        if group and not _belongs(event, group, releases=following is not None and following.entry.continues):
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def _belongs(event: _Event, group: Sequence[_Event], *, releases: bool) -> bool:
    """Whether an event is part of the same moment; one that ``releases`` a waiting session is a moment of its own."""
    last = group[-1]
    if last.entry.session != event.entry.session or not event.entry.statement or last.entry.waits_for:
        return False
    if all(_is_frame(other, _OPENS) for other in group):
        return True
    return _is_frame(event, _CLOSES) and not releases and not any(_is_frame(other, _CLOSES) for other in group)


def _is_frame(event: _Event, pattern: re.Pattern[str]) -> bool:
    """Whether it's a statement like ``BEGIN`` that did what it says and nothing else."""
    entry = event.entry
    is_frame = pattern.fullmatch(_NOTE.sub("", entry.statement)) is not None
    return is_frame and event.expectation is None and not entry.waits_for and _says_nothing_new(entry)


def _moment(group: Sequence[_Event], lane: int, waiting_lanes: tuple[int, ...]) -> Moment:
    frames = [_is_frame(event, _OPENS) or _is_frame(event, _CLOSES) for event in group]
    main = next((event for event, is_frame in zip(group, frames, strict=True) if not is_frame), group[-1])
    is_known = _says_nothing_new(main.entry) or _is_done_after_waiting(main.entry)
    value, output = ("", "") if is_known else _result(main.entry.output)
    stated, is_table = main.expectation, _TABLE.search(main.entry.output) is not None
    return Moment(
        main.entry.session,
        lane,
        tuple(
            Statement(markdown_escape.block(highlighted(event.entry.statement, "postgresql").rstrip("\n")), is_frame)
            for event, is_frame in zip(group, frames, strict=True)
            if event.entry.statement
        ),
        _waiting(main.entry),
        not main.entry.statement,
        value or (stated.value if stated and not output else ""),
        output,
        is_table=is_table,
        scrolls=is_table and max(map(len, output.split("\n"))) > _MAX_COLUMNS,
        is_error="ERROR:  " in output,
        expected=stated is not None,
        instead=stated.instead if stated else "",
        waiting_lanes=waiting_lanes,
    )


def _says_nothing_new(entry: Entry) -> bool:
    """Whether the result repeats the statement's first words, as ``CREATE TABLE`` does."""
    return entry.output != "" and _NOTE.sub("", entry.statement).upper().startswith(entry.output)


def _is_done_after_waiting(entry: Entry) -> bool:
    """Whether the result says no more than that the statement, which waited, is done."""
    return entry.continues and not entry.statement and _COMMAND_DONE.fullmatch(entry.output) is not None


def _result(output: str) -> tuple[str, str]:
    """What is shown at the edge, and what is shown below the statement: of an error, its message."""
    if found := _TABLE.fullmatch(output):
        rows = found["rows"].rstrip("\n")
        if found["count"] == "0":
            return "no rows", ""
        if found["count"] == "1" and "|" not in found["head"] and len(rows.strip()) <= _MAX_VALUE:
            return rows.strip() or "NULL", ""
        return "", output.rpartition("\n")[0]
    if output.startswith("ERROR:  "):
        return "", output.partition("\n")[0]
    return (output, "") if len(output) <= _MAX_VALUE and "\n" not in output else ("", output)


def _waiting(entry: Entry) -> str:
    """Who it waits for, or how it goes on, in words; empty if neither."""
    if entry.waits_for:
        return f"{'waits' if entry.statement else 'now waits'} for {_sessions(entry.waits_for)}"
    if _is_done_after_waiting(entry):
        return f"continues: {entry.output} is done"
    return "continues" if entry.continues else ""


def _sessions(blockers: Iterable[str]) -> str:
    return " and ".join(f"session {name}" if len(name) == 1 else name for name in blockers)
