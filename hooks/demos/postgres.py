"""Where SQL demos run: a server for the whole run, a database and an ordinary role for each demo."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from hooks.demos.embedded import embedded
from hooks.demos.errors import ServerError
from hooks.demos.observer import Observer, observing

VARIABLE = "GUIDE_POSTGRES"
"""Environment variable with a superuser's connection string, to use that server instead of our own."""
NAME = "demo"
"""Of the database and of the role: both can appear in what a demo prints."""
ROLE_SETTINGS = {
    "deadlock_timeout": "10ms",  # how soon a circle of waits is looked for
    "log_lock_waits": "on",  # the server says when it has looked: see Session.still_waiting
    "client_min_messages": "log",  # … and says it to us
    "temp_file_limit": "256MB",
    "default_statistics_target": "1000",  # ANALYZE reads up to 300,000 rows, all of most tables: no chance in plans
    "max_parallel_workers_per_gather": "0",  # rows in the same order each time; a demo may raise it
    "synchronize_seqscans": "off",
    "jit": "off",
    "timezone": "UTC",
    "lc_messages": "C",
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
}
CREATE_DATABASE = sql.SQL(
    "CREATE DATABASE {0} OWNER {0} TEMPLATE template0 ENCODING 'UTF8'"
    " LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
).format(sql.Identifier(NAME))


class Server(NamedTuple):
    """A running server: the superuser's connection string, and its version such as ``18.6``."""

    conninfo: str
    version: str


class Database(NamedTuple):
    """A demo's empty database: how its role gets in, and who watches."""

    conninfo: str
    observer: Observer

    def size(self) -> int:
        """How many bytes it takes on the disk by now."""
        return self.observer.size(NAME)

    def end_sessions(self) -> None:
        """Return when no session of the demo is left, nor anything it had not committed."""
        self.observer.end_all(NAME)


@contextmanager
def postgres() -> Iterator[Server]:
    """The server that `VARIABLE` names, or else one of our own for as long as the block lasts.

    Raises:
        ServerError: There is none.
    """
    given = os.environ.get(VARIABLE)
    if given:
        yield _server(given)
    else:
        with embedded() as conninfo:
            yield _server(conninfo)


@contextmanager
def database(server: Server) -> Iterator[Database]:
    """A fresh database and the role that owns it, both gone with the block, whatever a demo left behind.

    The role is no superuser and can create neither databases nor roles, so it reaches no file and no
    program of the server's machine. One demo at a time on one server.

    Raises:
        ServerError: They cannot be made, such as when another run holds them.
    """
    role, password = sql.Identifier(NAME), secrets.token_urlsafe()
    with observing(server.conninfo) as observer:
        try:
            observer.run(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(password)))
            try:
                observer.run(*_settings(), CREATE_DATABASE)
                conninfo = make_conninfo(server.conninfo, dbname=NAME, user=NAME, password=password, connect_timeout=5)
                yield Database(conninfo, observer)
            finally:
                _drop(server, observer)
        except psycopg.Error as error:
            raise ServerError(0, f"PostgreSQL cannot hold the demo: {error}".strip()) from error


def _server(conninfo: str) -> Server:
    with observing(conninfo) as observer:
        row = observer.connection.execute("SHOW server_version").fetchone()
    return Server(conninfo, str(row[0]).split()[0] if row else "")


def _settings() -> Iterator[sql.Composed]:
    for name, value in ROLE_SETTINGS.items():
        yield sql.SQL("ALTER ROLE {} SET {} = {}").format(
            sql.Identifier(NAME), sql.Identifier(name), sql.Literal(value)
        )


def _drop(server: Server, observer: Observer) -> None:
    observer.end_all(NAME)
    _roll_back_prepared(server, observer)
    name = sql.Identifier(NAME)
    observer.run(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name),
        sql.SQL("DROP ROLE {}").format(name),
    )


def _roll_back_prepared(server: Server, observer: Observer) -> None:
    """Prepared transactions outlive their sessions and would keep the database from being dropped."""
    rows = observer.connection.execute("SELECT gid FROM pg_prepared_xacts WHERE database = %s", [NAME]).fetchall()
    if rows:
        with observing(make_conninfo(server.conninfo, dbname=NAME)) as inside:
            inside.run(*(sql.SQL("ROLLBACK PREPARED {}").format(sql.Literal(gid)) for (gid,) in rows))
