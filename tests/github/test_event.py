from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hooks.github.event import Issue, load_event, parse_issue, parse_pull_request

HEAD = {"sha": "a" * 40, "ref": "patch-1", "repo": {"full_name": "octocat/guide"}}
PULL = {"number": 7, "head": HEAD}
ISSUE = {"number": 3, "body": "### Topic", "user": {"login": "octocat", "id": 583231}}


def test_parse_pull_request_takes_an_event_or_an_api_response(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(json.dumps({"pull_request": PULL}), "utf-8")
    pull = parse_pull_request(load_event(tmp_path / "event.json"))
    assert pull == parse_pull_request(PULL)
    assert (pull.number, pull.head, pull.head_branch) == (7, "a" * 40, "patch-1")
    assert pull.branch.edit == "https://github.com/octocat/guide/edit/patch-1/"


def test_unusual_branch_names_are_quoted_in_urls() -> None:
    pull = parse_pull_request({**PULL, "head": {**HEAD, "ref": 'fix/"a")](http'.replace("(", "")}})
    assert pull.branch.edit == "https://github.com/octocat/guide/edit/fix/%22a%22%29%5Dhttp/"


def test_a_deleted_fork_has_no_edit_url() -> None:
    pull = parse_pull_request({**PULL, "head": {**HEAD, "repo": None}})
    assert pull.head_repository is None
    assert pull.branch.edit == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"sha": "HEAD"},
        {"sha": "--upload-pack=touch hacked"},
        {"sha": None},
        {"ref": "--force"},
        {"ref": "a b"},
        {"ref": "a:b"},
        {"ref": ""},
        {"repo": {"full_name": "a/b/c"}},
        {"repo": {"full_name": "evil.example/x/"}},
    ],
)
def test_malformed_fields_are_rejected(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="doesn't match"):
        parse_pull_request({**PULL, "head": {**HEAD, **changes}})


def test_parse_issue_reads_body_and_author() -> None:
    assert parse_issue({"issue": ISSUE}) == Issue(3, "### Topic", "octocat", 583231)
    assert parse_issue({"issue": {**ISSUE, "body": None}}).body == ""


@pytest.mark.parametrize("login", ["a b", "x>y", "", "a" * 50, "-a"])
def test_malformed_logins_are_rejected(login: str) -> None:
    with pytest.raises(ValueError, match="doesn't match"):
        parse_issue({"issue": {**ISSUE, "user": {"login": login, "id": 1}}})
