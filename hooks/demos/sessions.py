"""Runs a program's statements in their order, over sessions that may have to wait for one another.

After each statement the server is asked until nothing moves: every statement sent is either answered, or
waits for a session that has nothing to do before the program's next line. Only then the next one is sent,
so that the same program tells the same story, however fast the machine is.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hooks.demos.answer import Answer
from hooks.demos.errors import Stuck, TimedOut, TooLarge
from hooks.demos.observer import PREPARED, Wait
from hooks.demos.postgres import Database
from hooks.demos.session import Session

POLL_SECONDS = 0.003
"""How long to listen for an answer before asking again who waits: it orders nothing."""
MEBIBYTE = 1024 * 1024
MOST_BYTES = 256 * MEBIBYTE
"""Of the demo's database on the disk."""
WEIGH_SECONDS = 0.2
"""How often a running statement's database is weighed."""
PREPARED_NAME = "a prepared transaction"


class Event(NamedTuple):
    """What came of a statement: an answer, or a wait and, in a later event, the answer.

    ``begins`` marks the first event of a statement; without it the session's earlier statement goes on.
    """

    session: str
    begins: bool
    waits_for: tuple[str, ...] = ()
    answer: Answer | None = None


class Sessions:
    """The open sessions of a program, by name, until a deadline in `time.monotonic` seconds.

    ``timeouts``: the program sets limits to waiting, so that they must be asked for: see `Session.impatient`.
    """

    def __init__(
        self, sessions: Mapping[str, Session], place: Database, deadline: float, *, timeouts: bool = False
    ) -> None:
        self.sessions = sessions
        self.timeouts = timeouts
        self.place = place
        self.deadline = deadline
        self.names = {session.pid: name for name, session in sessions.items()} | {PREPARED: PREPARED_NAME}
        self.waiting: dict[str, tuple[str, ...]] = {}

    def run(self, name: str, sql: str, line: int) -> Iterator[Event]:
        """Send one statement and tell what came of it, and what it set free.

        Raises:
            Stuck: The session still waits for an earlier statement.
            TimedOut: Nothing settled before the deadline.
            TooLarge: The database has outgrown `MOST_BYTES`.
            DemoFailed, TooMuchOutput: See `Session.read`.
        """
        session = self.sessions[name]
        if session.busy:
            raise Stuck(line, f"{_called(name)} still waits for {_listed(self.waiting[name])} and can run nothing")
        if self.timeouts:
            session.notice_timeouts()
        session.send(sql, line)
        waits = self._settle(line)
        if session.busy:
            self.waiting[name] = self._blockers(waits[session.pid])
            yield Event(name, begins=True, waits_for=self.waiting[name])
        else:
            yield Event(name, begins=True, answer=session.answer())
        yield from self._others(waits, besides=name)

    def finish(self) -> None:
        """Check that no statement is left without an answer.

        Raises:
            Stuck: One is, and no line follows that could set it free.
        """
        for name, blockers in self.waiting.items():
            line = self.sessions[name].line
            raise Stuck(line, f"{_called(name)} still waits for {_listed(blockers)} when the program ends")

    def _others(self, waits: Mapping[int, Wait], besides: str) -> Iterator[Event]:
        """Sessions that waited before: those that got their answer, and those that wait for someone else now."""
        for name, before in list(self.waiting.items()):
            session = self.sessions[name]
            if name == besides:
                continue
            if not session.busy:
                del self.waiting[name]
                yield Event(name, begins=False, answer=session.answer())
            elif (now := self._blockers(waits[session.pid])) != before:
                self.waiting[name] = now
                yield Event(name, begins=False, waits_for=now)

    def _settle(self, line: int) -> dict[int, Wait]:
        """Wait until every statement sent is answered or waits for good; return who waits for whom."""
        weighed = time.monotonic()
        while True:
            self._read(POLL_SECONDS)
            busy = [session for session in self.sessions.values() if session.busy]
            waits = self.place.observer.waits([session.pid for session in busy]) if busy else {}
            if time.monotonic() > self.deadline:
                raise TimedOut(line, "the demo takes too long: it was stopped while this statement ran")
            if busy and time.monotonic() > weighed + WEIGH_SECONDS:
                weighed = self._weigh(line)
            self._read(0)  # a session that has changed its wait said so before we saw the new one
            if all(session.busy and _lasts(session, waits[session.pid]) for session in busy) and _ends(
                waits, self.names
            ):
                return waits

    def _weigh(self, line: int) -> float:
        """Refuse a database that has grown too large; when it was weighed."""
        if self.place.size() > MOST_BYTES:
            raise TooLarge(line, f"the database has grown over {MOST_BYTES // MEBIBYTE} MB: write fewer rows")
        return time.monotonic()

    def _read(self, seconds: float) -> None:
        """Take the answers that are there, or come within a time."""
        busy = {session.connection.socket: session for session in self.sessions.values() if session.busy}
        ready, _, _ = select.select(busy, [], [], seconds)
        for socket in ready:
            busy[socket].read()

    def _blockers(self, wait: Wait) -> tuple[str, ...]:
        return tuple(sorted(self.names[pid] for pid in wait.blockers))


def _lasts(session: Session, wait: Wait) -> bool:
    """Whether a wait can only be ended by another session.

    A program that turns the server's log messages off (``client_min_messages``) hides the end of the search
    for deadlocks from us; a second, a hundred times what the search waits for, must then do.
    """
    if not wait.blockers or session.impatient:
        return False
    return session.still_waiting or wait.long or not wait.lock


def _ends(waits: Mapping[int, Wait], names: Mapping[int, str]) -> bool:
    """Whether every chain of waits ends at one of our sessions that is idle; a circle is a deadlock not yet found."""
    settled = {pid for pid in names if pid not in waits}
    pending = dict(waits)
    while pending:
        free = [pid for pid, wait in pending.items() if wait.blockers <= settled]
        if not free:
            return False
        settled.update(free)
        for pid in free:
            del pending[pid]
    return True


def _called(name: str) -> str:
    return f"session {name}" if name else "the program"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(names)
