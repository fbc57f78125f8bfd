"""A superuser connection that watches and ends the sessions of a SQL program. Lock waits are read, never guessed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg import sql

from hooks.demos.errors import ServerError

LOCK_WAITS = """
SELECT pid, pg_blocking_pids(pid), pg_safe_snapshot_blocking_pids(pid), coalesce(
  (SELECT bool_or(clock_timestamp() - waitstart > interval '1 second') FROM pg_locks WHERE pg_locks.pid = session.pid),
  false)
FROM unnest(%s::int[]) AS session (pid)
"""
DATABASE_SIZE = "SELECT pg_database_size(%s) + (SELECT coalesce(sum(size), 0) FROM pg_ls_tmpdir())"
TERMINATE_SESSIONS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s"
TERMINATION_SECONDS, TERMINATION_INTERVAL = 5.0, 0.001
"""How long sessions get to end, and how often that's checked; PostgreSQL's own wait checks only every 100 ms."""
PREPARED_TRANSACTION_PID = 0
"""The process id that PostgreSQL reports if a prepared transaction is the blocker."""


class Wait(NamedTuple):
    """What a session waits for.

    Attributes:
        blockers: Process ids; empty if it isn't waiting.
        lock: It waits for a lock, so PostgreSQL checks for deadlocks; otherwise it waits for a safe snapshot.
        long: It has waited for more than a second.
    """

    blockers: frozenset[int]
    lock: bool
    long: bool


class AdminConnection:
    """Wraps a superuser connection in autocommit mode."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def lock_waits(self, pids: Sequence[int]) -> dict[int, Wait]:
        """What each session waits for right now."""
        rows = self.connection.execute(LOCK_WAITS, [list(pids)]).fetchall()
        return {pid: Wait(frozenset(locks + snapshots), bool(locks), long) for pid, locks, snapshots, long in rows}

    def database_size(self, database: str) -> int:
        """Bytes that a database takes on disk, including uncommitted data and temporary files."""
        row = self.connection.execute(DATABASE_SIZE, [database]).fetchone()
        return int(row[0]) if row else 0

    def terminate_sessions(self, database: str) -> None:
        """Terminate all sessions of a database and wait until their locks and transactions are gone."""
        deadline = time.monotonic() + TERMINATION_SECONDS
        while time.monotonic() < deadline:
            if self.connection.execute(TERMINATE_SESSIONS, [database]).fetchone() == (0,):
                return
            time.sleep(TERMINATION_INTERVAL)

    def execute(self, *statements: sql.Composed) -> None:
        """Execute statements without results, each in its own transaction."""
        for statement in statements:
            self.connection.execute(statement)


@contextmanager
def admin_connection(conninfo: str) -> Iterator[AdminConnection]:
    """Connect as superuser.

    Raises:
        ServerError: The connection fails.
    """
    try:
        connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=5, prepare_threshold=None)
    except psycopg.OperationalError as error:
        raise ServerError(0, f"cannot reach PostgreSQL: {error}".strip()) from error
    with connection:
        connection.execute("SET statement_timeout = '8s'")
        yield AdminConnection(connection)
