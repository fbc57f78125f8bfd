"""The two things one does with a demo: run it, and compare what it printed with its record."""

from __future__ import annotations

import difflib
import platform
import re
import time
from pathlib import Path

from hooks.demos.errors import ProgramError
from hooks.demos.postgres import database
from hooks.demos.program import needs_valkey, parse_python, parse_sql
from hooks.demos.python import run_script
from hooks.demos.services import Services
from hooks.demos.sql import run_program
from hooks.demos.transcript import Entry, Record

SECONDS = 10.0
SUFFIX = ".out"
_PYTHON = re.compile(r"Python \S+")


def record_path(path: Path) -> Path:
    """Where the record of a program is kept: beside it."""
    return path.with_name(path.name + SUFFIX)


def run(path: Path, text: str, services: Services, *, seconds: float = SECONDS) -> Record:
    """Run a program's text and return its record, if all its claims hold.

    ``path`` says the kind of program and where modules beside a script are; ``text`` is what is run.

    Raises:
        ClaimFailed: The run contradicts a claim.
        DemoError: Any other reason not to trust it, as one of its subclasses.
    """
    if path.suffix == ".py":
        return _run_python(path, text, services, seconds)
    if path.suffix != ".sql":
        raise ProgramError(0, f"a demo is a .sql or a .py file, not {path.name}")
    program = parse_sql(text)
    with database(services.postgres) as place:
        entries = run_program(program, text, place, time.monotonic() + seconds)
    return Record("PostgreSQL", services.postgres.version, entries, tuple(claim.sentence for claim in program.claims))


def _run_python(path: Path, text: str, services: Services, seconds: float) -> Record:
    claims = parse_python(text)
    version, store = platform.python_version(), None
    if needs_valkey(text):
        store = services.valkey
        store.empty()
        version = f"{version} with Valkey {store.version}"
    output = run_script(path, text, claims, store=store, seconds=seconds)
    return Record("Python", version, (Entry("", output=output),), tuple(claim.sentence for claim in claims))


def compare(printed: str, stored: str) -> str | None:
    """How a printed record differs from the stored one, as a unified diff; None if it does not.

    Which Python ran a script is no difference: it must print the same on every one. The record keeps the version it
    was made on.
    """
    was, now = _PYTHON.match(stored), _PYTHON.match(printed)
    if was and now:
        printed = was[0] + printed[now.end() :]
    lines = difflib.unified_diff(
        stored.splitlines(keepends=True), printed.splitlines(keepends=True), "recorded", "printed now"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines) or None
