"""``guide fix`` on hostile files: it terminates, makes nothing worse, and is idempotent."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.fix.run import changes
from hooks.fix.run import write as apply_changes
from tests.hostile.corpus import as_project_files, hostile_names
from tests.rules.sample_project import VALID, write


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.audit)])
@pytest.mark.parametrize("kind", sorted({name.partition("/")[0] for name in hostile_names()}))
def test_fixed_file_is_no_worse_and_needs_no_more_fixes(tmp_path: Path, kind: str, every: int) -> None:
    for place, name in enumerate([name for name in hostile_names() if name.startswith(f"{kind}/")][::every]):
        root = write(tmp_path / str(place), {**VALID, **as_project_files(name)})
        if not (fixes := changes(root)):
            continue
        before = len(check(root).findings)
        apply_changes(root, fixes)
        assert changes(root) == [], name
        assert len(check(root).findings) <= before, name
