"""Programs of the project run in a row, each held against its record or recorded anew."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hooks.demos.errors import DemoError
from hooks.demos.run import compare, record_path, run
from hooks.demos.services import Services

_SHOWN = 12
"""Lines of what a program printed before it failed; the last ones tell why."""


@dataclass(frozen=True)
class Outcome:
    """What came of one program: a word for it, and what to read where there is more to say."""

    path: Path
    word: str
    detail: str = ""
    failed: bool = False
    seconds: float = 0.0


def prove(programs: Iterable[Path], *, record: bool = False) -> Iterator[Outcome]:
    """Run every program; a server is started when the first one needs it and stopped after the last."""
    with Services() as services:
        for path in programs:
            began = time.monotonic()
            outcome = _outcome(path, services, record=record)
            yield replace(outcome, seconds=time.monotonic() - began)


def _outcome(path: Path, services: Services, *, record: bool) -> Outcome:
    try:
        printed = run(path, path.read_text("utf-8"), services).render()
    except DemoError as error:
        return Outcome(path, "failed", f"{path.name}: {error}{_before(error)}", failed=True)
    file = record_path(path)
    stored = file.read_text("utf-8") if file.is_file() else ""
    difference = compare(printed, stored)
    if difference is None:
        return Outcome(path, "holds")
    if record:
        file.write_text(printed, "utf-8")
        return Outcome(path, "recorded")
    return Outcome(path, "differs", difference, failed=True)


def _before(error: DemoError) -> str:
    """What the program had printed when it failed."""
    lines = error.transcript.splitlines()
    if not lines:
        return ""
    told = lines if len(lines) <= _SHOWN else ["…", *lines[-_SHOWN:]]
    return "\n".join(["", "It had printed:", *(f"  {line}" for line in told)])
