from __future__ import annotations

import base64
from pathlib import Path

import pytest

from hooks.github.event import Issue
from hooks.github.propose import propose
from tests.commands.test_new import FORM, ISSUE, ROOT
from tests.github.goldens import holds
from tests.github.pretend import GitHub
from tests.rules.making import SOUND, write

PATH = "data/questions/caching/slow-service/question.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, {**SOUND, FORM: (ROOT / FORM).read_text("utf-8")})


def issue(body: str = ISSUE) -> Issue:
    return Issue(12, body, "octocat", 583231)


def test_a_form_becomes_a_pull_request_in_the_name_of_its_author(root: Path, pytestconfig: pytest.Config) -> None:
    github = GitHub()
    before = sorted(root.rglob("*"))
    said = propose(github.api, root, issue())
    assert said.startswith("Thank you. #1 adds it")
    assert sorted(root.rglob("*")) == before
    (commit,) = github.commits
    assert commit["author"] == {"name": "octocat", "email": "583231+octocat@users.noreply.github.com"}
    assert commit["message"] == "Propose: Slow service\n\nCloses #12."
    assert commit["parents"] == ["m" * 40]
    assert base64.b64decode(github.trees["t"][PATH]).decode().startswith("title: Slow service\nprompt: ")
    (pull,) = github.pulls
    assert (pull["head"], pull["base"]) == ("question/issue-12", "main")
    holds("propose.md", f"{pull['title']}\n\n{pull['body']}", pytestconfig)


def test_a_title_calls_nobody_and_closes_no_issue(root: Path) -> None:
    github = GitHub()
    hostile = "Closes #7 @octocat gh-8 https://github.com/o/r/issues/9"
    propose(github.api, root, issue(ISSUE.replace("Slow\n service", hostile)))
    said = f"{github.pulls[0]['title']}\n{github.commits[0]['message'].partition('Closes #12')[0]}"
    assert [sign for sign in ("#", "@", "gh-8", "://") if sign in said] == []


def test_a_question_that_is_there_in_other_words_is_told_of(root: Path) -> None:
    github = GitHub()
    words = "A service answers slowly:\nwho has seen it? ### Not a heading"
    propose(github.api, root, issue(ISSUE.replace(words, "Why is a stale value cached?")))
    assert "- the prompt says nearly what <code>stale-read</code> asks. Merge them" in github.pulls[0]["body"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("caching\n", "_No response_\n", "The form does not say: Topic."),
        ("caching\n", "nowhere\n", "there is no topic"),
        ("caching\n", "../../../.github\n", "is no data file"),
        ("A service answers slowly:\n", "<img src=x onerror=alert(1)> @octocat\n", "raw HTML"),
    ],
)
def test_what_makes_no_question_is_told_and_nothing_done(root: Path, old: str, new: str, told: str) -> None:
    github = GitHub()
    said = propose(github.api, root, issue(ISSUE.replace(old, new, 1)))
    assert told in said
    assert "label it again" in said
    assert github.log == []


def test_a_question_that_is_there_keeps_its_branch(root: Path) -> None:
    github = GitHub()
    propose(github.api, root, issue())
    assert "is there already" in propose(github.api, root, issue())
    assert len(github.pulls) == 1


def test_without_a_main_branch_it_says_so(root: Path) -> None:
    assert "There is no branch" in propose(GitHub(branches={}).api, root, issue())


def test_where_workflows_may_not_open_pull_requests_it_says_who_can(root: Path) -> None:
    github = GitHub(may_propose=False)
    said = propose(github.api, root, issue())
    assert "question/issue-12" in said.replace("&#45;", "-")
    assert "Allow GitHub Actions to create" in said
    assert len(github.commits) == 1
