"""Every program beside an answer holds its claims and prints what its page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.demos.run import compare, record_path, run
from hooks.demos.services import Services

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(
    path.relative_to(ROOT) for kind in ("sql", "py") for path in (ROOT / "data" / "questions").glob(f"*/*/*.{kind}")
)


@pytest.mark.parametrize("path", PROGRAMS, ids=str)
def test_a_program_prints_what_is_recorded(path: Path, services: Services) -> None:
    record = run(ROOT / path, (ROOT / path).read_text("utf-8"), services)
    difference = compare(record.render(), record_path(ROOT / path).read_text("utf-8"))
    assert difference is None, f"\n{difference}\nRight as it is now? guide demo --record {path.parent.name}"
