from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import unquote

import pytest

from hooks.github import link_checker
from hooks.github.link_checker import LinkState, check_link, check_links, is_public


class _Server(BaseHTTPRequestHandler):
    """Answers ``/404`` with that status; ``/?address`` redirects; other paths misbehave."""

    requests: ClassVar[list[str]] = []
    stopped: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.requests.append(self.path)
        path, _, query = self.path.partition("?")
        misbehave: dict[str, Callable[[], object]] = {
            "/drip": lambda: self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
            "/drip-status": lambda: self._drip(b"H"),
            "/silent": lambda: self._drip(b""),
            "/endless-header": lambda: self._flood(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 10_000),
            "/endless-headers": lambda: self._flood(b"HTTP/1.1 200 OK\r\n", b"x: y\r\n" * 1_000),
            "/endless-hints": lambda: self._flood(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
            "/endless-body": lambda: self._flood(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10_000),
            "/hints": lambda: self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\nHTTP/1.1 404 No\r\n\r\n"),
            "/not-http": lambda: self.wfile.write(b"SSH-2.0 hello\r\n\r\n"),
            "/no-status": lambda: self.wfile.write(b"HTTP/1.1 OK\r\n\r\n"),
            "/nothing": lambda: None,
            "/many-headers": lambda: self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200 + b"\r\n"),
            "/loop": lambda: self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n"),
            "/": lambda: self.wfile.write(f"HTTP/1.1 302 Found\r\nLocation: {unquote(query)}\r\n\r\n".encode()),
        }
        if path in misbehave:
            misbehave[path]()
        else:
            self.wfile.write(f"HTTP/1.1 {path.strip('/')} x\r\n\r\n".encode())

    def _drip(self, start: bytes) -> None:
        self.wfile.write(start)
        self.stopped.wait(60)

    def _flood(self, start: bytes, more: bytes) -> None:
        try:
            self.wfile.write(start)
            while not self.stopped.is_set():
                self.wfile.write(more)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Silence the request log."""


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.daemon_threads = True
    _Server.stopped.clear()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Server.stopped.set()
    server.shutdown()
    thread.join(30)
    server.server_close()


def is_local(address: str) -> bool:
    return address == "127.0.0.1"


def state(url: str) -> LinkState:
    return asyncio.run(check_link(url, is_local))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, LinkState.OK),
        (204, LinkState.OK),
        (404, LinkState.GONE),
        (410, LinkState.GONE),
        (302, LinkState.UNKNOWN),
        (403, LinkState.UNKNOWN),
        (429, LinkState.UNKNOWN),
        (500, LinkState.UNKNOWN),
    ],
)
def test_a_page_is_gone_only_if_its_server_says_so(pages: str, status: int, expected: LinkState) -> None:
    assert state(f"{pages}/{status}") is expected


@pytest.mark.parametrize("path", ["drip", "drip-status", "silent"])
def test_a_slow_server_has_the_time_of_one_request(pages: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_checker, "_TIMEOUT", 0.3)
    assert state(f"{pages}/{path}") is LinkState.UNKNOWN
    assert state(f"{pages}/?/{path}") is LinkState.UNKNOWN


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("endless-header", LinkState.UNKNOWN),
        ("endless-headers", LinkState.UNKNOWN),
        ("endless-hints", LinkState.UNKNOWN),
        ("endless-body", LinkState.OK),
        ("hints", LinkState.GONE),
        ("not-http", LinkState.UNKNOWN),
        ("no-status", LinkState.UNKNOWN),
        ("nothing", LinkState.UNKNOWN),
        ("many-headers", LinkState.UNKNOWN),
    ],
)
def test_a_strange_response_is_read_up_to_a_limit(pages: str, path: str, expected: LinkState) -> None:
    assert state(f"{pages}/{path}") is expected


def test_redirects_are_followed_a_few_times(pages: str) -> None:
    assert state(f"{pages}/?/404") is LinkState.GONE
    assert state(f"{pages}/?{pages}/200%23part") is LinkState.OK
    _Server.requests.clear()
    assert state(f"{pages}/loop") is LinkState.UNKNOWN
    assert len(_Server.requests) == 11


@pytest.mark.parametrize(
    "path", ["/a b", "/caf\u00e9", "/a%20b", "/a?b=c d&e=\u00e9", "/a\r\nX: y", "//x", "/?", "/\x00"]
)
def test_a_path_is_quoted(pages: str, path: str) -> None:
    _Server.requests.clear()
    state(f"{pages}/200{path}")
    (request,) = _Server.requests
    assert request.isascii()
    assert " " not in request


OTHER = [
    "ftp://127.0.0.1/x",
    "file:///etc/passwd",
    "gopher://127.0.0.1/x",
    "data:text/html,x",
    "javascript:alert(1)",
    "unix:///run/x.sock",
    "http:///x",
    "http://",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:x/",
    "http://[::1/",
    "http://[x]/",
    "http://.../",
    f"http://{'x' * 64}.example/",
    "http://127.0.0.1:1/",
    "",
]


@pytest.mark.parametrize("url", OTHER)
def test_other_addresses_are_unknown_also_after_a_redirect(pages: str, url: str) -> None:
    assert state(url) is LinkState.UNKNOWN
    assert state(f"{pages}/?{url}") is LinkState.UNKNOWN


@pytest.mark.parametrize(
    "address",
    """
    127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.2.3 240.0.0.1 255.255.255.255 168.63.129.16
    ::1 :: fe80::1 fe80::1%lo fc00::1 fd00:ec2::254 ff02::1 ff0e::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1
    64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 2002:7f00:1::1 2002:808:808::1 2001:db8::1 2001::1 100::1 localhost
    2130706433 0x7f.1
    """.split(),
)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "185.199.108.153", "2606:50c0:8000::153", "2a00:1450:4001:80f::200e"])
def test_other_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "0"])
def test_no_name_of_this_machine_is_asked(pages: str, host: str) -> None:
    _Server.requests.clear()
    url = f"{pages.replace('127.0.0.1', host)}/200"
    assert asyncio.run(check_link(url)) is LinkState.UNKNOWN
    assert asyncio.run(check_link(pages)) is LinkState.UNKNOWN
    assert _Server.requests == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(pages: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2"])
    connected: list[object] = []
    connect = asyncio.open_connection

    def resolve(_: str, port: int) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    async def connection(host: str, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        connected.append(host)
        return await connect(socket.inet_ntoa(socket.inet_aton(host)), *args, **options)

    monkeypatch.setattr(link_checker, "_resolve", resolve)
    monkeypatch.setattr(asyncio, "open_connection", connection)
    assert state(pages.replace("127.0.0.1", "rebinding.example") + "/200") is LinkState.OK
    assert connected == ["127.0.0.1"]
    assert state(pages.replace("127.0.0.1", "rebinding.example") + "/200") is LinkState.UNKNOWN
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [(socket.EAI_NONAME, LinkState.GONE), (socket.EAI_AGAIN, LinkState.UNKNOWN), (socket.EAI_FAIL, LinkState.UNKNOWN)],
)
def test_a_name_that_does_not_exist_is_gone(monkeypatch: pytest.MonkeyPatch, error: int, expected: LinkState) -> None:
    def fail(*_: object) -> None:
        raise socket.gaierror(error, "no")

    monkeypatch.setattr(link_checker, "_resolve", fail)
    assert state("https://nowhere.example/") is expected


def test_a_page_is_requested_once_for_all_its_fragments() -> None:
    requested: list[str] = []

    async def check(url: str) -> LinkState:
        requested.append(url)
        return LinkState.OK

    found = check_links(["https://a.example/x#1", "https://a.example/x#2", "https://b.example/"], check)
    assert sorted(requested) == ["https://a.example/x", "https://b.example/"]
    assert found == dict.fromkeys(requested, LinkState.OK)
    assert check_links([], check) == {}


def test_a_thousand_slow_pages_end_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_checker, "_TOTAL_TIMEOUT", 0.2)

    async def check(url: str) -> LinkState:
        if "slow" in url:
            await asyncio.Future()
        return LinkState.OK

    slow = [f"https://slow.example/{number}" for number in range(1_000)]
    found = check_links(["https://a.example/", *slow, "https://b.example/"], check)
    assert found == {"https://a.example/": LinkState.OK, "https://b.example/": LinkState.OK} | dict.fromkeys(
        slow, LinkState.UNKNOWN
    )


def test_few_requests_go_to_one_host_at_once() -> None:
    running: list[str] = []
    most = 0

    async def check(url: str) -> LinkState:
        nonlocal most
        running.append(url)
        most = max(most, len(running))
        await asyncio.sleep(0)
        running.remove(url)
        return LinkState.OK

    check_links([f"https://a.example/{number}" for number in range(100)], check)
    assert most == 4
    check_links([f"https://{number}.example/" for number in range(100)], check)
    assert most == 32
