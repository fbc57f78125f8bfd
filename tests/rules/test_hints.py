"""The mistakes newcomers make most: each is reported with its position and how to fix it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import hooks.load.yaml
from tests.rules.mistakes_in_answers import ANSWERS, REFERENCES
from tests.rules.mistakes_in_yaml import SHAPE, SYNTAX
from tests.rules.sample_project import Mistake, findings

MISTAKES = {**SYNTAX, **SHAPE, **REFERENCES, **ANSWERS}


def check_findings(tmp_path: Path, mistake: Mistake) -> None:
    """Exactly the expected findings, at the expected positions, and the first says how to fix it."""
    found = findings(tmp_path, mistake.changes)
    expected = mistake.findings.split(", ")
    assert sorted(f"{finding.rule} {finding.line}:{finding.column}" for finding in found) == sorted(expected), found
    assert mistake.fix in next(finding.hint for finding in found if expected[0].startswith(finding.rule))


def test_names_of_mistakes_are_unique() -> None:
    assert len(MISTAKES) == sum(map(len, (SYNTAX, SHAPE, REFERENCES, ANSWERS)))


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_reported_with_position_and_fix(tmp_path: Path, name: str) -> None:
    check_findings(tmp_path, MISTAKES[name])


@pytest.mark.parametrize("name", [name for name in SYNTAX if name != "backslash in quotes"])
def test_pure_python_parser_gives_the_same_findings(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks.load.yaml, "_loader", lambda: yaml.SafeLoader)
    check_findings(tmp_path, SYNTAX[name])
