"""Run a program, and compare its output with its record."""

from __future__ import annotations

import difflib
import platform
import re
from pathlib import Path

from hooks.demos.deadline import Deadline
from hooks.demos.errors import NoSandbox, ProgramError
from hooks.demos.postgres import demo_database
from hooks.demos.program import needs_valkey, parse_python, parse_sql
from hooks.demos.program_folder import has_changed, require_regular_files
from hooks.demos.python_runner import run_script
from hooks.demos.sandbox import sandbox_fix
from hooks.demos.script_controls import run_control_script, run_sweep
from hooks.demos.services import Services
from hooks.demos.sql_runner import run_control, run_program
from hooks.demos.transcript import Entry, Record
from hooks.demos.valkey import server_version

TIMEOUT = 10.0
"""Seconds that a program may run; see `hooks.demos.deadline`."""
RECORD_SUFFIX = ".out"
_MAX_DIFF_LINES = 2000
"""Lines that are compared one by one, which can take quadratic time."""
_PYTHON = re.compile(r"Python \S+")


def record_path(path: Path) -> Path:
    """The record file of a program, in the same folder."""
    return path.with_name(path.name + RECORD_SUFFIX)


def run(path: Path, text: str, services: Services, *, timeout: float = TIMEOUT) -> Record:
    """Run a program and return its record.

    Args:
        path: Its suffix selects the language; scripts can import modules next to it.
        text: The program.
        services: The running servers, and the sandbox.
        timeout: Seconds.

    Raises:
        NoSandbox: See `require_sandbox`.
        ClaimFailed: The run contradicts a claim.
        DemoError: It failed for another reason; see the subclasses.
    """
    require_sandbox(path, services)
    require_regular_files(path.parent)
    if path.suffix == ".py":
        return _run_python(path, text, services, timeout)
    if path.suffix != ".sql":
        raise ProgramError(0, f"a program is a .sql or .py file, not {path.name}")
    program = parse_sql(text)
    with demo_database(services.postgres) as database:
        entries = run_program(program, text, database, Deadline(timeout))
    controls = []
    for control in program.controls:
        with demo_database(services.postgres) as database:
            controls.append(run_control(program, control, text, database, Deadline(timeout)))
    claims = tuple(claim.sentence for claim in program.claims)
    return Record("PostgreSQL", services.postgres.version, entries, claims, tuple(controls))


def _run_python(path: Path, text: str, services: Services, timeout: float) -> Record:
    script = parse_python(text)
    version = platform.python_version()
    if needs_valkey(text):
        version = f"{version} with Valkey {server_version()}"
    if script.runs > 1:
        output = run_sweep(path, text, script, sandbox=services.sandbox)
    else:
        output = run_script(path, text, script.claims, sandbox=services.sandbox, timeout=timeout)
    controls = tuple(
        run_control_script(path, text, script, control, sandbox=services.sandbox, timeout=timeout)
        for control in script.controls
    )
    claims = tuple(claim.sentence for claim in script.claims)
    return Record("Python", version, (Entry("", output=output),), claims, controls)


def require_sandbox(path: Path, services: Services) -> None:
    """Without a sandbox, only programs that were reviewed and merged may run.

    Raises:
        NoSandbox: There is none, and the program has changed since the merge base with the remote's default branch.
    """
    if services.sandbox is None and not services.unconfined and has_changed(path):
        raise NoSandbox(
            0,
            "it has changed since the remote's default branch, and there's no sandbox here to run it in: "
            f"{sandbox_fix()}; or read it first, then pass --unconfined, which lets a script do whatever you can do",
        )


def compare(current: str, recorded: str) -> str | None:
    """The unified diff from the recorded to the current output; None if they're the same.

    The Python version is ignored, since scripts must print the same on all of them; records keep the one they were
    made with.
    """
    was, now = _PYTHON.match(recorded), _PYTHON.match(current)
    if was and now:
        current = was[0] + current[now.end() :]
    before, after = recorded.splitlines(keepends=True), current.splitlines(keepends=True)
    if before != after and max(len(before), len(after)) > _MAX_DIFF_LINES:
        return f"the output has {len(after)} lines, its record {len(before)}: too many to show what differs\n"
    lines = difflib.unified_diff(before, after, "recorded", "current")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines) or None
