from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hooks.github.event import Issue, event, issue_of, pull_of

HEAD = {"sha": "a" * 40, "ref": "patch-1", "repo": {"full_name": "octocat/guide"}}
PULL = {"number": 7, "head": HEAD}
ISSUE = {"number": 3, "body": "### Topic", "user": {"login": "octocat", "id": 583231}}


def test_a_pull_request_is_read_from_an_event_and_from_the_interface(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(json.dumps({"pull_request": PULL}), "utf-8")
    pull = pull_of(event(tmp_path / "event.json"))
    assert pull == pull_of(PULL)
    assert (pull.number, pull.head, pull.head_branch) == (7, "a" * 40, "patch-1")
    assert pull.branch.edit == "https://github.com/octocat/guide/edit/patch-1/"


def test_a_branch_with_odd_signs_is_quoted_in_addresses() -> None:
    pull = pull_of({**PULL, "head": {**HEAD, "ref": 'fix/"a")](http'.replace("(", "")}})
    assert pull.branch.edit == "https://github.com/octocat/guide/edit/fix/%22a%22%29%5Dhttp/"


def test_a_fork_that_is_gone_has_no_address() -> None:
    pull = pull_of({**PULL, "head": {**HEAD, "repo": None}})
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
def test_what_has_not_its_form_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="has not the form"):
        pull_of({**PULL, "head": {**HEAD, **changes}})


def test_an_issue_has_its_text_and_its_author() -> None:
    assert issue_of({"issue": ISSUE}) == Issue(3, "### Topic", "octocat", 583231)
    assert issue_of({"issue": {**ISSUE, "body": None}}).body == ""


@pytest.mark.parametrize("login", ["a b", "x>y", "", "a" * 50, "-a"])
def test_a_name_that_is_none_is_refused(login: str) -> None:
    with pytest.raises(ValueError, match="has not the form"):
        issue_of({"issue": {**ISSUE, "user": {"login": login, "id": 1}}})
