"""The commands as the workflows run them, with a fake GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hooks.github import __main__ as module
from hooks.github import link_checker
from hooks.github.link_checker import LinkState
from tests.commands.test_new import FORM, ISSUE
from tests.commands.test_new import ROOT as PROJECT
from tests.github.fake_github import REPOSITORY, FakeGitHub
from tests.github.git_repositories import commit_all, init_repository
from tests.rules.sample_project import FOLDER, VALID, A, Q, added, changed, write

Guide = Callable[..., Result]
SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"


@pytest.fixture
def github() -> FakeGitHub:
    return FakeGitHub()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: FakeGitHub) -> Path:
    root = write(init_repository(tmp_path / "guide"), {**VALID, FORM: (PROJECT / FORM).read_text("utf-8")})
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
    assert "unknown key <code>lvel</code>" in comment["body"]
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
    assert not (root / "records").exists()


def test_no_change_runs_nothing(root: Path) -> None:
    write_event(root, {})
    commit_all(root)
    assert run("records", "--base", "HEAD^", "records").output == ""
    assert "All recorded output is up to date" in (root.parent / "STEP_SUMMARY").read_text("utf-8")


def test_records_are_found_and_committed(root: Path, github: FakeGitHub) -> None:
    github.pulls, github.branches["patch-1"] = [pull("a" * 40, REPOSITORY)], "a" * 40
    github.runs, github.artifacts = [77], ["records"]
    assert run("find-records", "1").exit_code == 0
    assert (root.parent / "OUTPUT").read_text("utf-8") == "run=77\n"
    write(root / "records", {f"{FOLDER}/keep.py.out": "Python 3.13.1\n"})
    run("commit-records", "1", "records")
    assert github.comments[0]["body"].startswith("Committed the recorded output (1 file) to this branch.")


def test_a_run_without_records_is_skipped(root: Path, github: FakeGitHub) -> None:
    github.pulls, github.runs = [pull("a" * 40)], [77]
    assert run("find-records", "1").exit_code == 0
    assert not (root.parent / "OUTPUT").exists()
    run("commit-records", "1", "records")
    assert github.comments[0]["body"].startswith("All recorded output is up to date")


@pytest.mark.usefixtures("root")
def test_an_unfinished_check_is_an_error(github: FakeGitHub) -> None:
    github.pulls = [pull("a" * 40)]
    result = run("find-records", "1")
    assert result.exit_code == 1
    assert "wait for it" in result.output


def test_propose_opens_a_pull_request(root: Path, github: FakeGitHub) -> None:
    write_event(root, {"issue": {"number": 4, "body": ISSUE, "user": {"login": "octocat", "id": 1}}})
    run("propose")
    assert len(github.pulls) == 1
    assert github.comments[0]["issue"] == "4"


@pytest.mark.usefixtures("root")
def test_health_opens_the_issue(github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_checker, "check_links", lambda urls: dict.fromkeys(urls, LinkState.GONE))
    assert run("health").output == "opened\n"
    assert A.replace("answer.md", "question").replace(".", "&#46;") in github.issues[0]["body"]
