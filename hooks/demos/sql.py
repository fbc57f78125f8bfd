"""Runs a SQL program in its database: the steps session by session, then the claims, on a connection of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime

from hooks.demos.answer import Answer, Message
from hooks.demos.errors import ClaimFailed, DemoError, DemoFailed
from hooks.demos.normalise import UNKNOWN, Normaliser
from hooks.demos.postgres import Database
from hooks.demos.program import Claim, Program, Step
from hooks.demos.psql import printed
from hooks.demos.session import Session
from hooks.demos.sessions import Event, Sessions
from hooks.demos.transcript import Entry, render_entries

ALONE = ""
"""The session of what comes before the sessions, and of a program without any."""
TIMEOUTS = ("lock_timeout", "statement_timeout")
PROVING_NOTHING = ("08", "42", "53", "54", "57P", "58", "F0", "P0004", "XX")
"""How SQLSTATEs begin that speak of a broken program or server: syntax, unknown names, no room, a failed ASSERT.

Every other error is something a demo may want to show, and becomes part of its transcript.
"""
PERMISSION_DENIED = "42501"
BOOLEAN = 16


def run_program(program: Program, text: str, place: Database, deadline: float) -> tuple[Entry, ...]:
    """Run the steps and check the claims; what happened, for the record.

    ``deadline`` is in `time.monotonic` seconds; ``text`` is the program's.

    Raises:
        DemoError: As one of its subclasses, with the transcript so far.
    """
    teller = _Teller(program, text)
    try:
        for names in ((ALONE,), program.sessions):
            _run_steps([step for step in program.steps if step.session in names], names, place, deadline, teller)
            place.end_sessions()
        with _open((ALONE,), place, deadline) as sessions:
            for claim in program.claims:
                _check(claim, sessions)
    except DemoError as error:
        error.transcript = render_entries(teller.entries)
        raise
    return tuple(teller.entries)


class _Teller:
    """Turns what the sessions did into entries, and stops at an error that proves nothing."""

    def __init__(self, program: Program, text: str) -> None:
        self.entries: list[Entry] = []
        self.several = len(program.sessions) > 1
        self.timeouts = any(name in text for name in TIMEOUTS)
        self.processes: dict[int, str] = {}
        self.normaliser = Normaliser(self.processes, datetime.now(UTC), text)
        self._steps: dict[str, Step] = {}
        self._has_setup = bool(program.sessions)

    def tell(self, event: Event, step: Step) -> None:
        """Add an event that happened after ``step`` was sent, which may concern an earlier step."""
        if event.begins:
            self._steps[event.session] = step
        began = self._steps[event.session]
        statement = f"{began.note}\n{began.sql}".strip() if event.begins else ""
        output = printed(event.answer, self.normaliser) if event.answer else ""
        self.entries.append(
            Entry(
                event.session if self.several else "",
                _unblanked(statement),
                event.waits_for,
                continues=not event.begins and event.answer is not None,
                output=output,
            )
        )
        if event.answer and event.answer.error:
            self._judge(event.answer.error, began)

    def _judge(self, error: Message, step: Step) -> None:
        setting_up = self._has_setup and step.session == ALONE
        if setting_up or _proves_nothing(error.sqlstate):
            raise _failed(error, step.sql, step.line)


def _run_steps(steps: Sequence[Step], names: Sequence[str], place: Database, deadline: float, teller: _Teller) -> None:
    with _open(names, place, deadline, timeouts=teller.timeouts) as sessions:
        teller.processes |= {pid: name if teller.several else UNKNOWN for pid, name in sessions.names.items()}
        for step in steps:
            for event in sessions.run(step.session, step.sql, step.line):
                teller.tell(event, step)
        sessions.finish()


@contextmanager
def _open(names: Sequence[str], place: Database, deadline: float, *, timeouts: bool = False) -> Iterator[Sessions]:
    with ExitStack() as stack:
        sessions = {name: stack.enter_context(closing(Session(name, place.conninfo))) for name in names}
        yield Sessions(sessions, place, deadline, timeouts=timeouts)


def _check(claim: Claim, sessions: Sessions) -> None:
    """Run a claim's query.

    Raises:
        ClaimFailed: It did not return one row with the one value true.
        DemoFailed: It ended in an error.
    """
    answer = Answer()
    for event in sessions.run(ALONE, claim.check, claim.check_line):
        answer = event.answer or answer
    sessions.finish()
    if answer.error is not None:
        raise _failed(answer.error, claim.check, claim.check_line)
    if answer.rows != (("t",),) or answer.columns[0].type_oid != BOOLEAN:
        raise ClaimFailed(claim.line, claim.sentence, f"its query must return true and returned {_shown(answer)}")


def _shown(answer: Answer) -> str:
    """A claim's answer in a few words."""
    if len(answer.rows) != 1 or len(answer.columns) != 1:
        return f"{len(answer.rows)} rows of {len(answer.columns)} columns"
    value = answer.rows[0][0]
    if answer.columns[0].type_oid == BOOLEAN or value is None:
        return {"t": "true", "f": "false"}.get(value or "", "NULL")
    return f"{value!r}, which is not a boolean"


def _proves_nothing(sqlstate: str) -> bool:
    return sqlstate.startswith(PROVING_NOTHING) and sqlstate != PERMISSION_DENIED


def _failed(error: Message, statement: str, line: int) -> DemoFailed:
    """An error at the line it points to, or where its statement begins."""
    before = statement[: error.position - 1].count("\n") if error.position else 0
    hint = f" ({error.hint})" if error.hint else ""
    return DemoFailed(line + before, f"{error.severity} {error.sqlstate}: {error.primary}{hint}")


def _unblanked(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.split("\n"))
