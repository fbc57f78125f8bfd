from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from hooks.check.check import check, every_rule, within
from hooks.findings.finding import Finding, Severity, has_errors
from hooks.rules.registry import Rule
from tests.rules.sample_project import FOLDER, PROGRAM, RECORD, VALID, A, Q, added, changed, findings, write

Files = Mapping[str, str | bytes]
ROOT = Path(__file__).parents[2]


NOT_YET = {"E002"}
"""A warning until every program has its controls; then it's an error."""


def test_guide_has_no_findings() -> None:
    found = check(ROOT).findings
    assert not has_errors(found)
    assert [finding for finding in found if finding.rule not in NOT_YET] == []


def test_check_loads_the_guide() -> None:
    library = check(ROOT).project.library
    assert len(library.topics) == 25
    assert len([question for question in library.questions.values() if question.answer]) >= 15
    assert "x" in library.companies
    assert "two-weeks" in library.plans
    assert library.funnel is not None


def test_findings_are_sorted_and_unique(tmp_path: Path) -> None:
    changes = changed(Q, "level: mid", "lvel: mid") | added("<b>a</b>\n\n# x") | {"data/topics/http.yml": "a: b: c"}
    found = findings(tmp_path, changes)
    assert list(found) == sorted(found)
    assert len(set(found)) == len(found)
    assert len({finding.path for finding in found}) == 3


def test_syntax_error_hides_other_findings_in_the_file(tmp_path: Path) -> None:
    twin = "data/questions/http/stale-read/question.yml"
    found = findings(tmp_path, {twin: VALID[Q].replace("prompt: Why", "prompt: Redis: why").replace("mid", "none")})
    assert [(str(finding.path), finding.rule) for finding in found] == [(twin, "Y001")]


def test_unreadable_answer_does_not_make_programs_unused(tmp_path: Path) -> None:
    found = findings(tmp_path, {A: b"caf\xe9", f"{FOLDER}/x.sql": PROGRAM, f"{FOLDER}/x.sql.out": RECORD})
    assert [(str(finding.path), finding.rule) for finding in found] == [(A, "F001")]


def test_broken_file_hides_no_finding_in_another(tmp_path: Path) -> None:
    broken: Files = {
        "data/funnel.yml": "a: b: c",
        "data/topics/caching.yml": b"\xff",
        "data/plans/x.yml": "[" * 1000,
    }
    found = findings(tmp_path, {**broken, **added("<b>")})
    assert {str(finding.path) for finding in found} >= {*broken, A}


def test_check_changes_no_file(tmp_path: Path) -> None:
    root = write(tmp_path, {**VALID, **changed(Q, "level: mid", "lvel: mid")})
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    check(root)
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_within_selects_files_and_folders() -> None:
    def at(path: str) -> Finding:
        return Finding(PurePosixPath(path), 1, 1, "S001", "m", "h")

    found = [at(Q), at(A), at(f"{FOLDER}-2/answer.md"), at("data/funnel.yml")]
    assert within(found, [PurePosixPath(FOLDER)]) == (found[0], found[1])
    assert within(found, [PurePosixPath(A), PurePosixPath("data/funnel.yml")]) == (found[1], found[3])
    assert within(found, [PurePosixPath()]) == tuple(found)
    assert within(found, []) == ()


def test_only_errors_fail_the_build() -> None:
    warning = Finding(PurePosixPath("data/x"), 1, 1, "A010", "m", "h", Severity.WARNING)
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, Finding(PurePosixPath("data/x"), 1, 1, "S001", "m", "h")])


@pytest.mark.parametrize("rule", list(every_rule()), ids=lambda rule: rule.code)
def test_rule_has_a_code_a_statement_and_a_fix(rule: Rule[Any]) -> None:
    assert re.fullmatch(r"[A-Z][0-9]{3}", rule.code)
    assert rule.statement.split("\n\n")[0].endswith(".")
    assert rule.fix.endswith(".")


def test_codes_are_unique_and_sorted() -> None:
    codes = [rule.code for rule in every_rule()]
    assert codes == sorted(set(codes))
