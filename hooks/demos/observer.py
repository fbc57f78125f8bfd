"""Sees, from a connection of its own, who waits for whom: nothing about waiting is guessed or timed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg import sql

from hooks.demos.errors import ServerError

WAITS = """
SELECT pid, pg_blocking_pids(pid), pg_safe_snapshot_blocking_pids(pid), coalesce(
  (SELECT bool_or(clock_timestamp() - waitstart > interval '1 second') FROM pg_locks WHERE pg_locks.pid = session.pid),
  false)
FROM unnest(%s::int[]) AS session (pid)
"""
SIZE = "SELECT pg_database_size(%s)"
END_ALL = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
PREPARED = 0
"""The process id under which PostgreSQL reports a prepared transaction as a blocker."""


class Wait(NamedTuple):
    """Of one session: the processes it waits for, whether for a lock, and whether for longer than a second.

    A lock is what the server looks for deadlocks on; the other thing to wait for is a safe snapshot.
    """

    blockers: frozenset[int]
    lock: bool
    long: bool


class Observer:
    """Asks the server about the demo's sessions. ``connection`` may see and end all of them."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def waits(self, pids: Sequence[int]) -> dict[int, Wait]:
        """Each session's wait as it is now; a session that waits for nobody has no blockers."""
        rows = self.connection.execute(WAITS, [list(pids)]).fetchall()
        return {pid: Wait(frozenset(locks + snapshots), bool(locks), long) for pid, locks, snapshots, long in rows}

    def size(self, database: str) -> int:
        """Bytes that a database takes on the disk now, what is not committed included."""
        row = self.connection.execute(SIZE, [database]).fetchone()
        return int(row[0]) if row else 0

    def end_all(self, database: str) -> None:
        """End every session of a database, and return when they are gone with their locks and transactions."""
        self.connection.execute(END_ALL, [database])

    def run(self, *statements: sql.Composed) -> None:
        """Run statements that return nothing, each in a transaction of its own."""
        for statement in statements:
            self.connection.execute(statement)


@contextmanager
def observing(conninfo: str) -> Iterator[Observer]:
    """An observer for as long as the block lasts.

    Raises:
        ServerError: The server does not let us in.
    """
    try:
        connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=5, prepare_threshold=None)
    except psycopg.OperationalError as error:
        raise ServerError(0, f"cannot reach PostgreSQL: {error}".strip()) from error
    with connection:
        connection.execute("SET statement_timeout = '8s'")
        yield Observer(connection)
