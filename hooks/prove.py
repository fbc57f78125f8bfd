"""Programs of the project run in a row, each held against its record or recorded anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from hooks.demos.errors import DemoError
from hooks.demos.postgres import Server, postgres
from hooks.demos.run import compare, record_path, run


@dataclass(frozen=True)
class Outcome:
    """What came of one program: a word for it, and what to read where there is more to say."""

    path: Path
    word: str
    detail: str = ""
    failed: bool = False


def prove(programs: Iterable[Path], *, record: bool = False) -> Iterator[Outcome]:
    """Run every program; PostgreSQL is started when the first one needs it and stopped after the last."""
    with ExitStack() as stack:
        server: Server | None = None
        for path in programs:
            if path.suffix == ".sql" and server is None:
                server = stack.enter_context(postgres())
            yield _outcome(path, server, record=record)


def _outcome(path: Path, server: Server | None, *, record: bool) -> Outcome:
    try:
        printed = run(path, path.read_text("utf-8"), server).render()
    except DemoError as error:
        return Outcome(path, "failed", f"{path.name}: {error}", failed=True)
    file = record_path(path)
    stored = file.read_text("utf-8") if file.is_file() else ""
    difference = compare(printed, stored)
    if difference is None:
        return Outcome(path, "holds")
    if record:
        file.write_text(printed, "utf-8")
        return Outcome(path, "recorded")
    return Outcome(path, "differs", difference, failed=True)
