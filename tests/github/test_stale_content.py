from __future__ import annotations

import datetime
from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.github.link_checker import LinkState
from hooks.github.stale_content import LABEL, citations, stale_content_report, upsert_stale_content_issue
from hooks.model.freshness import REVIEW_INTERVAL
from hooks.model.library import Library
from hooks.model.question import Question
from hooks.model.repository import Repository
from tests.github.fake_github import FakeGitHub
from tests.github.goldens import assert_golden
from tests.rules.sample_project import VALID, write

REPOSITORY = Repository("https://github.com/example/guide")
REVIEWED = datetime.date(2026, 1, 2)
FRESH, OVERDUE = REVIEWED + REVIEW_INTERVAL, REVIEWED + REVIEW_INTERVAL + datetime.timedelta(days=1)
GONE = {"https://redis.io/docs/": LinkState.GONE, "https://example.com/hiring": LinkState.UNKNOWN}
ALL_OK = dict.fromkeys(GONE, LinkState.OK)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return check(write(tmp_path, VALID)).project.library


def test_every_source_is_a_citation(library: Library) -> None:
    assert {citation.url for citation in citations(library)} == GONE.keys()


def test_the_issue_matches_the_golden(library: Library, pytestconfig: pytest.Config) -> None:
    assert_golden("stale-content.md", stale_content_report(library, OVERDUE, lambda _: GONE, REPOSITORY), pytestconfig)


def test_nothing_stale_means_no_issue(library: Library) -> None:
    assert stale_content_report(library, FRESH, lambda _: ALL_OK, REPOSITORY) == ""


def test_a_dead_link_or_an_overdue_review_is_enough(library: Library) -> None:
    assert "redis.io" in stale_content_report(library, FRESH, lambda _: GONE, REPOSITORY)
    text = stale_content_report(library, OVERDUE, lambda _: ALL_OK, REPOSITORY)
    assert "Overdue for review (2)" in text
    assert "Dead links" not in text


def test_without_a_repository_url_there_are_no_links(library: Library) -> None:
    assert "](" not in stale_content_report(library, OVERDUE, lambda _: GONE, Repository())


def test_long_lists_are_truncated(library: Library) -> None:
    question = dict(library.questions["hot-key"])
    many = {name: Question.model_construct(**{**question, "slug": name}) for name in map("q-{}".format, range(60))}
    larger = Library.model_construct(**{**dict(library), "questions": {**library.questions, **many}})
    text = stale_content_report(larger, OVERDUE, lambda _: GONE, REPOSITORY)
    assert "## Unanswered questions (61)" in text
    assert "- and 21 more" in text


def test_the_issue_is_opened_updated_and_closed() -> None:
    github = FakeGitHub()
    assert upsert_stale_content_issue(github.client, "") == "nothing is stale"
    assert upsert_stale_content_issue(github.client, "one") == "opened"
    assert upsert_stale_content_issue(github.client, "one") == "unchanged"
    assert upsert_stale_content_issue(github.client, "two") == "updated"
    assert [issue["body"] for issue in github.issues] == ["two"]
    assert github.issues[0]["labels"] == [LABEL]
    assert upsert_stale_content_issue(github.client, "") == "closed"
    assert github.issues[0]["state"] == "closed"
    assert github.comments[0]["body"] == "Nothing is stale anymore."
    assert upsert_stale_content_issue(github.client, "three") == "opened"


def test_issues_by_other_users_are_left_alone() -> None:
    theirs = {"number": 1, "state": "open", "labels": [LABEL], "body": "x", "user": {"login": "octocat"}}
    github = FakeGitHub(issues=[theirs])
    upsert_stale_content_issue(github.client, "")
    assert github.issues == [theirs]


def test_the_longest_issue_fits_githubs_limit(library: Library) -> None:
    question = dict(library.questions["stale-read"])
    long = {"title": "@ " * 100, "path": PurePosixPath(f"data/questions/{'x' * 60}/{'x' * 60}/question.yml")}
    url = f"https://redis.io/{'`' * 480}"
    source = question["sources"][0].model_copy(update={"url": url, "title": "x"})
    many = {f"q-{n}": Question.model_construct(**{**question, **long, "sources": (source,)}) for n in range(100)}
    larger = Library.model_construct(**{**dict(library), "questions": many})
    states = {url: LinkState.GONE, "https://example.com/hiring": LinkState.GONE}
    text = stale_content_report(larger, OVERDUE, lambda _: states, REPOSITORY)
    assert "## Dead links (101)" in text
    assert 10_000 < len(text) < 65_536
