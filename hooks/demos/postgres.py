"""PostgreSQL for SQL programs: one server per run, a fresh database and an unprivileged role per program."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from hooks.demos.admin_connection import AdminConnection, admin_connection
from hooks.demos.embedded_postgres import embedded_postgres
from hooks.demos.errors import ServerError

CONNINFO_VARIABLE = "GUIDE_POSTGRES"
"""Environment variable with a superuser's connection string, to use that server and not start one."""
NAME = "demo"
"""Name of the database and the role; programs may print it."""
ROLE_SETTINGS = {
    "deadlock_timeout": "10ms",
    "log_lock_waits": "on",  # logs the end of each deadlock check: see Session.still_waiting
    "client_min_messages": "log",  # sends that log to the session
    "temp_file_limit": "256MB",
    "default_statistics_target": "1000",  # ANALYZE samples up to 300,000 rows, so plans don't vary on small tables
    "max_parallel_workers_per_gather": "0",  # keeps the row order stable; a program can raise it
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
    """A running server: the superuser's connection string, and the version, such as ``18.6``."""

    conninfo: str
    version: str


class Database(NamedTuple):
    """A program's database: the connection string of its role, and a superuser connection."""

    conninfo: str
    admin: AdminConnection

    def size(self) -> int:
        """Bytes on disk."""
        return self.admin.database_size(NAME)

    def end_sessions(self) -> None:
        """Terminate all sessions, which rolls back what they didn't commit."""
        self.admin.terminate_sessions(NAME)


@contextmanager
def postgres_server() -> Iterator[Server]:
    """The server in `CONNINFO_VARIABLE`, or a temporary one.

    Raises:
        ServerError: The server can't be reached or started.
    """
    conninfo = os.environ.get(CONNINFO_VARIABLE)
    if conninfo:
        yield _server(conninfo)
    else:
        with embedded_postgres() as conninfo:
            yield _server(conninfo)


@contextmanager
def demo_database(server: Server) -> Iterator[Database]:
    """Create an empty database and the role that owns it; drop both on exit, whatever the program left behind.

    The role isn't a superuser and can't create databases or roles, so it can't reach the server's files or start
    programs. A server can run one program at a time.

    Raises:
        ServerError: They can't be created, for example because another run is using them.
    """
    role, password = sql.Identifier(NAME), secrets.token_urlsafe()
    with admin_connection(server.conninfo) as admin:
        try:
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(password)))
            try:
                admin.execute(*_role_settings(), CREATE_DATABASE)
                conninfo = make_conninfo(server.conninfo, dbname=NAME, user=NAME, password=password, connect_timeout=5)
                yield Database(conninfo, admin)
            finally:
                _drop(server, admin)
        except psycopg.Error as error:
            raise ServerError(0, f"cannot set up the database in PostgreSQL: {error}".strip()) from error


def _server(conninfo: str) -> Server:
    with admin_connection(conninfo) as admin:
        row = admin.connection.execute("SHOW server_version").fetchone()
    return Server(conninfo, str(row[0]).split()[0] if row else "")


def _role_settings() -> Iterator[sql.Composed]:
    for name, value in ROLE_SETTINGS.items():
        yield sql.SQL("ALTER ROLE {} SET {} = {}").format(
            sql.Identifier(NAME), sql.Identifier(name), sql.Literal(value)
        )


def _drop(server: Server, admin: AdminConnection) -> None:
    """Prepared transactions outlive their sessions, and whatever they changed would be locked."""
    name = sql.Identifier(NAME)
    admin.terminate_sessions(NAME)
    _roll_back_prepared(server, admin)
    for setting in ("IS_TEMPLATE false", "ALLOW_CONNECTIONS true", "RESET ALL"):  # its owner can set them
        with suppress(psycopg.errors.InvalidCatalogName):  # it wasn't created
            admin.execute(sql.SQL("ALTER DATABASE {} {}").format(name, sql.SQL(setting)))
    admin.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name),
        sql.SQL("DROP ROLE {}").format(name),
    )


def _roll_back_prepared(server: Server, admin: AdminConnection) -> None:
    rows = admin.connection.execute("SELECT gid FROM pg_prepared_xacts WHERE database = %s", [NAME]).fetchall()
    if rows:
        with admin_connection(make_conninfo(server.conninfo, dbname=NAME)) as inside:
            inside.execute(*(sql.SQL("ROLLBACK PREPARED {}").format(sql.Literal(gid)) for (gid,) in rows))
