"""The commands as the workflows run them, with a fake GitHub."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hooks.github import __main__ as module
from hooks.github import link_checker
from hooks.github.client import GitHubError
from hooks.github.link_checker import LinkState
from hooks.github.review_comment import COMMENT_MARKER
from tests.commands.test_new import FORM, ISSUE
from tests.commands.test_new import ROOT as PROJECT
from tests.github.archives import archive
from tests.github.fake_github import REPOSITORY, FakeGitHub
from tests.github.git_repositories import commit_all, git, init_repository
from tests.rules.sample_project import FOLDER, VALID, A, Q, added, changed, write

Guide = Callable[..., Result]
SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"


@pytest.fixture
def github() -> FakeGitHub:
    return FakeGitHub()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: FakeGitHub) -> Path:
    root = write(init_repository(tmp_path / "guide"), {**VALID, FORM: (PROJECT / FORM).read_text("utf-8")})
    git(root, "remote", "add", "origin", str(root))
    commit_all(root)
    monkeypatch.chdir(root)
    for name in ("EVENT_PATH", "OUTPUT", "STEP_SUMMARY"):
        monkeypatch.setenv(f"GITHUB_{name}", str(tmp_path / name))
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("SITE_URL", "https://example.org/guide/")
    monkeypatch.setattr(module, "http_transport", lambda _: github.send)
    return root


def run(*words: str) -> Result:
    result = CliRunner().invoke(module.main, list(words), catch_exceptions=False)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def write_event(root: Path, event: dict[str, Any]) -> None:
    (root.parent / "EVENT_PATH").write_text(json.dumps(event), "utf-8")


def pull(commit: str, name: str = "octocat/guide") -> dict[str, Any]:
    return {"number": 1, "head": {"sha": commit, "ref": "patch-1", "repo": {"full_name": name}}}


def test_review_comments_on_the_pull_request(root: Path, github: FakeGitHub) -> None:
    write(root, changed(Q, "level: mid", "lvel: mid"))
    write_event(root, {"pull_request": pull(commit_all(root))})
    github.files = [Q]
    assert run("review").exit_code == 0
    (comment,) = github.comments
    assert "unknown key `lvel`" in comment["body"]
    assert "](https://example.org/guide/contribute/rules/#s001)" in comment["body"]


def test_records_writes_and_shows_new_records(root: Path) -> None:
    write(root, {f"{FOLDER}/keep.py": SCRIPT, **added("[It](keep.py)")})
    write_event(root, {"pull_request": pull(commit_all(root))})
    result = run("records", "--base", "HEAD^", "records")
    assert result.exit_code == 0
    assert result.output.startswith(f"::warning file={FOLDER}/keep.py,line=1,col=1,title=demo::")
    assert "old" in (root / f"records/{FOLDER}/keep.py.out").read_text("utf-8")
    page = (root.parent / "STEP_SUMMARY").read_text("utf-8")
    assert "actions/workflows/record.yml) with pull request number 1." in page


def test_a_failing_program_fails_the_job(root: Path) -> None:
    write(root, {f"{FOLDER}/keep.py": SCRIPT.replace("True", "1 == 2"), **added("[It](keep.py)")})
    write_event(root, {})
    commit_all(root)
    result = run("records", "--base", "HEAD^", "records")
    assert result.exit_code == 1
    assert f"::error file={FOLDER}/keep.py,line=2" in result.output
    assert [file.name for file in (root / "records").iterdir()] == ["summary.md"]


def test_no_change_runs_nothing(root: Path) -> None:
    write_event(root, {})
    commit_all(root)
    assert run("records", "--base", "HEAD^", "records").output == ""
    assert "All recorded output is up to date" in (root.parent / "STEP_SUMMARY").read_text("utf-8")


@pytest.fixture
def recorded(root: Path, github: FakeGitHub) -> str:
    """The head of a pull request with a program, whose check has uploaded its record."""
    write(root, {f"{FOLDER}/keep.py": SCRIPT, **added("[It](keep.py)")})
    head = commit_all(root)
    github.pulls, github.branches["patch-1"], github.files = [pull(head, REPOSITORY)], head, [A]
    run("records", "--base", "HEAD^", "records")
    files = {file.relative_to(root / "records").as_posix(): file for file in (root / "records").rglob("*.*")}
    github.add_run(head, archive({name: file.read_bytes() for name, file in files.items() if file.is_file()}))
    return head


@pytest.fixture(autouse=True)
def event(tmp_path: Path) -> None:
    (tmp_path / "EVENT_PATH").write_text("{}", "utf-8")


def test_the_records_of_the_check_are_committed(github: FakeGitHub, recorded: str) -> None:
    assert run("record", "1").exit_code == 0
    assert github.comments[0]["body"].startswith("Committed the recorded output (1 file) to this branch.")
    assert list(github.trees["t"]) == [f"{FOLDER}/keep.py.out"]
    assert github.commits[0]["parents"] == [recorded]


def test_a_head_that_moves_while_its_records_are_read_gets_none(github: FakeGitHub, recorded: str) -> None:
    newer = pull("b" * 40, REPOSITORY)
    heads = iter([pull(recorded, REPOSITORY), newer])
    github.get_pull = lambda: next(heads)
    result = run("record", "1")
    assert result.exit_code == 1
    assert "has newer commits: wait for their check" in result.output
    assert github.branches["patch-1"] == recorded
    assert github.comments == []


@pytest.mark.usefixtures("recorded")
def test_an_artifact_with_anything_else_is_refused(github: FakeGitHub) -> None:
    github.artifacts[1] = archive({".github/workflows/x.yml": "on: push"})
    result = run("record", "1")
    assert result.output == (
        "Error: The artifact's .github/workflows/x.yml isn't a record of a program or diagram that the pull request "
        "changes.\n"
    )
    assert github.commits == []


@pytest.mark.usefixtures("recorded")
def test_a_closed_pull_request_gets_no_records(github: FakeGitHub) -> None:
    github.pulls[0]["state"] = "closed"
    assert "The pull request is closed" in run("record", "1").output
    assert github.commits == []


def test_up_to_date_records_are_said_only_of_a_check_that_ran(root: Path, github: FakeGitHub) -> None:
    head = commit_all(root)
    github.pulls = [pull(head)]
    result = run("record", "1")
    assert (result.exit_code, github.comments) == (1, [])
    assert "wait for it" in result.output
    github.add_run(head, archive({"summary.md": "x"}), "octocat/guide")
    assert run("record", "1").exit_code == 0
    assert github.comments[0]["body"].startswith("All recorded output is up to date")


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("refused", ["GET /pulls/1", "GET /actions.*", "POST /git/.*", "PATCH .*", "POST /issues.*"])
def test_what_github_refuses_is_one_line(github: FakeGitHub, refused: str) -> None:
    github.refused = {refused: GitHubError(403, '{"message": "no\\n::error::x ##[add-mask]y"}')}
    result = run("record", "1")
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert line.startswith("Error: ")
    assert "GitHub returned 403: no" in line
    assert "##[" not in line


def test_a_review_that_fails_comments_all_the_same(
    root: Path, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_event(root, {"pull_request": pull(commit_all(root))})

    def fail(*_: object) -> str:
        raise RecursionError("too @deep")

    monkeypatch.setattr(module, "review", fail)
    result = run("review")
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: This is a bug: RecursionError in test_main\.py, line \d+: too @deep\n", result.output)
    (comment,) = github.comments
    assert comment["body"].startswith(f"{COMMENT_MARKER}\nThis change couldn't be checked automatically")
    assert "too `@deep`" in comment["body"]


def test_a_commit_that_cannot_be_fetched_has_a_comment(root: Path, github: FakeGitHub) -> None:
    write_event(root, {"pull_request": pull("1" * 40)})
    assert "git fetch failed" in run("review").output
    assert "git fetch failed" in github.comments[0]["body"]


def test_propose_opens_a_pull_request(root: Path, github: FakeGitHub) -> None:
    write_event(root, {"issue": {"number": 4, "body": ISSUE, "user": {"login": "octocat", "id": 1}}})
    run("propose")
    assert len(github.pulls) == 1
    assert github.comments[0]["issue"] == "4"


@pytest.mark.usefixtures("root")
def test_health_opens_the_issue(github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_checker, "check_links", lambda urls: dict.fromkeys(urls, LinkState.GONE))
    assert run("health").output == "opened\n"
    assert Q in github.issues[0]["body"]
