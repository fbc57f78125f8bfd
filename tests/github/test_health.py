from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.github.health import LABEL, cited, keep, report
from hooks.github.links import State, look, states
from hooks.model.freshness import KEEPS
from hooks.model.library import Library
from hooks.model.question import Question
from hooks.model.repository import Repository
from tests.github.goldens import holds
from tests.github.pretend import GitHub
from tests.rules.making import SOUND, write

REPOSITORY = Repository("https://github.com/example/guide")
REVIEWED = datetime.date(2026, 1, 2)
SOON, LATE = REVIEWED + KEEPS, REVIEWED + KEEPS + datetime.timedelta(days=1)
GONE = {"https://redis.io/docs/": State.GONE, "https://example.com/hiring": State.UNKNOWN}
THERE = dict.fromkeys(GONE, State.THERE)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return check(write(tmp_path, SOUND)).project.library


def test_every_source_is_looked_at(library: Library) -> None:
    assert {address.url for address in cited(library)} == GONE.keys()


def test_the_issue_is_as_it_was(library: Library, pytestconfig: pytest.Config) -> None:
    holds("health.md", report(library, LATE, lambda _: GONE, REPOSITORY), pytestconfig)


def test_nothing_stale_is_nothing_to_say(library: Library) -> None:
    assert report(library, SOON, lambda _: THERE, REPOSITORY) == ""


def test_a_source_that_is_gone_and_an_old_review_are_each_enough(library: Library) -> None:
    assert "redis.io".replace(".", "&#46;") in report(library, SOON, lambda _: GONE, REPOSITORY)
    text = report(library, LATE, lambda _: THERE, REPOSITORY)
    assert "past review (2)" in text
    assert "gone" not in text


def test_without_an_address_nothing_is_linked(library: Library) -> None:
    assert "](" not in report(library, LATE, lambda _: GONE, Repository())


def test_a_long_list_is_cut(library: Library) -> None:
    question = dict(library.questions["hot-key"])
    many = {name: Question.model_construct(**{**question, "slug": name}) for name in map("q-{}".format, range(60))}
    larger = Library.model_construct(**{**dict(library), "questions": {**library.questions, **many}})
    text = report(larger, LATE, lambda _: GONE, REPOSITORY)
    assert "## Open questions (61)" in text
    assert "- and 21 more" in text


def test_one_issue_is_opened_changed_and_closed() -> None:
    github = GitHub()
    assert keep(github.api, "") == "nothing is stale"
    assert keep(github.api, "one") == "opened"
    assert keep(github.api, "one") == "as it was"
    assert keep(github.api, "two") == "changed"
    assert [issue["body"] for issue in github.issues] == ["two"]
    assert github.issues[0]["labels"] == [LABEL]
    assert keep(github.api, "") == "closed"
    assert github.issues[0]["state"] == "closed"
    assert github.comments[0]["body"] == "Nothing is stale any more."
    assert keep(github.api, "three") == "opened"


def test_an_issue_of_somebody_else_is_left() -> None:
    theirs = {"number": 1, "state": "open", "labels": [LABEL], "body": "x", "user": {"login": "octocat"}}
    github = GitHub(issues=[theirs])
    keep(github.api, "")
    assert github.issues == [theirs]


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def pages() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(30)
    server.server_close()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, State.THERE),
        (404, State.GONE),
        (410, State.GONE),
        (403, State.UNKNOWN),
        (429, State.UNKNOWN),
        (500, State.UNKNOWN),
    ],
)
def test_a_page_is_gone_only_where_its_server_says_so(pages: str, status: int, state: State) -> None:
    assert look(f"{pages}/{status}") is state


def test_a_server_that_does_not_answer_is_no_proof(pages: str) -> None:
    assert look(pages.replace("http://", "http://user@") + "/x y") is State.UNKNOWN
    assert look("http://127.0.0.1:1/") is State.UNKNOWN


def test_fragments_of_one_page_are_asked_for_once() -> None:
    asked: list[str] = []

    def looked(url: str) -> State:
        asked.append(url)
        return State.THERE

    found = states(["https://a.example/x#1", "https://a.example/x#2", "https://b.example/"], looked)
    assert sorted(asked) == ["https://a.example/x", "https://b.example/"]
    assert found == dict.fromkeys(asked, State.THERE)
