"""The review comment on a pull request, compared with golden files."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from hooks.findings.finding import Finding
from hooks.github.review_comment import COMMENT_MARKER, not_reviewed, review_comment
from hooks.model.repository import Repository
from tests.github.goldens import assert_golden
from tests.rules.sample_project import FOLDER, PROGRAM, RECORD, VALID, A, Q, added, changed, findings

BRANCH = Repository("https://github.com/octocat/guide", "patch-1")
RULES = "https://example.org/contribute/rules/"
CASES = {
    "review-one": changed(Q, "level: mid", "lvel: mid"),
    "review-many": {
        Q: VALID[Q].replace("see: hot-key", "see: hot-keys").replace("level: mid", "lvel: mid"),
        **added("See [this](www.example.com).\n\n```\nx\n```\n\nIt is <b>old</b>."),
    },
    "review-suggestion": added("```\nx\n```"),
    "review-invalid-yaml": {Q: VALID[Q].replace("prompt: Why", "prompt: Redis: why")},
    "review-program": {
        f"{FOLDER}/expiry.sql": PROGRAM,
        **added("[It](expiry.sql)"),
    },
    "review-stale-record": {
        f"{FOLDER}/expiry.sql": PROGRAM,
        f"{FOLDER}/expiry.sql.out": RECORD.replace("it stays", "it leaves"),
        **added("[It](expiry.sql)"),
    },
    "review-diagram": added("```mermaid\nflowchart LR\n  accTitle: T\n  accDescr: D\n  A --> B\n```"),
    "review-missing-keys": {
        "data/questions/caching/hot-key/answer.md": VALID[A],
    },
    "review-no-problems": {},
}


def comment_on(tmp_path: Path, changes: dict[str, str], branch: Repository = BRANCH, rules: str = RULES) -> str:
    found = findings(tmp_path, changes)
    texts = {path: (tmp_path / path).read_text("utf-8") for path in {finding.path for finding in found}}
    return review_comment(found, texts, branch, rules)


@pytest.mark.parametrize("name", CASES)
def test_the_comment_matches_the_golden(tmp_path: Path, name: str, pytestconfig: pytest.Config) -> None:
    assert_golden(f"{name}.md", comment_on(tmp_path, CASES[name]), pytestconfig)


def test_a_suggestion_is_the_whole_line(tmp_path: Path) -> None:
    text = comment_on(tmp_path, CASES["review-one"])
    assert "Change\n```yaml\nlvel: mid\n```\n\nto\n```yaml\nlevel: mid\n```\n" in text


def test_a_guess_is_marked_as_one(tmp_path: Path) -> None:
    text = comment_on(tmp_path, changed(Q, "see: hot-key", "see: hot-keys"))
    assert (
        "If that's what you meant, change\n```yaml\n    see: hot-keys\n```\n\nto\n```yaml\n    see: hot-key\n```\n"
        in text
    )


@pytest.mark.parametrize("words", ["no\u00a0break ", "word " * 1_000])
def test_a_line_that_cannot_be_shown_exactly_is_not_suggested(tmp_path: Path, words: str) -> None:
    text = comment_on(tmp_path, added(f"{words}[x](www.example.com)"))
    assert "R004" in text
    assert "The line is\n```markdown\n" in text
    assert "Change\n" not in text


def test_links_open_the_line_on_the_authors_branch(tmp_path: Path) -> None:
    assert f"[Edit](https://github.com/octocat/guide/edit/patch-1/{Q}#L4)" in comment_on(tmp_path, CASES["review-one"])


def test_a_deleted_fork_gets_no_links(tmp_path: Path) -> None:
    text = comment_on(tmp_path, CASES["review-one"], Repository(), "")
    assert "](" not in text
    assert "**Line 4**, S001: unknown key" in text


def test_files_with_errors_come_first_and_findings_are_grouped_by_line(tmp_path: Path) -> None:
    found = findings(tmp_path, {**changed(Q, "related: [hot-key]", "related: [Hot Key]"), **added("```\nx\n```")})
    text = review_comment(found, {PurePosixPath(Q): (tmp_path / Q).read_text("utf-8")}, BRANCH)
    assert text.index("question.yml") < text.index("answer.md")
    assert text.count("hange\n```") == 1
    assert text.count("**Line 21**") == 2
    assert "to\n```yaml\nrelated: [hot-key]\n```" in text
    assert "**2 problems to fix before this can be merged, and 1 suggestion.**" in text


@pytest.mark.parametrize("sign", ["x", "@ ", "`", "` ", "\U0001f600", "<&>"])
@pytest.mark.parametrize("lines", [1, 200])
def test_the_longest_comment_fits_githubs_limit(sign: str, lines: int) -> None:
    paths = [PurePosixPath(f"data/{sign * 200}-{number}.yml") for number in range(3)]
    found = [
        Finding(path, line, 1, f"S{rule:03}", f"{number} {sign * 5_000}", sign * 5_000)
        for path in paths
        for line in range(1, lines + 1)
        for rule in range(3)
        for number in range(200 // lines + 1)
    ]
    branch = Repository(f"https://github.com/octocat/{'r' * 100}", "\U0001f600" * 60)
    text = review_comment(found, dict.fromkeys(paths, f"{sign * 5_000}\n" * 200), branch, RULES)
    assert text.startswith(COMMENT_MARKER)
    assert len(text) < 65_536
    assert re.search(r"\n\d+ more will show up once these are fixed\.\n$", text)


def test_the_rest_is_counted() -> None:
    paths = [PurePosixPath(f"data/{'x' * 190}-{number}.yml") for number in range(200)]
    found = [Finding(path, 1, 1, "S001", "m" * 400, "h" * 400) for path in paths]
    text = review_comment(found, dict.fromkeys(paths, "y" * 250000), BRANCH, RULES)
    assert 40_000 < len(text) < 65_536
    shown = text.count("[S001]")
    assert text.endswith(f"\n{200 - shown} more will show up once these are fixed.\n")


def test_a_single_long_finding_is_shown() -> None:
    found = [Finding(PurePosixPath("data/x.yml"), 1, 1, "S001", "m" * 60_000, "h")]
    assert "S001" in review_comment(found, {}, BRANCH)


def test_a_long_path_has_no_link() -> None:
    path = PurePosixPath(f"data/{'x' * 250}")
    text = review_comment([Finding(path, 1, 1, "F006", "m", "h")], {path: "x"}, BRANCH)
    assert "](" not in text
    assert "x" * 250 not in text


def test_a_change_that_was_not_checked_has_a_comment() -> None:
    text = not_reviewed("`x` failed at @octocat")
    assert text.startswith(COMMENT_MARKER)
    assert text.endswith("The reason: `x` failed at `@octocat`\n")
