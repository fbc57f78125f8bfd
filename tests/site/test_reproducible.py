"""Builds are reproducible: the same tree gives the same site, also over the output of an earlier build."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.site.building import built, copy, small

ANSWER = "data/questions/caching/stale-read"
CHANGES = {
    "an answer": (
        (f"{ANSWER}/answer.md", r"\A", "Indeed. "),
        (f"{ANSWER}/stale.py.out", r"^old", "older"),
    ),
    "names that other pages show": (
        (f"{ANSWER}/question.yml", r"^title: ", "title: Really a "),
        ("data/topics/caching.yml", r"^title: ", "title: More "),
        ("data/companies/acme.yml", r"^name: ", "name: The "),
        ("data/plans/one-day.yml", r"^title: ", "title: Those "),
        ("data/funnel.yml", r"^    name: ", "    name: Our "),
        ("data/guide/glossary/ttl.yml", r"^term: ", "term: A "),
    ),
    "the code and the settings": (
        ("hooks/templates/question.md.jinja", r"## ", "## Our "),
        ("overrides/question.html", r"Questions in this topic", "Our questions in this topic"),
        ("mkdocs.yml", r"^site_name: ", "site_name: Our "),
    ),
}
"""Files, a pattern in each, and the replacement for its first match."""


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def differences(one: Path, other: Path) -> list[str]:
    first, second = contents(one), contents(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def change(project: Path, file: str, pattern: str, new: str) -> None:
    text, found = re.subn(pattern, new, (project / file).read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert found, file
    (project / file).write_text(text, "utf-8")


ELSEWHERE = {"PYTHONHASHSEED": "4", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}


def test_two_builds_of_one_tree_are_byte_identical(small_project: Path, tmp_path: Path) -> None:
    again = built(small(tmp_path / "another folder" / "with-another-name"), ELSEWHERE)
    assert differences(small_project / "site", again) == []


@pytest.mark.audit
def test_two_builds_of_the_guide_are_byte_identical(site: Path, tmp_path: Path) -> None:
    again = built(copy(tmp_path / "another folder" / "with-another-name"), ELSEWHERE)
    assert differences(site, again) == []


ROUNDS = {
    "all at once": {"all": [edit for edits in CHANGES.values() for edit in edits]},
    "one after the other": CHANGES,
}


@pytest.mark.parametrize("rounds", ["all at once", pytest.param("one after the other", marks=pytest.mark.audit)])
def test_incremental_build_equals_clean_build(small_project: Path, tmp_path: Path, rounds: str) -> None:
    warm, cold = copy(tmp_path / "warm", small_project), copy(tmp_path / "cold", small_project)
    before = small_project / "site"
    assert differences(before, built(warm)) == []
    for what, edits in ROUNDS[rounds].items():
        for edit in edits:
            change(warm, *edit)
            change(cold, *edit)
        shutil.rmtree(cold / ".cache", ignore_errors=True)
        assert differences(built(cold), built(warm)) == [], what
        assert differences(before, warm / "site") != [], what
        before = Path(shutil.copytree(warm / "site", tmp_path / what))
