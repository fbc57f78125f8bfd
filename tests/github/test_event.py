from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hooks.github.event import Issue, load_event, parse_issue, parse_pull_request
from hooks.model.repository import Repository

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


@pytest.mark.parametrize("sha", ["HEAD", "--upload-pack=touch hacked", None, "a" * 39, "A" * 40, f"{'a' * 40}\n"])
def test_a_malformed_head_is_rejected(sha: object) -> None:
    with pytest.raises(ValueError, match="isn't a SHA-1"):
        parse_pull_request({**PULL, "head": {**HEAD, "sha": sha}})


@pytest.mark.parametrize(
    "changes",
    [
        {"ref": "--force"},
        {"ref": "a b"},
        {"ref": "a:b"},
        {"ref": "a\nb"},
        {"ref": "a\ud800b"},
        {"ref": ""},
        {"ref": "a" * 300},
        {"repo": {"full_name": "a/b/c"}},
        {"repo": {"full_name": "evil.example/x/"}},
        {"repo": {"full_name": "a/b)[x](c"}},
    ],
)
def test_a_branch_with_an_unusual_name_has_no_urls(changes: dict[str, Any]) -> None:
    assert parse_pull_request({**PULL, "head": {**HEAD, **changes}}).branch == Repository()


@pytest.mark.parametrize(
    "ref", ["a" * 201, "a" * 255, "\u043f\u0430\u0442\u0447", "a/b/c", "\U0001f600", "a'b", "a\u202eb"]
)
def test_long_and_unicode_branches_have_urls(ref: str) -> None:
    edit = parse_pull_request({**PULL, "head": {**HEAD, "ref": ref}}).branch.edit
    assert edit.startswith("https://github.com/octocat/guide/edit/")
    assert edit.isascii()


def test_a_pull_request_can_be_closed() -> None:
    assert parse_pull_request({**PULL, "state": "open"}).is_open
    assert not parse_pull_request({**PULL, "state": "closed"}).is_open


def test_parse_issue_reads_body_and_author() -> None:
    assert parse_issue({"issue": ISSUE}) == Issue(3, "### Topic", "octocat", 583231)
    assert parse_issue({"issue": {**ISSUE, "body": None}}).body == ""
    assert parse_issue({"issue": {**ISSUE, "body": "a\ud800b"}}).body == "a?b"
    assert parse_issue({"issue": {**ISSUE, "user": {"login": "octocat_acme", "id": 1}}}).login == "octocat_acme"


@pytest.mark.parametrize(
    "user", [None, *({"login": name, "id": 1} for name in ("a b", "x>y", "", "a" * 50, "-a", "a\n"))]
)
def test_an_author_with_an_unusual_name_is_a_ghost(user: object) -> None:
    issue = parse_issue({"issue": {**ISSUE, "user": user}})
    assert (issue.login, issue.user_id) == ("ghost", 10137)
