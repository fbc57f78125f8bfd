"""Run a SQL program: setup, sessions, then the claims, each part on new connections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime

from hooks.demos.control_runs import ControlRun, control_record
from hooks.demos.controls import TIMEOUT, Control, Expectation
from hooks.demos.deadline import Deadline
from hooks.demos.errors import (
    ClaimFailed,
    DemoError,
    DemoFailed,
    ExpectationFailed,
    Stuck,
    TimedOut,
    TooMuchOutput,
)  # fmt: skip
from hooks.demos.normalize import PLACEHOLDER, Normalizer
from hooks.demos.postgres import Database
from hooks.demos.program import Claim, Program, Step
from hooks.demos.psql_format import format_result
from hooks.demos.query_result import Message, QueryResult
from hooks.demos.session import Session
from hooks.demos.session_scheduler import Event, SessionScheduler
from hooks.demos.transcript import ControlRecord, Entry, render_entries

MAX_OUTPUT = 128 * 1024
"""Characters of a program's output."""
UNNAMED = ""
"""The session for the setup, for the claims, and for programs without sessions."""
TIMEOUT_SETTINGS = ("lock_timeout", "statement_timeout")
FATAL_SQLSTATES = ("08", "42", "53", "54", "57P", "58", "F0", "P0004", "XX")
"""Prefixes of SQLSTATEs that mean a broken program or server: syntax, unknown names, no resources, a failed ASSERT.

Other errors may be what a program demonstrates, so they go into the transcript.
"""
PERMISSION_DENIED = "42501"
BOOLEAN = 16


def run_program(program: Program, text: str, database: Database, deadline: Deadline) -> tuple[Entry, ...]:
    """Run the program and check its claims; returns the transcript.

    Args:
        program: The parsed program.
        text: Its text.
        database: Its empty database.
        deadline: When to stop.

    Raises:
        DemoError: A subclass, with the transcript so far.
    """
    transcript = _Transcript(program, text)
    try:
        _run_all_steps(program, database, deadline, transcript)
        for expectation, value in transcript.returned:
            if value != expectation.value:
                raise ExpectationFailed(expectation.line, f"this query returned {value}, not {expectation.value}")
        with _open_sessions((UNNAMED,), database, deadline) as scheduler:
            for claim in program.claims:
                _check(claim, scheduler)
    except DemoError as error:
        error.transcript = render_entries(transcript.entries)
        raise
    return tuple(transcript.entries)


def run_control(program: Program, control: Control, text: str, database: Database, deadline: Deadline) -> ControlRecord:
    """Run a control; returns its transcript and which claims held. See `run_program` for the arguments.

    Raises:
        ControlFailed: It doesn't break exactly the claims that it names.
        DemoError: It failed in another way than with the error that it names.
    """
    variant = program.variant(control)
    transcript = _Transcript(variant, text)
    broken, unchecked = set[int](), set(range(len(program.claims)))
    try:
        _run_all_steps(variant, database, deadline, transcript)
        with _open_sessions((UNNAMED,), database, deadline) as scheduler:
            for number, claim in enumerate(program.claims):
                if not _holds(claim, scheduler, control, transcript):
                    broken.add(number)
                unchecked.remove(number)
        ended = control.error if control.error in transcript.sqlstates else ""
    except (DemoFailed, Stuck, TimedOut) as error:
        ended = error.code if isinstance(error, DemoFailed) else TIMEOUT
        if not ended or ended != control.error:
            error.message = f"without {control.label}: {error.message}"
            raise
    run = ControlRun(broken, ended, _unexpected(transcript), tuple(transcript.entries), unchecked)
    return control_record(program.claims, control, run)


def _unexpected(transcript: _Transcript) -> str:
    """What a query returned that is expected to return something else; empty if there is none.

    Of several, the first that returned what its ``not`` says, since that's what the control is about; otherwise the
    first.
    """
    differing = [(found, value) for found, value in transcript.returned if value != found.value]
    telling = [value for found, value in differing if value == found.instead]
    return next(iter(telling or [value for _, value in differing]), "")


class _Transcript:
    """Turns events into entries, and raises on errors that prove nothing."""

    def __init__(self, program: Program, text: str) -> None:
        self.entries: list[Entry] = []
        self.several_sessions = len(program.sessions) > 1
        self.timeouts = any(name in text for name in TIMEOUT_SETTINGS)
        self.session_names: dict[int, str] = {}
        self.returned: list[tuple[Expectation, str]] = []
        self.sqlstates: set[str] = set()
        self.normalizer = Normalizer(self.session_names, datetime.now(UTC), text)
        self._steps: dict[str, Step] = {}
        self._has_setup = bool(program.sessions)
        self._size = 0

    def add(self, event: Event, step: Step) -> None:
        """Add an event that occurred after ``step`` was sent; it may belong to an earlier step."""
        if event.starts:
            self._steps[event.session] = step
        own_step = self._steps[event.session]
        statement = f"{own_step.note}\n{own_step.sql}".strip() if event.starts else ""
        try:
            output = format_result(event.result, self.normalizer) if event.result else ""
        except TooMuchOutput as error:
            raise TooMuchOutput(own_step.line, error.message) from error
        self._size += len(output)
        if self._size > MAX_OUTPUT:
            message = f"the program prints more than {MAX_OUTPUT // 1024} KiB: return less"
            raise TooMuchOutput(own_step.line, message)
        self.entries.append(
            Entry(
                event.session if self.several_sessions else "",
                _without_trailing_spaces(statement),
                event.waits_for,
                continues=not event.starts and event.result is not None,
                output=output,
            )
        )
        if event.result and own_step.expect:
            self.returned.append((own_step.expect, _value(event.result)))
        if event.result and event.result.error:
            self.sqlstates.add(event.result.error.sqlstate)
            self._raise_if_fatal(event.result.error, own_step)

    def _raise_if_fatal(self, error: Message, step: Step) -> None:
        in_setup = self._has_setup and step.session == UNNAMED
        if in_setup or _is_fatal(error.sqlstate):
            raise _failed(error, step.sql, step.line)


def _run_all_steps(program: Program, database: Database, deadline: Deadline, transcript: _Transcript) -> None:
    for names in ((UNNAMED,), program.sessions):
        steps = [step for step in program.steps if step.session in names]
        _run_steps(steps, names, database, deadline, transcript)
        database.end_sessions()


def _run_steps(
    steps: Sequence[Step], names: Sequence[str], database: Database, deadline: Deadline, transcript: _Transcript
) -> None:
    with _open_sessions(names, database, deadline, timeouts=transcript.timeouts) as scheduler:
        transcript.session_names |= {
            pid: name if transcript.several_sessions else PLACEHOLDER for pid, name in scheduler.names.items()
        }
        for step in steps:
            for event in scheduler.run(step.session, step.sql, step.line):
                transcript.add(event, step)
        scheduler.finish()


@contextmanager
def _open_sessions(
    names: Sequence[str], database: Database, deadline: Deadline, *, timeouts: bool = False
) -> Iterator[SessionScheduler]:
    with ExitStack() as stack:
        sessions = {name: stack.enter_context(closing(Session(name, database.conninfo))) for name in names}
        yield SessionScheduler(sessions, database, deadline, timeouts=timeouts)


def _check(claim: Claim, scheduler: SessionScheduler) -> None:
    """Check that a claim's query returns true.

    Raises:
        ClaimFailed: It returned something else.
        DemoFailed: It ended in an error.
    """
    result = _query(claim, scheduler)
    if not _is_true(result):
        raise ClaimFailed(claim.line, claim.sentence, f"its query must return true, but returned {_summary(result)}")


def _holds(claim: Claim, scheduler: SessionScheduler, control: Control, transcript: _Transcript) -> bool:
    """Whether a claim holds in a control's run. It doesn't if its query ends with the error that the control names."""
    try:
        return _is_true(_query(claim, scheduler))
    except DemoFailed as error:
        if not error.code or error.code != control.error:
            raise
        transcript.sqlstates.add(error.code)
        return False


def _is_true(result: QueryResult) -> bool:
    return result.rows == (("t",),) and result.columns[0].type_oid == BOOLEAN


def _query(claim: Claim, scheduler: SessionScheduler) -> QueryResult:
    result = QueryResult()
    for event in scheduler.run(UNNAMED, claim.check, claim.check_line):
        result = event.result or result
    scheduler.finish()
    if result.error is not None:
        raise _failed(result.error, claim.check, claim.check_line)
    return result


def _value(result: QueryResult) -> str:
    """The one value of a result as psql shows it, or what the result is instead."""
    if result.error is not None:
        return f"{result.error.severity} {result.error.sqlstate}"
    if not result.columns:
        return result.tag
    if len(result.rows) != 1 or len(result.columns) != 1:
        return f"{len(result.rows)} rows of {len(result.columns)} columns"
    return "NULL" if result.rows[0][0] is None else result.rows[0][0]


def _summary(result: QueryResult) -> str:
    if len(result.rows) != 1 or len(result.columns) != 1:
        return f"{len(result.rows)} rows of {len(result.columns)} columns"
    value = result.rows[0][0]
    if result.columns[0].type_oid == BOOLEAN or value is None:
        return {"t": "true", "f": "false"}.get(value or "", "NULL")
    return f"{value!r}, which isn't a boolean"


def _is_fatal(sqlstate: str) -> bool:
    return sqlstate.startswith(FATAL_SQLSTATES) and sqlstate != PERMISSION_DENIED


def _failed(error: Message, statement: str, line: int) -> DemoFailed:
    """The error, at the line it points to or else its statement's first line."""
    lines_before = statement[: error.position - 1].count("\n") if error.position else 0
    hint = f" ({error.hint})" if error.hint else ""
    message = f"{error.severity} {error.sqlstate}: {error.primary}{hint}"
    return DemoFailed(line + lines_before, message, error.sqlstate)


def _without_trailing_spaces(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.split("\n"))
