"""The comment on a pull request, whole."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.findings.finding import Finding
from hooks.github.comment import MARK, comment
from hooks.model.repository import Repository
from tests.github.goldens import holds
from tests.rules.making import FOLDER, SOUND, A, Q, added, changed, findings

BRANCH = Repository("https://github.com/octocat/guide", "patch-1")
RULES = "https://example.org/contribute/rules/"
CASES = {
    "review-one": changed(Q, "level: mid", "lvel: mid"),
    "review-many": {
        Q: SOUND[Q].replace("see: hot-key", "see: hot-keys").replace("level: mid", "lvel: mid"),
        **added("See [this](www.example.com).\n\n```\nx\n```\n\nIt is <b>old</b>."),
    },
    "review-advice": added("```\nx\n```"),
    "review-unreadable": {Q: SOUND[Q].replace("prompt: Why", "prompt: Redis: why")},
    "review-program": {
        f"{A.rsplit('/', 1)[0]}/expiry.sql": "-- claim: it is old\nSELECT true;",
        **added("[It](expiry.sql)"),
    },
    "review-stale-record": {
        f"{FOLDER}/expiry.sql": "-- claim: it is new\nSELECT true;",
        f"{FOLDER}/expiry.sql.out": "PostgreSQL 18\n\nclaim holds: it is old\n",
        **added("[It](expiry.sql)"),
    },
    "review-diagram": added("```mermaid\nflowchart LR\n  accTitle: T\n  accDescr: D\n  A --> B\n```"),
    "review-layers": {
        "data/questions/caching/hot-key/answer.md": SOUND[A],
    },
    "review-sound": {},
}


def written(tmp_path: Path, changes: dict[str, str], branch: Repository = BRANCH, rules: str = RULES) -> str:
    found = findings(tmp_path, changes)
    texts = {path: (tmp_path / path).read_text("utf-8") for path in {finding.path for finding in found}}
    return comment(found, texts, branch, rules)


@pytest.mark.parametrize("name", CASES)
def test_the_comment_is_as_it_was(tmp_path: Path, name: str, pytestconfig: pytest.Config) -> None:
    holds(f"{name}.md", written(tmp_path, CASES[name]), pytestconfig)


def test_the_line_to_put_is_the_whole_line(tmp_path: Path) -> None:
    text = written(tmp_path, CASES["review-one"])
    assert "It says\n```yaml\nlvel: mid\n```\n\nPut\n```yaml\nlevel: mid\n```\n" in text


def test_a_guess_is_called_one(tmp_path: Path) -> None:
    text = written(tmp_path, changed(Q, "see: hot-key", "see: hot-keys"))
    assert "If that is what you mean, put\n```yaml\n    see: hot-key\n```\n" in text


@pytest.mark.parametrize("words", ["no\u00a0break ", "word " * 1_000])
def test_no_line_is_told_to_be_put_that_cannot_be_shown_as_it_is(tmp_path: Path, words: str) -> None:
    text = written(tmp_path, added(f"{words}[x](www.example.com)"))
    assert "R004" in text
    assert "It says\n```markdown\n" in text
    assert "Put\n" not in text


def test_links_lead_to_the_line_in_the_branch_of_who_edits(tmp_path: Path) -> None:
    assert f"[edit this file](https://github.com/octocat/guide/edit/patch-1/{Q}#L4)" in written(
        tmp_path, CASES["review-one"]
    )


def test_of_a_fork_that_is_gone_nothing_is_linked(tmp_path: Path) -> None:
    text = written(tmp_path, CASES["review-one"], Repository(), "")
    assert "](" not in text
    assert "**Line 4**, S001: unknown key" in text


def test_files_with_errors_come_first_and_findings_of_a_line_are_told_together(tmp_path: Path) -> None:
    found = findings(tmp_path, {**changed(Q, "related: [hot-key]", "related: [Hot Key]"), **added("```\nx\n```")})
    text = comment(found, {PurePosixPath(Q): (tmp_path / Q).read_text("utf-8")}, BRANCH)
    assert text.index("question&#46;yml") < text.index("answer&#46;md")
    assert text.count("It says") == 1
    assert text.count("**Line 21**") == 2
    assert "put\n```yaml\nrelated: [hot-key]\n```" in text
    assert "**2 things to mend and 1 piece of advice before this can be merged.**" in text


def test_the_longest_comment_is_one_that_github_takes() -> None:
    paths = [PurePosixPath(f"data/{'x' * 200}-{number}.yml") for number in range(200)]
    found = [Finding(path, 1, 1, "S001", "`" + "m" * 500 + "`", "h" * 500) for path in paths]
    text = comment(found, dict.fromkeys(paths, "y" * 250000), BRANCH, RULES)
    assert 40_000 < len(text) < 65_536
    assert text.startswith(MARK)
    told = text.count("S001")
    assert text.endswith(f"And {200 - told} more, which are told when these are mended.\n")


def test_a_finding_that_is_long_alone_is_told() -> None:
    found = [Finding(PurePosixPath("data/x.yml"), 1, 1, "S001", "m" * 60_000, "h")]
    assert "S001" in comment(found, {}, BRANCH)
