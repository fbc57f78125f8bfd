"""One connection of a demo, driven without waiting: a statement is sent, and its answer read as it arrives.

libpq's asynchronous calls take the place of a thread a session: nothing is left hanging when a demo is
stopped, and rows come one by one, so that a query without end cannot fill our memory.
"""

from __future__ import annotations

import re

from psycopg import OperationalError
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, PGconn, TransactionStatus
from psycopg.pq.abc import PGresult

from hooks.demos.answer import Answer, Column, Message
from hooks.demos.errors import DemoFailed, ServerError, TooMuchOutput

MAX_ROWS = 500
"""Rows of one statement; nobody reads more of them on a page."""
MAX_CHARACTERS = 64 * 1024
"""Of one statement's rows together."""
WAIT_LOG = "LOG"
SHORT_TIMEOUT = re.compile(r"[1-9]\d*ms|1s")


class Session:
    """A connection with a name.

    Attributes:
        busy: A statement was sent and its answer is not complete.
        line: Line of the statement sent last.
        still_waiting: The server has looked for a deadlock in the present wait and found none, so the
            wait lasts until someone else moves. The server says so itself (``log_lock_waits``).
        impatient: The statement gives up by itself, within a second at most, if it has to wait.
    """

    def __init__(self, name: str, conninfo: str) -> None:
        self.name = name
        self.connection = PGconn.connect(conninfo.encode())
        if self.connection.status != ConnStatus.OK:
            raise ServerError(0, f"no connection for the demo: {_decode(self.connection.error_message)}")
        self.connection.notice_handler = self._notice
        self.pid = self.connection.backend_pid
        self.busy = self.still_waiting = self.impatient = False
        self.line = 0
        self._answer = Answer()
        self._size = 0

    def send(self, sql: str, line: int) -> None:
        """Send one statement; ``busy`` until `read` has seen the end of its answer."""
        self.busy, self.line, self._answer, self._size = True, line, Answer(), 0
        self.still_waiting = False
        try:
            self.connection.send_query(sql.encode())
            self.connection.set_single_row_mode()
        except OperationalError as error:
            raise self._lost() from error

    def read(self) -> None:
        """Take what has arrived, without waiting for more.

        Raises:
            TooMuchOutput: More than `MAX_ROWS` rows or `MAX_CHARACTERS` characters.
            DemoFailed: The connection is gone, or the statement wants to copy from or to us.
        """
        try:
            self.connection.consume_input()
            while self.busy and not self.connection.is_busy():
                result = self.connection.get_result()
                self.busy = result is not None
                if result is not None:
                    self._take(result)
            while not self.busy and (note := self.connection.notifies()) is not None:
                heard = (_decode(note.relname), _decode(note.extra), note.be_pid)
                self._answer = self._answer._replace(notifications=(*self._answer.notifications, heard))
        except OperationalError as error:
            raise self._lost() from error

    def answer(self) -> Answer:
        """What the statement sent last was answered; complete when not ``busy``."""
        return self._answer

    def notice_timeouts(self) -> None:
        """Learn whether the next statement gives up waiting by itself: see ``impatient``.

        A longer limit is a safety net which no demo is meant to reach, so the wait counts as lasting.
        """
        self.impatient = False
        if self.connection.transaction_status in {TransactionStatus.IDLE, TransactionStatus.INTRANS}:
            shown = [self.connection.exec_(f"SHOW {name}".encode()) for name in ("lock_timeout", "statement_timeout")]
            self.impatient = any(SHORT_TIMEOUT.fullmatch(_decode(result.get_value(0, 0))) for result in shown)

    def close(self) -> None:
        """Leave; the server ends an open transaction by itself, in its own time."""
        self.connection.finish()

    def _take(self, result: PGresult) -> None:
        status = result.status
        if status in {ExecStatus.COPY_IN, ExecStatus.COPY_OUT, ExecStatus.COPY_BOTH}:
            raise DemoFailed(self.line, "COPY FROM STDIN and TO STDOUT have nobody to talk to: use INSERT or SELECT")
        if status == ExecStatus.FATAL_ERROR:
            self._answer = self._answer._replace(error=_message(result))
            return
        columns = tuple(Column(_decode(result.fname(number)), result.ftype(number)) for number in range(result.nfields))
        rows = tuple(
            tuple(_cell(result.get_value(row, number)) for number in range(result.nfields))
            for row in range(result.ntuples)
        )
        self._answer = self._answer._replace(
            columns=columns, rows=self._answer.rows + rows, tag=_decode(result.command_status)
        )
        self._size += sum(len(value or "") for row in rows for value in row)
        if len(self._answer.rows) > MAX_ROWS or self._size > MAX_CHARACTERS:
            limits = f"{MAX_ROWS} rows or {MAX_CHARACTERS} characters"
            raise TooMuchOutput(self.line, f"more than {limits}: show less, with LIMIT or a count")

    def _notice(self, result: PGresult) -> None:
        """Keep what is meant for people; of the server's log only follow its words on waiting."""
        message = _message(result)
        if message.severity != WAIT_LOG:
            self._answer = self._answer._replace(messages=(*self._answer.messages, message))
        elif " still waiting for " in message.primary:
            self.still_waiting = True
        elif " acquired " in message.primary:
            self.still_waiting = False

    def _lost(self) -> DemoFailed:
        reason = self._answer.error.primary if self._answer.error else _decode(self.connection.error_message)
        return DemoFailed(self.line, f"the session's connection ended: {reason.strip()}")


def _message(result: PGresult) -> Message:
    def part(which: DiagnosticField) -> str:
        return _decode(result.error_field(which))

    position = part(DiagnosticField.STATEMENT_POSITION)
    return Message(
        severity=part(DiagnosticField.SEVERITY_NONLOCALIZED),
        sqlstate=part(DiagnosticField.SQLSTATE),
        primary=part(DiagnosticField.MESSAGE_PRIMARY) or _decode(result.error_message),
        detail=part(DiagnosticField.MESSAGE_DETAIL),
        hint=part(DiagnosticField.MESSAGE_HINT),
        context=part(DiagnosticField.CONTEXT),
        position=int(position) if position else None,
    )


def _decode(value: bytes | None) -> str:
    return "" if value is None else bytes(value).decode(errors="replace")


def _cell(value: bytes | None) -> str | None:
    return None if value is None else _decode(value)
