"""What ``make test`` leaves out runs in ``make audit``, and that runs every night."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_marked_tests_and_random_inputs_are_left_to_the_audit(pytestconfig: pytest.Config) -> None:
    assert "-m 'not audit'" in " ".join(pytestconfig.getini("addopts")) or "not audit" in pytestconfig.getini("addopts")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    target = makefile.partition("\naudit: ")[2].partition("\n\n")[0]
    assert "-m pytest -m 'audit or hypothesis' --hypothesis-profile=audit" in target
    assert "-m tests.audit" in target


def test_the_audit_runs_every_night() -> None:
    workflow = (ROOT / ".github/workflows/audit.yml").read_text("utf-8")
    assert "run: make audit" in workflow
    assert "schedule:" in workflow
