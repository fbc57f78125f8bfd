from __future__ import annotations

from pathlib import Path

from tests.rules.sample_project import VALID, Q, findings


def test_many_equal_prompts_are_not_compared_in_pairs(tmp_path: Path) -> None:
    text = VALID[Q].replace("redirect_from: [old-read]\n", "")
    copies = {
        Q.replace("stale-read", f"copy-{n}"): text.replace("title: Stale read", f"title: Copy {n}") for n in range(20)
    }
    found = [finding for finding in findings(tmp_path, copies) if finding.rule == "Q006"]
    assert {str(finding.path) for finding in found} == {*copies, Q}
    assert len(found) == 2 * 20
