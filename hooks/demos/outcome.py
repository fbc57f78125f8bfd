"""Run one program, and compare its output with its record or update the record."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from hooks.demos.errors import DemoError
from hooks.demos.run import compare, record_path, run
from hooks.demos.services import Services

_MAX_RECORD = 2**20
"""Bytes; longer than any record."""
_MAX_LINES = 12
"""The last lines of a failed program's output that are shown."""


@dataclass(frozen=True)
class Outcome:
    """The result of one program: ``status`` is passed, recorded, differs or failed; ``detail`` the diff or error."""

    path: Path
    status: str
    detail: str = ""
    failed: bool = False
    seconds: float = 0.0


def outcome_of(path: Path, services: Services, *, record: bool) -> Outcome:
    """Run a program; ``record`` says whether to update its record."""
    started = time.monotonic()
    outcome = _outcome(path, services, record=record)
    return replace(outcome, seconds=time.monotonic() - started)


def _outcome(path: Path, services: Services, *, record: bool) -> Outcome:
    try:
        current = run(path, path.read_text("utf-8"), services).render()
    except DemoError as error:
        return Outcome(path, "failed", f"{path.name}: {error}{_output_so_far(error)}", failed=True)
    file = record_path(path)
    diff = compare(current, _recorded(file))
    if diff is None:
        return Outcome(path, "passed")
    if record:
        try:
            file.write_text(current, "utf-8")
        except OSError as error:
            return Outcome(path, "failed", f"{path.name}: can't write {file.name}: {error.strerror}", failed=True)
        return Outcome(path, "recorded")
    return Outcome(path, "differs", diff, failed=True)


def _recorded(file: Path) -> str:
    """The start of a record, whatever its size and encoding; empty if there is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as opened:
        return opened.read(_MAX_RECORD).decode(errors="replace")


def _output_so_far(error: DemoError) -> str:
    lines = error.transcript.splitlines()
    if not lines:
        return ""
    shown = lines if len(lines) <= _MAX_LINES else ["…", *lines[-_MAX_LINES:]]
    return "\n".join(["", "Output so far:", *(f"| {line}" for line in shown)])
