"""A non-blocking database session: send a statement, then read its result as it arrives.

Uses libpq's asynchronous API and no threads, so that stopping a program leaves nothing hanging. Rows arrive one by
one, so that an endless query can't fill our memory.
"""

from __future__ import annotations

import re

from psycopg import OperationalError
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, PGconn, TransactionStatus
from psycopg.pq.abc import PGresult

from hooks.demos.errors import DemoFailed, ServerError, TooMuchOutput
from hooks.demos.query_result import Column, Message, QueryResult

MAX_ROWS = 500
"""Rows, messages and notifications per statement."""
MAX_BYTES = 64 * 1024
"""Bytes in all rows, messages and notifications of a statement; each value counts as one more."""
WAIT_LOG = "LOG"
SHORT_TIMEOUT = re.compile(r"[1-9]\d*ms|1s")


class Session:
    """A named connection.

    Attributes:
        busy: A statement was sent and its result isn't complete.
        line: Line of the last statement sent.
        still_waiting: PostgreSQL checked the current lock wait for a deadlock and found none, so only another session
            can end it. PostgreSQL reports this itself (``log_lock_waits``).
        has_short_timeout: The statement gives up by itself after waiting for a second or less.
    """

    def __init__(self, name: str, conninfo: str) -> None:
        self.name = name
        self.connection = PGconn.connect(conninfo.encode())
        if self.connection.status != ConnStatus.OK:
            raise ServerError(0, f"the program can't connect: {_decode(self.connection.error_message)}")
        self.connection.notice_handler = self._notice
        self.pid = self.connection.backend_pid
        self.busy = self.still_waiting = self.has_short_timeout = False
        self.line = 0
        self._result = QueryResult()
        self._count = self._size = 0

    def send(self, sql: str, line: int) -> None:
        """Send one statement. The session is ``busy`` until `read` reaches the end of the result."""
        self.busy, self.line, self._result = True, line, QueryResult()
        self._count = self._size = 0
        self.still_waiting = False
        try:
            self.connection.send_query(sql.encode())
            self.connection.set_single_row_mode()
        except OperationalError as error:
            raise self._connection_lost() from error

    def read(self) -> None:
        """Read what has arrived, without blocking.

        Raises:
            TooMuchOutput: The result exceeds `MAX_ROWS` or `MAX_BYTES`.
            DemoFailed: The connection was lost, or the statement is a COPY from or to the client.
        """
        try:
            self.connection.consume_input()
            self._require_room()
            while self.busy and not self.connection.is_busy():
                result = self.connection.get_result()
                self.busy = result is not None
                if result is not None:
                    self._take(result)
            while not self.busy and (notify := self.connection.notifies()) is not None:
                self._count_output(len(notify.extra))
                self._require_room()
                notification = (_decode(notify.relname), _decode(notify.extra), notify.be_pid)
                self._result = self._result._replace(notifications=(*self._result.notifications, notification))
        except OperationalError as error:
            raise self._connection_lost() from error

    def result(self) -> QueryResult:
        """The result of the last statement sent, complete unless ``busy``."""
        return self._result

    def read_timeouts(self) -> None:
        """Update ``has_short_timeout`` for the next statement.

        A longer timeout is only a safety net that programs aren't meant to reach, so it doesn't count.
        """
        self.has_short_timeout = False
        if self.connection.transaction_status in {TransactionStatus.IDLE, TransactionStatus.INTRANS}:
            settings = [
                self.connection.exec_(f"SHOW {name}".encode()) for name in ("lock_timeout", "statement_timeout")
            ]
            self.has_short_timeout = any(SHORT_TIMEOUT.fullmatch(_decode(value.get_value(0, 0))) for value in settings)

    def close(self) -> None:
        """Disconnect. The server rolls back an open transaction asynchronously."""
        self.connection.finish()

    def _take(self, result: PGresult) -> None:
        status = result.status
        if status in {ExecStatus.COPY_IN, ExecStatus.COPY_OUT, ExecStatus.COPY_BOTH}:
            raise DemoFailed(self.line, "COPY FROM STDIN and TO STDOUT aren't supported: use INSERT or SELECT")
        if status == ExecStatus.FATAL_ERROR:
            error = _message(result)
            self._count_output(_size(error))
            self._require_room()
            self._result = self._result._replace(error=error)
            return
        values = [[result.get_value(row, number) for number in range(result.nfields)] for row in range(result.ntuples)]
        for row in values:
            self._count_output(sum(len(value or b"") + 1 for value in row))
        self._require_room()
        columns = tuple(Column(_decode(result.fname(number)), result.ftype(number)) for number in range(result.nfields))
        rows = tuple(tuple(map(_cell, row)) for row in values)
        self._result = self._result._replace(
            columns=columns, rows=self._result.rows + rows, tag=_decode(result.command_status)
        )

    def _count_output(self, size: int) -> None:
        """Count a row, message or notification of ``size`` bytes."""
        self._count += 1
        self._size += size

    def _has_room(self) -> bool:
        return self._count <= MAX_ROWS and self._size <= MAX_BYTES

    def _require_room(self) -> None:
        if not self._has_room():
            limits = f"{MAX_ROWS} rows and messages or {MAX_BYTES // 1024} KiB"
            raise TooMuchOutput(self.line, f"more than {limits}: return less, for example with LIMIT or count(*)")

    def _notice(self, result: PGresult) -> None:
        """Keep notices and warnings; `read` reports too many, since libpq ignores what a handler raises.

        Log messages only update ``still_waiting``.
        """
        message = _message(result)
        if message.severity != WAIT_LOG:
            self._count_output(_size(message))
            if self._has_room():
                self._result = self._result._replace(messages=(*self._result.messages, message))
        elif " still waiting for " in message.primary:
            self.still_waiting = True
        elif " acquired " in message.primary:
            self.still_waiting = False

    def _connection_lost(self) -> DemoFailed:
        reason = self._result.error.primary if self._result.error else _decode(self.connection.error_message)
        return DemoFailed(self.line, f"the session lost its connection: {reason.strip()}")


def _size(message: Message) -> int:
    return sum(map(len, (message.primary, message.detail, message.hint, message.context)))


def _message(result: PGresult) -> Message:
    def field(name: DiagnosticField) -> str:
        return _decode(result.error_field(name))

    position = field(DiagnosticField.STATEMENT_POSITION)
    return Message(
        severity=field(DiagnosticField.SEVERITY_NONLOCALIZED),
        sqlstate=field(DiagnosticField.SQLSTATE),
        primary=field(DiagnosticField.MESSAGE_PRIMARY) or _decode(result.error_message),
        detail=field(DiagnosticField.MESSAGE_DETAIL),
        hint=field(DiagnosticField.MESSAGE_HINT),
        context=field(DiagnosticField.CONTEXT),
        position=int(position) if position else None,
    )


def _decode(value: bytes | None) -> str:
    return "" if value is None else bytes(value).decode(errors="replace")


def _cell(value: bytes | None) -> str | None:
    return None if value is None else _decode(value)
