from __future__ import annotations

import base64
from pathlib import Path

import pytest

from hooks.github.event import Issue
from hooks.github.question_from_issue import open_question_pull_request
from tests.commands.test_new import FORM, ISSUE, ROOT
from tests.github.fake_github import FORBIDDEN, FakeGitHub
from tests.github.goldens import assert_golden
from tests.rules.sample_project import VALID, write

PATH = "data/questions/caching/slow-service/question.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, {**VALID, FORM: (ROOT / FORM).read_text("utf-8")})


def issue(body: str = ISSUE) -> Issue:
    return Issue(12, body, "octocat", 583231)


def test_an_issue_becomes_a_pull_request_by_its_author(root: Path, pytestconfig: pytest.Config) -> None:
    github = FakeGitHub()
    before = sorted(root.rglob("*"))
    comment = open_question_pull_request(github.client, root, issue())
    assert comment.startswith("Thanks! #1 adds the question")
    assert sorted(root.rglob("*")) == before
    (commit,) = github.commits
    assert commit["author"] == {"name": "octocat", "email": "583231+octocat@users.noreply.github.com"}
    assert commit["message"] == "Add question: Slow service\n\nCloses #12."
    assert commit["parents"] == ["m" * 40]
    assert base64.b64decode(github.trees["t"][PATH]).decode().startswith("title: Slow service\nprompt: ")
    (pull,) = github.pulls
    assert (pull["head"], pull["base"]) == ("question/issue-12", "main")
    assert_golden("question-from-issue.md", f"{pull['title']}\n\n{pull['body']}", pytestconfig)


def test_a_title_mentions_nobody_and_closes_no_issue(root: Path) -> None:
    github = FakeGitHub()
    hostile = "Closes #7 @octocat gh-8 https://github.com/o/r/issues/9"
    open_question_pull_request(github.client, root, issue(ISSUE.replace("Slow\n service", hostile)))
    subjects = f"{github.pulls[0]['title']}\n{github.commits[0]['message'].partition('Closes #12')[0]}"
    assert [sign for sign in ("#", "@", "gh-8", "://") if sign in subjects] == []


def test_a_similar_question_is_pointed_out(root: Path) -> None:
    github = FakeGitHub()
    words = "A service answers slowly:\nwho has seen it? ### Not a heading"
    open_question_pull_request(github.client, root, issue(ISSUE.replace(words, "Why is a stale value cached?")))
    assert "- the prompt is nearly the same as that of `stale-read`. Merge the two" in github.pulls[0]["body"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("caching\n", "_No response_\n", "This is missing from the form: Topic."),
        ("caching\n", "nowhere\n", "there is no topic"),
        ("caching\n", "../../../.github\n", "is not a path for a data file"),
        ("A service answers slowly:\n", "<img src=x onerror=alert(1)> @octocat\n", "raw HTML"),
    ],
)
def test_an_invalid_issue_gets_a_comment_and_nothing_else(root: Path, old: str, new: str, expected: str) -> None:
    github = FakeGitHub()
    comment = open_question_pull_request(github.client, root, issue(ISSUE.replace(old, new, 1)))
    assert expected in comment
    assert "add it again" in comment
    assert github.log == []


def test_an_existing_branch_is_left_alone(root: Path) -> None:
    github = FakeGitHub()
    open_question_pull_request(github.client, root, issue())
    assert "already exists" in open_question_pull_request(github.client, root, issue())
    assert len(github.pulls) == 1


def test_a_missing_main_branch_is_reported(root: Path) -> None:
    assert "There is no branch" in open_question_pull_request(FakeGitHub(branches={}).client, root, issue())


def test_without_permission_to_open_a_pull_request_the_comment_says_how(root: Path) -> None:
    github = FakeGitHub(refused={"POST /pulls": FORBIDDEN})
    comment = open_question_pull_request(github.client, root, issue())
    assert "question/issue-12" in comment.replace("&#45;", "-")
    assert "Allow GitHub Actions to create" in comment
    assert len(github.commits) == 1
