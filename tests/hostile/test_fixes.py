"""``guide fix`` over the hostile files: it ends, makes nothing worse, and leaves nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.fix.run import changes
from hooks.fix.run import write as put
from tests.hostile.corpus import names, placed
from tests.rules.sample_project import VALID, write


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.audit)])
@pytest.mark.parametrize("kind", sorted({name.partition("/")[0] for name in names()}))
def test_what_is_mended_is_no_worse_and_has_nothing_left_to_mend(tmp_path: Path, kind: str, every: int) -> None:
    """Of one file in so many; ``make audit`` tries all."""
    for place, name in enumerate([name for name in names() if name.startswith(f"{kind}/")][::every]):
        root = write(tmp_path / str(place), {**VALID, **placed(name)})
        if not (mended := changes(root)):
            continue
        before = len(check(root).findings)
        put(root, mended)
        assert changes(root) == [], name
        assert len(check(root).findings) <= before, name
