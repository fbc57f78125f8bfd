"""Every program of an answer runs, its claims hold, and its output matches its record."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.demos.run import compare, record_path, require_sandbox, run
from hooks.demos.services import Services
from hooks.model.question import Program

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(
    path.relative_to(ROOT) for kind in ("sql", "py") for path in (ROOT / "data" / "questions").glob(f"*/*/*.{kind}")
)
TIMEOUT = 60
"""Seconds, more than ``guide demo`` gives: a busy machine is not a failed claim."""


@pytest.mark.parametrize("path", PROGRAMS, ids=str)
def test_a_program_matches_its_record(path: Path, services: Services, pytestconfig: pytest.Config) -> None:
    require_sandbox(ROOT / path, Services(unconfined=pytestconfig.getoption("--unconfined")))
    record = run(ROOT / path, (ROOT / path).read_text("utf-8"), services, timeout=TIMEOUT)
    diff = compare(record.render(), record_path(ROOT / path).read_text("utf-8"))
    assert diff is None, f"\n{diff}\nIf the new output is right: guide demo --record {path.parent.name}"


@pytest.mark.parametrize("path", PROGRAMS, ids=str)
def test_claims_in_loops_and_functions_are_counted(path: Path) -> None:
    text, record = (file.read_text("utf-8") for file in (ROOT / path, record_path(ROOT / path)))
    assert Program(name=path.name, path=PurePosixPath(path), text=text, record=record).claims == sum(
        line.startswith("claim holds") for line in record.splitlines()
    )
