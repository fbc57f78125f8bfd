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

from hooks.github import client as module
from hooks.github.client import BOT, GitHubError, http_transport
from tests.github.fake_github import FakeGitHub

MARKER = "<!-- m -->"


def test_upsert_comment_creates_once_then_updates() -> None:
    github = FakeGitHub()
    for body in (f"{MARKER} one", f"{MARKER} one", f"{MARKER} two"):
        github.client.upsert_comment(7, MARKER, body)
    assert [comment["body"] for comment in github.comments] == [f"{MARKER} two"]
    assert [entry for entry in github.log if not entry.startswith("GET")] == [
        "POST /issues/7/comments",
        "PATCH /issues/comments/0",
    ]


def test_upsert_comment_leaves_other_comments_alone() -> None:
    stranger = {"issue": "7", "body": f"{MARKER} mine", "user": {"login": "octocat"}}
    elsewhere = {"issue": "8", "body": f"{MARKER} there", "user": {"login": BOT}}
    other = {"issue": "7", "body": "<!-- other -->", "user": {"login": BOT}}
    github = FakeGitHub(comments=[stranger, elsewhere, other])
    github.client.upsert_comment(7, MARKER, f"{MARKER} ours")
    assert github.comments[:3] == [stranger, elsewhere, other]
    assert github.comments[3]["body"] == f"{MARKER} ours"


def test_upsert_comment_finds_our_comment_on_a_later_page() -> None:
    others = [{"issue": "7", "body": "x", "user": {"login": "octocat"}} for _ in range(150)]
    github = FakeGitHub(comments=[*others, {"issue": "7", "body": f"{MARKER} old", "user": {"login": BOT}}])
    github.client.upsert_comment(7, MARKER, f"{MARKER} new")
    assert github.comments[-1]["body"] == f"{MARKER} new"
    assert len(github.comments) == 151


def test_list_changed_files_paginates() -> None:
    github = FakeGitHub(files=[f"data/{number}" for number in range(230)])
    assert github.client.list_changed_files(7) == [PurePosixPath(f"data/{number}") for number in range(230)]


def test_create_commit_sets_files_parent_and_author() -> None:
    github = FakeGitHub()
    author = {"name": "octocat", "email": "1+octocat@users.noreply.github.com"}
    sha = github.client.create_commit("m" * 40, {PurePosixPath("data/x.yml"): "caf\u00e9\n"}, "Why", author=author)
    github.client.advance_branch("main", sha)
    assert github.commits == [{"message": "Why", "tree": "t", "parents": ["m" * 40], "author": author}]
    assert base64.b64decode(github.trees["t"]["data/x.yml"]).decode() == "caf\u00e9\n"
    assert github.branches["main"] == "1" * 40


def test_a_missing_branch_has_no_head() -> None:
    assert FakeGitHub().client.get_branch_head("nothing") is None


def test_other_http_errors_are_raised() -> None:
    def send(*_: object) -> bytes:
        raise GitHubError(500, "sorry")

    with pytest.raises(GitHubError, match="GitHub returned 500: sorry"):
        module.GitHubClient("a/b", send).get_branch_head("main")
    with pytest.raises(GitHubError, match="GitHub returned 500: sorry"):
        module.GitHubClient("a/b", send).create_pull_request("x", "X", "", "main")


def test_list_changed_files_includes_old_names_of_renamed_files() -> None:
    def send(*_: object) -> bytes:
        renamed = {"filename": "data/new.yml", "previous_filename": "data/old.yml"}
        return json.dumps([renamed, {"filename": "data/x.yml"}]).encode()

    assert [str(path) for path in module.GitHubClient("a/b", send).list_changed_files(1)] == [
        "data/new.yml",
        "data/old.yml",
        "data/x.yml",
    ]


class _Server(BaseHTTPRequestHandler):
    requests: ClassVar[list[tuple[str, str, str | None, Any]]] = []

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.requests.append((self.command, self.path, self.headers["Authorization"], content))
        body = b'{"message": "no"}' if content.get("fail") else b'{"number": 3}'
        self.send_response(422 if content.get("fail") else 201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.requests.append((self.command, self.path, self.headers["Authorization"], None))
        path, _, target = self.path.partition("?")
        self.send_response(302 if path == "/redirect" else 204)
        self.send_header("Location", f"{target}/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silence the request log."""


@contextmanager
def running_server() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(30)
        server.server_close()


def test_http_transport_sends_the_token_and_decodes_the_response(monkeypatch: pytest.MonkeyPatch) -> None:
    _Server.requests.clear()
    with running_server() as address:
        monkeypatch.setattr(module, "API_URL", address)
        send = http_transport("secret")
        assert send("POST", "/x", {"a": "\u00e9"}) == b'{"number": 3}'
        assert send("GET", "/y", None) == b""
        with pytest.raises(GitHubError, match=r"GitHub returned 422: no$"):
            send("POST", "/x", {"fail": True})
    with pytest.raises(GitHubError, match="GitHub didn't answer"):
        send("GET", "/y", None)
    assert _Server.requests[:2] == [
        ("POST", "/x", "Bearer secret", {"a": "\u00e9"}),
        ("GET", "/y", "Bearer secret", None),
    ]


def test_a_redirect_does_not_get_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    _Server.requests.clear()
    with running_server() as address:
        monkeypatch.setattr(module, "API_URL", address)
        assert http_transport("secret")("GET", f"/redirect?{address}", None) == b""
    assert [(path, token) for _, path, token, _ in _Server.requests] == [
        (f"/redirect?{address}", "Bearer secret"),
        ("/elsewhere", None),
    ]


def test_a_response_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with running_server() as address:
        monkeypatch.setattr(module, "API_URL", address)
        monkeypatch.setattr(module, "MAX_RESPONSE", 5)
        with pytest.raises(GitHubError, match="more than 5 bytes"):
            http_transport("secret")("POST", "/x", {})


def test_a_response_that_is_not_json_is_an_error() -> None:
    with pytest.raises(GitHubError, match="isn't JSON"):
        module.GitHubClient("a/b", lambda *_: b"<html>").get_pull_request(1)
