"""The mistakes newcomers make most: each is told with its place and its mend."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import hooks.load.yaml
from tests.rules.mistakes_in_answers import ANSWERS, REFERENCES
from tests.rules.mistakes_in_yaml import SHAPE, SYNTAX
from tests.rules.sample_project import Mistake, findings

MISTAKES = {**SYNTAX, **SHAPE, **REFERENCES, **ANSWERS}


def told(tmp_path: Path, mistake: Mistake) -> None:
    """The findings are those expected and no others, each in its place, and the first says how to mend it."""
    found = findings(tmp_path, mistake.changes)
    expected = mistake.places.split(", ")
    assert sorted(f"{finding.rule} {finding.line}:{finding.column}" for finding in found) == sorted(expected), found
    assert mistake.fix in next(finding.hint for finding in found if expected[0].startswith(finding.rule))


def test_no_name_of_a_mistake_stands_twice() -> None:
    assert len(MISTAKES) == sum(map(len, (SYNTAX, SHAPE, REFERENCES, ANSWERS)))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_mend(tmp_path: Path, name: str) -> None:
    told(tmp_path, MISTAKES[name])


@pytest.mark.parametrize("name", [name for name in SYNTAX if name != "backslash in quotes"])  # one column further
def test_the_parser_in_pure_python_tells_the_same(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks.load.yaml, "_loader", lambda: yaml.SafeLoader)
    told(tmp_path, SYNTAX[name])
