from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from hooks.check.check import check

FOLDER = Path("data/questions/transactions/lost-update")
TOPIC = Path("data/topics/transactions.yml")


@pytest.fixture
def project(tmp_path: Path, pytestconfig: pytest.Config) -> Path:
    """A real question with its answer, programs and topic, without references to other questions."""
    shutil.copytree(pytestconfig.rootpath / FOLDER, tmp_path / FOLDER)
    question = tmp_path / FOLDER / "question.yml"
    text = re.sub(r"^related:.*\n", "", question.read_text("utf-8"), flags=re.MULTILINE)
    question.write_text(re.sub(r"\bsee:", "hint:", text), "utf-8")
    answer = tmp_path / FOLDER / "answer.md"
    answer.write_text(re.sub(r"\[([^]]+)\]\(\.\./[^)]+\)", r"\1", answer.read_text("utf-8")), "utf-8")
    (tmp_path / TOPIC).parent.mkdir()
    topic = (pytestconfig.rootpath / TOPIC).read_text("utf-8")
    (tmp_path / TOPIC).write_text(re.sub(r"^reading_order:.*\n", "", topic, flags=re.MULTILINE), "utf-8")
    return tmp_path


def test_real_question_has_no_findings(project: Path) -> None:
    assert check(project).findings == ()
    assert list(check(project).project.library.questions) == ["lost-update"]


def test_finding_disappears_when_it_is_fixed(project: Path) -> None:
    question = project / FOLDER / "question.yml"
    text = question.read_text("utf-8")
    question.write_text(text.replace("level:", "lvel:", 1), "utf-8")
    found = [(finding.rule, finding.line) for finding in check(project).findings]
    assert ("S001", text.split("level:")[0].count("\n") + 1) in found
    question.write_text(text, "utf-8")
    assert check(project).findings == ()
