"""What each mistake is told on a terminal, as an annotation and as a comment, whole."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.findings.finding import Finding
from hooks.findings.report import as_github, as_text
from hooks.github.review_comment import review_comment
from hooks.model.repository import Repository
from tests.newcomer.mistakes import MISTAKES
from tests.rules.sample_project import findings

GOLDEN = Path(__file__).with_name("golden")
BRANCH = Repository("https://github.com/octocat/guide", "patch-1")


def file_of(name: str) -> Path:
    return GOLDEN / f"{name.replace(' ', '-').replace(chr(39), '')}.md"


def told(root: Path, found: tuple[Finding, ...]) -> str:
    """The three ways in which a finding reaches somebody, one below the other."""
    texts = {path: (root / path).read_text("utf-8-sig") for path in {finding.path for finding in found}}
    comment = review_comment(found, texts, BRANCH)
    parts = {"terminal": as_text(found, root), "annotation": as_github(found), "comment": comment.strip()}
    return "".join(f"<!-- {where} -->\n{text}\n\n" for where, text in parts.items())


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_everywhere_as_recorded(tmp_path: Path, name: str, pytestconfig: pytest.Config) -> None:
    text = told(tmp_path, findings(tmp_path, MISTAKES[name].changes))
    if pytestconfig.getoption("--golden"):
        file_of(name).parent.mkdir(exist_ok=True)
        file_of(name).write_text(text, "utf-8")
    assert text == file_of(name).read_text("utf-8")


@pytest.mark.parametrize("name", MISTAKES)
def test_its_own_rule_comes_first_and_little_else_is_said(tmp_path: Path, name: str) -> None:
    found = findings(tmp_path, MISTAKES[name].changes)
    rules = [finding.rule for finding in found]
    assert MISTAKES[name].rule in rules
    assert len({(finding.path, finding.line, finding.rule) for finding in found}) <= 2, found


@pytest.mark.parametrize("name", MISTAKES)
def test_its_hint_says_what_to_do_at_the_place(tmp_path: Path, name: str) -> None:
    own = next(f for f in findings(tmp_path, MISTAKES[name].changes) if f.rule == MISTAKES[name].rule)
    assert own.path in {PurePosixPath(path) for path in MISTAKES[name].changes}
    assert own.hint.endswith((".", "?", "`"))
    assert len(own.hint.split()) > 2


def test_most_are_told_with_the_line_to_put(tmp_path: Path) -> None:
    put = [name for number, name in enumerate(MISTAKES) if "\n\nto\n```" in comment_of(tmp_path / str(number), name)]
    assert len(put) >= 20, sorted(set(MISTAKES) - set(put))


def comment_of(root: Path, name: str) -> str:
    return told(root, findings(root, MISTAKES[name].changes))


def test_there_are_thirty_and_each_comes_from_a_public_thread() -> None:
    assert len(MISTAKES) == 30
    assert all(mistake.thread.count("#") == 1 and "/" in mistake.thread for mistake in MISTAKES.values())
    assert {file.name for file in GOLDEN.iterdir()} == {file_of(name).name for name in MISTAKES}
