"""Run statements in program order over several sessions that may block each other, with deterministic results.

After each statement, PostgreSQL is polled until nothing changes: every statement sent has its result, or is blocked by
a session that is idle until the program's next statement. Only then is the next one sent, so the transcript doesn't
depend on timing.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hooks.demos.admin_connection import PREPARED_TRANSACTION_PID, Wait
from hooks.demos.deadline import Deadline
from hooks.demos.errors import DatabaseTooLarge, Stuck, TimedOut
from hooks.demos.postgres import Database
from hooks.demos.query_result import QueryResult
from hooks.demos.session import Session

POLL_INTERVAL = 0.003
"""Seconds to wait for results between polls; the order of events doesn't depend on it."""
MIB = 1024 * 1024
MAX_DATABASE_SIZE = 256 * MIB
"""Bytes on disk."""
SIZE_CHECK_INTERVAL = 0.2
"""Seconds between size checks while statements run."""
PREPARED_TRANSACTION = "a prepared transaction"


class Event(NamedTuple):
    """A statement's result, or that it waits; then a later event has the result.

    ``starts`` marks a statement's first event; other events belong to the session's previous statement.
    """

    session: str
    starts: bool
    waits_for: tuple[str, ...] = ()
    result: QueryResult | None = None


class SessionScheduler:
    """Runs statements in a program's sessions.

    Args:
        sessions: The open sessions by name.
        database: The program's database.
        deadline: When to stop.
        timeouts: The program sets timeouts, so read them before each statement: see `Session.has_short_timeout`.
    """

    def __init__(
        self, sessions: Mapping[str, Session], database: Database, deadline: Deadline, *, timeouts: bool = False
    ) -> None:
        self.sessions = sessions
        self.timeouts = timeouts
        self.database = database
        self.deadline = deadline
        self.names = {session.pid: name for name, session in sessions.items()}
        self.names[PREPARED_TRANSACTION_PID] = PREPARED_TRANSACTION
        self.waiting: dict[str, tuple[str, ...]] = {}
        self._size_checked = time.monotonic()

    def run(self, name: str, sql: str, line: int) -> Iterator[Event]:
        """Send one statement; yields its event, then those of the sessions that it unblocked.

        Raises:
            Stuck: The session is still blocked in an earlier statement.
            TimedOut: The deadline has passed.
            DatabaseTooLarge: The database exceeds `MAX_DATABASE_SIZE`.
            DemoFailed, TooMuchOutput: See `Session.read`.
        """
        session = self.sessions[name]
        if session.busy:
            raise Stuck(line, f"{_label(name)} is still waiting for {_joined(self.waiting[name])} and can't run this")
        if self.timeouts:
            session.read_timeouts()
        session.send(sql, line)
        waits = self._settle(line)
        if session.busy:
            self.waiting[name] = self._blockers(waits[session.pid])
            yield Event(name, starts=True, waits_for=self.waiting[name])
        else:
            yield Event(name, starts=True, result=session.result())
        yield from self._others(waits, current=name)

    def finish(self) -> None:
        """Check that every statement has its result, and the size that quick statements leave.

        Raises:
            Stuck: A session is still blocked.
            DatabaseTooLarge: The database exceeds `MAX_DATABASE_SIZE`.
        """
        for name, blockers in self.waiting.items():
            line = self.sessions[name].line
            raise Stuck(line, f"{_label(name)} is still waiting for {_joined(blockers)} when the program ends")
        self._check_size(max((session.line for session in self.sessions.values()), default=0))

    def _others(self, waits: Mapping[int, Wait], current: str) -> Iterator[Event]:
        """Events of other sessions that were waiting: results, and changed blockers."""
        for name, before in list(self.waiting.items()):
            session = self.sessions[name]
            if name == current:
                continue
            if not session.busy:
                del self.waiting[name]
                yield Event(name, starts=False, result=session.result())
            elif (now := self._blockers(waits[session.pid])) != before:
                self.waiting[name] = now
                yield Event(name, starts=False, waits_for=now)

    def _settle(self, line: int) -> dict[int, Wait]:
        """Poll until every statement sent has its result or is blocked until another is sent; returns the waits."""
        while True:
            self._read(POLL_INTERVAL)
            busy = [session for session in self.sessions.values() if session.busy]
            waits = self.database.admin.lock_waits([session.pid for session in busy]) if busy else {}
            if self.deadline.passed(session.pid for session in busy):
                raise TimedOut(line, "the program takes too long: it was stopped during this statement")
            if time.monotonic() > self._size_checked + SIZE_CHECK_INTERVAL:
                self._check_size(line)
            self._read(0)  # messages about waits that ended before lock_waits ran
            if all(session.busy and _is_lasting(session, waits[session.pid]) for session in busy) and _is_acyclic(
                waits, self.names
            ):
                return waits

    def _check_size(self, line: int) -> None:
        if self.database.size() > MAX_DATABASE_SIZE:
            raise DatabaseTooLarge(line, f"the database exceeds {MAX_DATABASE_SIZE // MIB} MB: write fewer rows")
        self._size_checked = time.monotonic()

    def _read(self, timeout: float) -> None:
        """Read the results that arrive within ``timeout`` seconds."""
        busy = {session.connection.socket: session for session in self.sessions.values() if session.busy}
        ready, _, _ = select.select(busy, [], [], timeout)
        for socket in ready:
            busy[socket].read()

    def _blockers(self, wait: Wait) -> tuple[str, ...]:
        return tuple(sorted(self.names[pid] for pid in wait.blockers))


def _is_lasting(session: Session, wait: Wait) -> bool:
    """Whether only another session can end this wait.

    A program that sets ``client_min_messages`` hides the log message about the deadlock check. Then a wait counts as
    lasting after a second, 100 times ``deadlock_timeout``.
    """
    if not wait.blockers or session.has_short_timeout:
        return False
    return session.still_waiting or wait.long or not wait.lock


def _is_acyclic(waits: Mapping[int, Wait], names: Mapping[int, str]) -> bool:
    """Whether every chain of waits ends at an idle session; a cycle is a deadlock that isn't detected yet."""
    settled = {pid for pid in names if pid not in waits}
    pending = dict(waits)
    while pending:
        resolved = [pid for pid, wait in pending.items() if wait.blockers <= settled]
        if not resolved:
            return False
        settled.update(resolved)
        for pid in resolved:
            del pending[pid]
    return True


def _label(name: str) -> str:
    return f"session {name}" if name else "the program"


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join(names)
