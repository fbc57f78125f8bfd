"""The full output for each mistake: on a terminal, as an annotation and as a comment."""

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


def golden_file(name: str) -> Path:
    return GOLDEN / f"{name.replace(' ', '-').replace(chr(39), '')}.md"


def all_outputs(root: Path, found: tuple[Finding, ...]) -> str:
    """The output in all three places, one after another."""
    texts = {path: (root / path).read_text("utf-8-sig") for path in {finding.path for finding in found}}
    comment = review_comment(found, texts, BRANCH)
    parts = {"terminal": as_text(found, root), "annotation": as_github(found), "comment": comment.strip()}
    return "".join(f"<!-- {where} -->\n{text}\n\n" for where, text in parts.items())


@pytest.mark.parametrize("name", MISTAKES)
def test_output_matches_the_golden_file(tmp_path: Path, name: str, pytestconfig: pytest.Config) -> None:
    text = all_outputs(tmp_path, findings(tmp_path, MISTAKES[name].changes))
    if pytestconfig.getoption("--golden"):
        golden_file(name).parent.mkdir(exist_ok=True)
        golden_file(name).write_text(text, "utf-8")
    assert text == golden_file(name).read_text("utf-8")


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_has_at_most_two_findings(tmp_path: Path, name: str) -> None:
    found = findings(tmp_path, MISTAKES[name].changes)
    rules = [finding.rule for finding in found]
    assert MISTAKES[name].rule in rules
    assert len({(finding.path, finding.line, finding.rule) for finding in found}) <= 2, found


@pytest.mark.parametrize("name", MISTAKES)
def test_hint_is_a_sentence_about_the_changed_file(tmp_path: Path, name: str) -> None:
    own = next(f for f in findings(tmp_path, MISTAKES[name].changes) if f.rule == MISTAKES[name].rule)
    assert own.path in {PurePosixPath(path) for path in MISTAKES[name].changes}
    assert own.hint.endswith((".", "?", "`"))
    assert len(own.hint.split()) > 2


def test_most_comments_suggest_a_change(tmp_path: Path) -> None:
    suggested = [
        name for number, name in enumerate(MISTAKES) if "\n\nto\n```" in output_of(tmp_path / str(number), name)
    ]
    assert len(suggested) >= 20, sorted(set(MISTAKES) - set(suggested))


def output_of(root: Path, name: str) -> str:
    return all_outputs(root, findings(root, MISTAKES[name].changes))


def test_thirty_mistakes_with_public_threads() -> None:
    assert len(MISTAKES) == 30
    assert all(mistake.thread.count("#") == 1 and "/" in mistake.thread for mistake in MISTAKES.values())
    assert {file.name for file in GOLDEN.iterdir()} == {golden_file(name).name for name in MISTAKES}
