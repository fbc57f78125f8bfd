from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.github.link_checker import LinkState, check_link, check_links
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
    assert "redis.io".replace(".", "&#46;") in stale_content_report(library, FRESH, lambda _: GONE, REPOSITORY)
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


class _StatusHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silence the request log."""


@pytest.fixture
def pages() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _StatusHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(30)
    server.server_close()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, LinkState.OK),
        (404, LinkState.GONE),
        (410, LinkState.GONE),
        (403, LinkState.UNKNOWN),
        (429, LinkState.UNKNOWN),
        (500, LinkState.UNKNOWN),
    ],
)
def test_a_page_is_gone_only_if_its_server_says_so(pages: str, status: int, state: LinkState) -> None:
    assert check_link(f"{pages}/{status}") is state


def test_an_unreachable_server_is_unknown(pages: str) -> None:
    assert check_link(pages.replace("http://", "http://user@") + "/x y") is LinkState.UNKNOWN
    assert check_link("http://127.0.0.1:1/") is LinkState.UNKNOWN


def test_a_page_is_requested_once_for_all_its_fragments() -> None:
    requested: list[str] = []

    def check(url: str) -> LinkState:
        requested.append(url)
        return LinkState.OK

    found = check_links(["https://a.example/x#1", "https://a.example/x#2", "https://b.example/"], check)
    assert sorted(requested) == ["https://a.example/x", "https://b.example/"]
    assert found == dict.fromkeys(requested, LinkState.OK)
