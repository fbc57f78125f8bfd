from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.github.commit import _AGAIN, NotARecord, commit_records, read_records
from hooks.github.event import Pull
from hooks.load.files import max_bytes
from tests.github.pretend import REPOSITORY, GitHub

FOLDER = "data/questions/caching/stale-read"
OUT, SVG = f"{FOLDER}/x.sql.out", f"{FOLDER}/diagram-1.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
RECORDS = {PurePosixPath(OUT): "PostgreSQL 18.6\n"}
OWN = Pull(1, "a" * 40, REPOSITORY, "patch-1")
FORK = Pull(7, "f" * 40, "octocat/guide", "patch-1")


def put(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def test_records_and_drawings_are_taken(tmp_path: Path) -> None:
    put(tmp_path, {OUT: "PostgreSQL 18.6\n", SVG: DRAWING})
    assert read_records(tmp_path) == {PurePosixPath(OUT): "PostgreSQL 18.6\n", PurePosixPath(SVG): DRAWING}


def test_no_artifact_is_no_records(tmp_path: Path) -> None:
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
def test_one_file_that_is_no_record_and_none_is_taken(tmp_path: Path, name: str, text: str | bytes) -> None:
    put(tmp_path, {f"{FOLDER}/good.sql.out": "x"})
    put(tmp_path, {name: text})
    with pytest.raises(NotARecord):
        read_records(tmp_path)


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", "utf-8")
    (tmp_path / "records" / FOLDER).mkdir(parents=True)
    (tmp_path / "records" / OUT).symlink_to(tmp_path / "secret")
    with pytest.raises(NotARecord):
        read_records(tmp_path / "records")
    (tmp_path / "records" / OUT).unlink()
    (tmp_path / "records" / FOLDER / "folder").symlink_to(tmp_path)
    with pytest.raises(NotARecord):
        read_records(tmp_path / "records")


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    put(tmp_path, {f"{FOLDER}/x{number}.sql.out": "x" for number in range(101)})
    with pytest.raises(NotARecord, match="101 files"):
        read_records(tmp_path)


def test_a_branch_of_ours_gets_a_commit() -> None:
    github = GitHub(branches={"main": "m" * 40, "patch-1": "a" * 40})
    said = commit_records(github.api, OWN, REPOSITORY, RECORDS)
    assert said == f"Committed 1 record to this branch. {_AGAIN}"
    assert github.branches["patch-1"] == "1" * 40
    assert github.branches["main"] == "m" * 40


def test_a_branch_of_a_fork_goes_on_in_one_of_ours() -> None:
    github = GitHub()
    said = commit_records(github.api, FORK, REPOSITORY, RECORDS)
    assert said.startswith("This branch is in a fork, so #1 has its commits and the records; merging that merges this.")
    assert said.endswith(_AGAIN)
    assert github.commits[0]["parents"] == ["f" * 40]
    assert github.pulls[0]["head"] == "recorded/pull-7"
    assert github.pulls[0]["base"] == "main"
    again = commit_records(github.api, FORK, REPOSITORY, {**RECORDS, PurePosixPath(SVG): DRAWING})
    assert again == f"Committed 2 records to `recorded/pull-7`. {_AGAIN}"
    assert len(github.pulls) == 1


def test_nothing_to_commit_commits_nothing() -> None:
    github = GitHub()
    assert commit_records(github.api, OWN, REPOSITORY, {}).startswith("Every record is fresh")
    assert github.log == []


def test_where_workflows_may_not_open_pull_requests_it_says_who_can() -> None:
    github = GitHub(may_propose=False)
    said = commit_records(github.api, FORK, REPOSITORY, RECORDS)
    assert said.startswith("This branch is in a fork, so `recorded/pull-7` has its commits and the records.")
    assert "Allow GitHub Actions to create" in said
    assert len(github.commits) == 1
