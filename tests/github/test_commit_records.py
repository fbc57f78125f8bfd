from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.github.commit_records import _RERUN, InvalidRecord, commit_records, read_records
from hooks.github.event import PullRequest
from hooks.load.files import max_bytes
from tests.github.fake_github import REPOSITORY, FakeGitHub

FOLDER = "data/questions/caching/stale-read"
OUT, SVG = f"{FOLDER}/x.sql.out", f"{FOLDER}/diagram-1.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
RECORDS = {PurePosixPath(OUT): "PostgreSQL 18.6\n"}
OWN = PullRequest(1, "a" * 40, REPOSITORY, "patch-1")
FORK = PullRequest(7, "f" * 40, "octocat/guide", "patch-1")


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def test_read_records_accepts_records_and_diagrams(tmp_path: Path) -> None:
    write_files(tmp_path, {OUT: "PostgreSQL 18.6\n", SVG: DRAWING})
    assert read_records(tmp_path) == {PurePosixPath(OUT): "PostgreSQL 18.6\n", PurePosixPath(SVG): DRAWING}


def test_a_missing_artifact_means_no_records(tmp_path: Path) -> None:
    assert read_records(tmp_path / "nothing") == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{FOLDER}/x.sql", "SELECT 1;"),
        (f"{FOLDER}/answer.md", "x"),
        (f"{FOLDER}/question.yml", "x"),
        (".github/workflows/x.yml", "on: push"),
        ("hooks/x.py", "x"),
        ("x.sql.out", "x"),
        ("data/questions/x.sql.out", "x"),
        ("data/questions/Caching/stale-read/x.sql.out", "x"),
        ("data/questions/caching/{{ 7 }}/x.sql.out", "x"),
        (OUT, b"\xff"),
        (OUT, "x" * (max_bytes(PurePosixPath(OUT)) + 1)),
        (SVG, "<svg><script/></svg>"),
        (SVG, "no drawing"),
    ],
)
def test_one_invalid_file_rejects_all(tmp_path: Path, name: str, text: str | bytes) -> None:
    write_files(tmp_path, {f"{FOLDER}/good.sql.out": "x"})
    write_files(tmp_path, {name: text})
    with pytest.raises(InvalidRecord):
        read_records(tmp_path)


def test_symlinks_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", "utf-8")
    (tmp_path / "records" / FOLDER).mkdir(parents=True)
    (tmp_path / "records" / OUT).symlink_to(tmp_path / "secret")
    with pytest.raises(InvalidRecord):
        read_records(tmp_path / "records")
    (tmp_path / "records" / OUT).unlink()
    (tmp_path / "records" / FOLDER / "folder").symlink_to(tmp_path)
    with pytest.raises(InvalidRecord):
        read_records(tmp_path / "records")


def test_too_many_files_are_rejected(tmp_path: Path) -> None:
    write_files(tmp_path, {f"{FOLDER}/x{number}.sql.out": "x" for number in range(101)})
    with pytest.raises(InvalidRecord, match="101 files"):
        read_records(tmp_path)


def test_records_are_committed_to_a_branch_in_the_repository() -> None:
    github = FakeGitHub(branches={"main": "m" * 40, "patch-1": "a" * 40})
    comment = commit_records(github.client, OWN, REPOSITORY, RECORDS)
    assert comment == f"Committed the recorded output (1 file) to this branch. {_RERUN}"
    assert github.branches["patch-1"] == "1" * 40
    assert github.branches["main"] == "m" * 40


def test_a_fork_gets_a_pull_request_from_a_branch_here() -> None:
    github = FakeGitHub()
    comment = commit_records(github.client, FORK, REPOSITORY, RECORDS)
    assert comment.startswith("This branch is in a fork, so I opened #1 with its commits and the recorded output.")
    assert comment.endswith(_RERUN)
    assert github.commits[0]["parents"] == ["f" * 40]
    assert github.pulls[0]["head"] == "recorded/pull-7"
    assert github.pulls[0]["base"] == "main"
    again = commit_records(github.client, FORK, REPOSITORY, {**RECORDS, PurePosixPath(SVG): DRAWING})
    assert again == f"Committed the recorded output (2 files) to `recorded/pull-7`. {_RERUN}"
    assert len(github.pulls) == 1


def test_no_records_no_commit() -> None:
    github = FakeGitHub()
    assert commit_records(github.client, OWN, REPOSITORY, {}).startswith("All recorded output is up to date")
    assert github.log == []


def test_without_permission_to_open_a_pull_request_the_comment_says_how() -> None:
    github = FakeGitHub(pull_requests_allowed=False)
    comment = commit_records(github.client, FORK, REPOSITORY, RECORDS)
    assert comment.startswith("This branch is in a fork, so `recorded/pull-7` has its commits and recorded output.")
    assert "Allow GitHub Actions to create" in comment
    assert len(github.commits) == 1
