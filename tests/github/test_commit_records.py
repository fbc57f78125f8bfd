from __future__ import annotations

import base64
import re
from pathlib import Path, PurePosixPath

import pytest

from hooks.github.commit_records import _RERUN, RecordsRefused, commit_records
from hooks.github.event import PullRequest
from tests.github.fake_github import FORBIDDEN, REPOSITORY, FakeGitHub
from tests.github.git_repositories import commit_all, git, init_repository
from tests.rules.sample_project import write

OUT = "data/questions/caching/stale-read/keep.sql.out"
RECORDS = {PurePosixPath(OUT): "PostgreSQL 18.6\n"}
OTHERS = {PurePosixPath(OUT): "PostgreSQL 18.7\n"}
HEAD, NEWER = "a" * 40, "b" * 40
OWN = PullRequest(1, HEAD, REPOSITORY, "patch-1")
FORK = PullRequest(7, "f" * 40, "octocat/guide", "patch-1")


def test_records_are_committed_to_a_branch_in_the_repository() -> None:
    github = FakeGitHub(branches={"main": "m" * 40, "patch-1": HEAD})
    comment = commit_records(github.client, OWN, REPOSITORY, RECORDS)
    assert comment == f"Committed the recorded output (1 file) to this branch. {_RERUN}"
    assert github.branches == {"main": "m" * 40, "patch-1": "1" * 40}
    assert github.commits[0]["parents"] == [HEAD]


def test_newer_commits_are_never_lost() -> None:
    github = FakeGitHub(branches={"main": "m" * 40, "patch-1": NEWER})
    with pytest.raises(RecordsRefused, match=r"The records weren't committed\. GitHub returned 422: Update is not"):
        commit_records(github.client, OWN, REPOSITORY, RECORDS)
    assert github.branches["patch-1"] == NEWER


@pytest.mark.parametrize("branch", ["main", None])
def test_main_gets_no_records(branch: str | None) -> None:
    github = FakeGitHub(branches={"main": HEAD})
    with pytest.raises(RecordsRefused, match="a branch with this name"):
        commit_records(github.client, PullRequest(1, HEAD, REPOSITORY, branch), REPOSITORY, RECORDS)
    assert github.branches == {"main": HEAD}


def test_our_branch_for_a_fork_holds_only_records() -> None:
    github = FakeGitHub()
    comment = commit_records(github.client, FORK, REPOSITORY, RECORDS)
    (branch,) = github.branches.keys() - {"main"}
    assert re.fullmatch(r"recorded/pull-7-[0-9a-f]{12}", branch)
    assert github.commits[0]["parents"] == ["m" * 40]
    assert {path: base64.b64decode(blob).decode() for path, blob in github.trees["t"].items()} == {
        OUT: "PostgreSQL 18.6\n"
    }
    assert "f" * 40 not in str([github.commits, github.trees, github.branches])
    assert github.pulls == []
    assert f"](https://github.com/octocat/guide/compare/patch-1...example:guide:{branch}?expand=1)" in comment


def test_a_second_record_gets_a_branch_of_its_own() -> None:
    github = FakeGitHub()
    first = commit_records(github.client, FORK, REPOSITORY, RECORDS)
    assert commit_records(github.client, FORK, REPOSITORY, RECORDS) == first
    assert len(github.commits) == 1
    kept = dict(github.branches)
    for pull, records in (
        (PullRequest(7, NEWER, "octocat/guide", "patch-1"), RECORDS),
        (FORK, OTHERS),
    ):
        assert commit_records(github.client, pull, REPOSITORY, records) != first
    assert len(github.branches) == 4
    assert kept.items() <= github.branches.items()


@pytest.mark.parametrize("pull", [PullRequest(7, HEAD, None, "patch-1"), PullRequest(7, HEAD, "octocat/guide", None)])
def test_a_fork_that_is_gone_gets_no_link(pull: PullRequest) -> None:
    comment = commit_records(FakeGitHub().client, pull, REPOSITORY, RECORDS)
    assert "](" not in comment
    assert "git fetch https://github.com/example/guide.git recorded/pull-7-" in comment


def test_no_records_no_commit() -> None:
    github = FakeGitHub()
    assert commit_records(github.client, OWN, REPOSITORY, {}).startswith("All recorded output is up to date")
    assert github.log == []


@pytest.mark.parametrize("pull", [OWN, FORK])
@pytest.mark.parametrize("refused", ["POST /git/refs", "PATCH .*", "POST /git/commits", "POST /git/trees", "GET .*"])
def test_a_refusal_is_one_sentence(pull: PullRequest, refused: str) -> None:
    github = FakeGitHub(branches={"main": "m" * 40, "patch-1": HEAD}, refused={refused: FORBIDDEN})
    if (refused, pull) in {("POST /git/refs", OWN), ("PATCH .*", FORK)}:
        return
    with pytest.raises(RecordsRefused) as caught:
        commit_records(github.client, pull, REPOSITORY, RECORDS)
    assert str(caught.value) == (
        "The records weren't committed. GitHub returned 403: Resource not accessible by integration."
    )
    assert github.branches == {"main": "m" * 40, "patch-1": HEAD}


def test_a_missing_main_branch_is_reported() -> None:
    with pytest.raises(RecordsRefused, match="there's no branch 'main'"):
        commit_records(FakeGitHub(branches={}).client, FORK, REPOSITORY, RECORDS)


def test_the_commands_in_the_comment_bring_the_records_to_the_branch(tmp_path: Path) -> None:
    ours = init_repository(tmp_path / "ours")
    write(ours, {"Makefile": "x", OUT: "old\n", "data/other.out": "old\n"})
    commit_all(ours)
    fork = tmp_path / "fork"
    git(tmp_path, "clone", "-q", str(ours), str(fork))
    write(fork, {OUT: "edited by hand\n", "data/mine.md": "mine\n"})
    commit_all(fork)
    comment = commit_records(FakeGitHub().client, FORK, REPOSITORY, RECORDS)
    branch = re.findall(r"`(recorded/[^`]+)`", comment)[0]
    git(ours, "checkout", "-q", "-b", branch)
    write(ours, {"Makefile": "newer", "data/other.out": "newer\n"})
    commit_all(ours)
    write(ours, {OUT: "new\n"})
    commit_all(ours)
    commands = re.findall(r"```sh\n(.*?)\ngit commit", comment, re.DOTALL)[0].splitlines()
    assert commands[0] == f"git fetch https://github.com/example/guide.git {branch}"
    git(fork, "fetch", "-q", str(ours), branch)
    changed = git(fork, "diff", "--name-only", "FETCH_HEAD^", "FETCH_HEAD").split()
    assert commands[1:] == ["git checkout FETCH_HEAD -- $(git diff --name-only FETCH_HEAD^ FETCH_HEAD)"]
    git(fork, "checkout", "FETCH_HEAD", "--", *changed)
    assert git(fork, "diff", "--cached", "--name-only").split() == [OUT]
    assert (fork / OUT).read_text("utf-8") == "new\n"
