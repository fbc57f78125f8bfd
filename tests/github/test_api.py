from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import PurePosixPath
from typing import Any, ClassVar

import pytest

from hooks.github import api as module
from hooks.github.api import BOT, Refused, sender
from tests.github.pretend import GitHub

MARK = "<!-- m -->"


def test_a_comment_is_made_once_and_then_changed() -> None:
    github = GitHub()
    for body in (f"{MARK} one", f"{MARK} one", f"{MARK} two"):
        github.api.stick(7, MARK, body)
    assert [comment["body"] for comment in github.comments] == [f"{MARK} two"]
    assert [entry for entry in github.log if not entry.startswith("GET")] == [
        "POST /issues/7/comments",
        "PATCH /issues/comments/0",
    ]


def test_comments_of_others_are_left_whatever_they_say() -> None:
    stranger = {"issue": "7", "body": f"{MARK} mine", "user": {"login": "octocat"}}
    elsewhere = {"issue": "8", "body": f"{MARK} there", "user": {"login": BOT}}
    other = {"issue": "7", "body": "<!-- other -->", "user": {"login": BOT}}
    github = GitHub(comments=[stranger, elsewhere, other])
    github.api.stick(7, MARK, f"{MARK} ours")
    assert github.comments[:3] == [stranger, elsewhere, other]
    assert github.comments[3]["body"] == f"{MARK} ours"


def test_our_comment_is_found_behind_a_hundred_others() -> None:
    others = [{"issue": "7", "body": "x", "user": {"login": "octocat"}} for _ in range(150)]
    github = GitHub(comments=[*others, {"issue": "7", "body": f"{MARK} old", "user": {"login": BOT}}])
    github.api.stick(7, MARK, f"{MARK} new")
    assert github.comments[-1]["body"] == f"{MARK} new"
    assert len(github.comments) == 151


def test_a_pull_request_may_touch_many_files() -> None:
    github = GitHub(files=[f"data/{number}" for number in range(230)])
    assert github.api.files_of(7) == [PurePosixPath(f"data/{number}") for number in range(230)]


def test_a_commit_has_its_files_its_parent_and_its_author() -> None:
    github = GitHub()
    author = {"name": "octocat", "email": "1+octocat@users.noreply.github.com"}
    github.api.commit("main", {PurePosixPath("data/x.yml"): "caf\u00e9\n"}, "Why", author=author)
    assert github.commits == [{"message": "Why", "tree": "t", "parents": ["m" * 40], "author": author}]
    assert base64.b64decode(github.trees["t"]["data/x.yml"]).decode() == "caf\u00e9\n"
    assert github.branches["main"] == "1" * 40


def test_a_branch_that_is_not_there_has_no_head() -> None:
    assert GitHub().api.head_of("nothing") is None


def test_another_refusal_is_raised() -> None:
    def send(*_: object) -> object:
        raise Refused(500, "sorry")

    with pytest.raises(Refused, match="GitHub answers 500: sorry"):
        module.Api("a/b", send).head_of("main")
    with pytest.raises(Refused, match="GitHub answers 500: sorry"):
        module.Api("a/b", send).open_pull("x", "X", "", "main")


def test_a_renamed_file_is_touched_under_both_names() -> None:
    def send(*_: object) -> object:
        return [{"filename": "data/new.yml", "previous_filename": "data/old.yml"}, {"filename": "data/x.yml"}]

    assert [str(path) for path in module.Api("a/b", send).files_of(1)] == ["data/new.yml", "data/old.yml", "data/x.yml"]


class _Answering(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str, str, Any]]] = []

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.command, self.path, self.headers["Authorization"], content))
        body = b'{"message": "no"}' if content.get("fail") else b'{"number": 3}'
        self.send_response(422 if content.get("fail") else 201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path, self.headers["Authorization"], None))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(30)
        server.server_close()


def test_what_is_sent_carries_the_token_and_what_comes_back_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _Answering.asked.clear()
    with answering() as address:
        monkeypatch.setattr(module, "API", address)
        send = sender("secret")
        assert send("POST", "/x", {"a": "\u00e9"}) == {"number": 3}
        assert send("GET", "/y", None) is None
        with pytest.raises(Refused, match=r"422.*no"):
            send("POST", "/x", {"fail": True})
    assert _Answering.asked[:2] == [
        ("POST", "/x", "Bearer secret", {"a": "\u00e9"}),
        ("GET", "/y", "Bearer secret", None),
    ]
