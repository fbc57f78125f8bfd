"""The commands as the workflows call them, with a GitHub that only remembers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hooks.github import __main__ as module
from hooks.github import links
from hooks.github.links import State
from tests.commands.test_new import FORM, ISSUE
from tests.commands.test_new import ROOT as PROJECT
from tests.github.pretend import REPOSITORY, GitHub
from tests.github.repositories import begun, committed
from tests.rules.sample_project import FOLDER, VALID, A, Q, added, changed, write

Guide = Callable[..., Result]
SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"


@pytest.fixture
def github() -> GitHub:
    return GitHub()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: GitHub) -> Path:
    root = write(begun(tmp_path / "guide"), {**VALID, FORM: (PROJECT / FORM).read_text("utf-8")})
    committed(root)
    monkeypatch.chdir(root)
    for name in ("EVENT_PATH", "OUTPUT", "STEP_SUMMARY"):
        monkeypatch.setenv(f"GITHUB_{name}", str(tmp_path / name))
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("SITE_URL", "https://example.org/guide/")
    monkeypatch.setattr(module, "sender", lambda _: github.send)
    return root


def run(*words: str) -> Result:
    result = CliRunner().invoke(module.main, list(words), catch_exceptions=False)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def tell(root: Path, event: dict[str, Any]) -> None:
    (root.parent / "EVENT_PATH").write_text(json.dumps(event), "utf-8")


def pull(commit: str, name: str = "octocat/guide") -> dict[str, Any]:
    return {"number": 1, "head": {"sha": commit, "ref": "patch-1", "repo": {"full_name": name}}}


def test_a_pull_request_is_reviewed(root: Path, github: GitHub) -> None:
    write(root, changed(Q, "level: mid", "lvel: mid"))
    tell(root, {"pull_request": pull(committed(root))})
    github.files = [Q]
    assert run("review").exit_code == 0
    (comment,) = github.comments
    assert "unknown key <code>lvel</code>" in comment["body"]
    assert "](https://example.org/guide/contribute/rules/#s001)" in comment["body"]


def test_new_records_are_attached_and_shown(root: Path) -> None:
    write(root, {f"{FOLDER}/keep.py": SCRIPT, **added("[It](keep.py)")})
    tell(root, {"pull_request": pull(committed(root))})
    result = run("records", "--base", "HEAD^", "records")
    assert result.exit_code == 0
    assert result.output.startswith(f"::warning file={FOLDER}/keep.py,line=1,col=1,title=demo::")
    assert "old" in (root / f"records/{FOLDER}/keep.py.out").read_text("utf-8")
    page = (root.parent / "STEP_SUMMARY").read_text("utf-8")
    assert "actions/workflows/record.yml) with the number 1 commits these files" in page


def test_a_program_that_fails_fails_the_job(root: Path) -> None:
    write(root, {f"{FOLDER}/keep.py": SCRIPT.replace("True", "1 == 2"), **added("[It](keep.py)")})
    tell(root, {})
    committed(root)
    result = run("records", "--base", "HEAD^", "records")
    assert result.exit_code == 1
    assert f"::error file={FOLDER}/keep.py,line=2" in result.output
    assert not (root / "records").exists()


def test_nothing_changed_runs_nothing(root: Path) -> None:
    tell(root, {})
    committed(root)
    assert run("records", "--base", "HEAD^", "records").output == ""
    assert "Every record is fresh" in (root.parent / "STEP_SUMMARY").read_text("utf-8")


def test_records_are_found_and_committed(root: Path, github: GitHub) -> None:
    github.pulls, github.branches["patch-1"] = [pull("a" * 40, REPOSITORY)], "a" * 40
    github.runs, github.artifacts = [77], ["records"]
    assert run("find-records", "1").exit_code == 0
    assert (root.parent / "OUTPUT").read_text("utf-8") == "run=77\n"
    write(root / "records", {f"{FOLDER}/keep.py.out": "Python 3.13.1\n"})
    run("commit-records", "1", "records")
    assert github.comments[0]["body"].startswith("Committed 1 record to this branch.")


def test_a_run_without_records_is_no_run(root: Path, github: GitHub) -> None:
    github.pulls, github.runs = [pull("a" * 40)], [77]
    assert run("find-records", "1").exit_code == 0
    assert not (root.parent / "OUTPUT").exists()
    run("commit-records", "1", "records")
    assert github.comments[0]["body"].startswith("Every record is fresh")


@pytest.mark.usefixtures("root")
def test_a_check_that_has_not_ended_is_waited_for(github: GitHub) -> None:
    github.pulls = [pull("a" * 40)]
    result = run("find-records", "1")
    assert result.exit_code == 1
    assert "wait for it" in result.output


def test_an_issue_is_proposed(root: Path, github: GitHub) -> None:
    tell(root, {"issue": {"number": 4, "body": ISSUE, "user": {"login": "octocat", "id": 1}}})
    run("propose")
    assert len(github.pulls) == 1
    assert github.comments[0]["issue"] == "4"


@pytest.mark.usefixtures("root")
def test_health_is_told(github: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "states", lambda urls: dict.fromkeys(urls, State.GONE))
    assert run("health").output == "opened\n"
    assert A.replace("answer.md", "question").replace(".", "&#46;") in github.issues[0]["body"]
