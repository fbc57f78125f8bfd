from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.github.client import MAX_FILES
from hooks.github.event import PullRequest
from hooks.github.review import review
from tests.github.git_repositories import commit_all, git, init_repository
from tests.rules.sample_project import OTHER, VALID, A, Q, added, changed, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(init_repository(tmp_path / "repository"), VALID)
    commit_all(tmp_path / "repository")
    return tmp_path / "repository"


def reviewed(repository: Path, changes: dict[str, str | bytes], changed_paths: tuple[str, ...]) -> str:
    git(repository, "checkout", "-q", "-b", "patch-1", "main")
    write(repository, changes)
    head = commit_all(repository)
    git(repository, "checkout", "-q", "main")
    git(repository, "branch", "-q", "-m", "patch-1", f"patch-{head}")
    pull = PullRequest(7, head, "octocat/guide", "patch-1")
    return review(repository, pull, [PurePosixPath(name) for name in changed_paths])


def test_a_valid_change_has_no_problems(repository: Path) -> None:
    assert "No problems found" in reviewed(repository, {A: VALID[A] + "\nMore.\n"}, (A,))


def test_findings_link_to_their_line_and_suggest_a_fix(repository: Path) -> None:
    text = reviewed(repository, dict(changed(Q, "level: mid", "lvel: mid")), (Q,))
    assert f"https://github.com/octocat/guide/edit/patch-1/{Q}#L4" in text
    assert "to\n```yaml\nlevel: mid\n```" in text


def test_warnings_in_other_files_are_left_out_but_errors_are_not(repository: Path) -> None:
    text = reviewed(
        repository, {**added("```\nx\n```"), "data/plans/one-day.yml": "a: b: c"}, ("data/plans/one-day.yml",)
    )
    assert "A010" not in text
    assert "Y001" in text
    assert "A010" in reviewed(repository, dict(added("```\nx\n```")), (A,))


def test_an_undecodable_file_is_reported(repository: Path) -> None:
    text = reviewed(repository, {"data/topics/latin.yml": b"title: caf\xe9\n"}, ("data/topics/latin.yml",))
    assert "F001" in text
    assert "caf\ufffd" in text


def test_the_change_is_never_checked_out(repository: Path) -> None:
    reviewed(repository, {"hooks/evil.py": "raise SystemExit", Q: VALID[Q]}, (Q,))
    assert (repository / Q).read_text("utf-8") == VALID[Q]


def test_an_outdated_branch_is_not_blamed_for_what_main_fixed(repository: Path) -> None:
    write(repository, changed(OTHER, "kind: concept", "kind: Concept"))
    commit_all(repository)
    assert "S003" in reviewed(repository, {A: VALID[A] + "\nMore.\n"}, (A,))
    git(repository, "checkout", "-q", "-b", "behind")
    write(repository, {A: VALID[A] + "\nMore.\n"})
    head = commit_all(repository)
    git(repository, "checkout", "-q", "main")
    write(repository, dict(VALID))
    commit_all(repository)
    pull = PullRequest(7, head, "octocat/guide", "behind")
    assert "No problems found" in review(repository, pull, [PurePosixPath(A)])
    too_many = [PurePosixPath(f"docs/{number}.md") for number in range(MAX_FILES)]
    assert "S003" in review(repository, pull, too_many)


def test_a_deleted_file_is_gone(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "without")
    (repository / OTHER).unlink()
    head = commit_all(repository)
    git(repository, "checkout", "-q", "main")
    text = review(repository, PullRequest(7, head, "octocat/guide", "without"), [PurePosixPath(OTHER)])
    assert "there is no question <code>hot-key</code>" in text
