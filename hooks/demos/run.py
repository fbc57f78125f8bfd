"""The two things one does with a demo: run it, and compare what it printed with its record."""

from __future__ import annotations

import difflib
import platform
import time
from pathlib import Path

from hooks.demos.errors import ProgramError, ServerError
from hooks.demos.postgres import Server, database
from hooks.demos.program import parse_python, parse_sql
from hooks.demos.python import run_script
from hooks.demos.sql import run_program
from hooks.demos.transcript import Entry, Record

SECONDS = 10.0
SUFFIX = ".out"


def record_path(path: Path) -> Path:
    """Where the record of a program is kept: beside it."""
    return path.with_name(path.name + SUFFIX)


def run(path: Path, text: str, server: Server | None = None, *, seconds: float = SECONDS) -> Record:
    """Run a program's text and return its record, if all its claims hold.

    ``path`` says the kind of program and where modules beside a script are; ``text`` is what is run.
    A SQL program needs a server.

    Raises:
        ClaimFailed: The run contradicts a claim.
        DemoError: Any other reason not to trust it, as one of its subclasses.
    """
    if path.suffix == ".py":
        claims = parse_python(text)
        output = run_script(path, text, claims, seconds=seconds)
        return Record(
            "Python", platform.python_version(), (Entry("", output=output),), tuple(claim.sentence for claim in claims)
        )
    if path.suffix != ".sql":
        raise ProgramError(0, f"a demo is a .sql or a .py file, not {path.name}")
    if server is None:
        raise ServerError(0, "a SQL demo needs a server to run on")
    program = parse_sql(text)
    with database(server) as place:
        entries = run_program(program, text, place, time.monotonic() + seconds)
    return Record("PostgreSQL", server.version, entries, tuple(claim.sentence for claim in program.claims))


def compare(record_text: str, stored: str) -> str | None:
    """How a record differs from the stored one, as a unified diff; None if it does not."""
    lines = difflib.unified_diff(
        stored.splitlines(keepends=True), record_text.splitlines(keepends=True), "recorded", "printed now"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines) or None
