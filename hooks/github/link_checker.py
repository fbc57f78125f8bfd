"""Check whether cited pages still exist. Their servers are strangers: they can't hold us up or reach our network."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from functools import cache
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from io import BytesIO
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Any, NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit

_TIMEOUT, _TOTAL_TIMEOUT = 20, 600
"""Seconds for a page with all its redirects, and for all pages."""
_AT_ONCE, _AT_ONCE_PER_HOST = 32, 4
_MAX_REDIRECTS, _MAX_HEADS = 10, 5
_MAX_HEAD = 64 * 1024
"""Bytes of a response that are read: status and headers."""
_PORTS = {"http": 80, "https": 443}
_GONE = (404, 410)
_SAFE_IN_TARGET = "%/:?@!$&'()*+,;=[]"
_REDIRECTS = (301, 302, 303, 307, 308)
_USER_AGENT = "Mozilla/5.0 (compatible; backend-loop-health; weekly check that cited pages exist)"
_UNICAST, _6TO4 = IPv6Network("2000::/3"), IPv6Network("2002::/16")
_AZURE_HOST = IPv4Address("168.63.129.16")
"""Looks public, but is the host of a virtual machine, such as GitHub's runners."""


class LinkState(Enum):
    """The result of checking a link. UNKNOWN: the server refused or failed, but the page may work in a browser."""

    OK = auto()
    GONE = auto()
    UNKNOWN = auto()


class _Response(NamedTuple):
    status: int
    location: str


Check = Callable[[str], Awaitable[LinkState]]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet. Addresses that stand for another one aren't."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast and ip != _AZURE_HOST
    return ip.is_global and ip in _UNICAST and ip not in _6TO4


async def check_link(url: str, is_allowed: Callable[[str], bool] = is_public) -> LinkState:
    """Request the page the way a browser would. Connects only to addresses that ``is_allowed`` accepts."""
    try:
        async with asyncio.timeout(_TIMEOUT):
            for _ in range(_MAX_REDIRECTS + 1):
                response = await _request(url, is_allowed)
                if response.status not in _REDIRECTS or not response.location:
                    break
                url = urljoin(url, response.location)
    except socket.gaierror as error:
        return LinkState.GONE if error.errno == socket.EAI_NONAME else LinkState.UNKNOWN
    except (OSError, EOFError, ValueError, HTTPException, asyncio.LimitOverrunError):
        return LinkState.UNKNOWN
    if response.status in _GONE:
        return LinkState.GONE
    return LinkState.OK if response.status in range(200, 300) else LinkState.UNKNOWN


async def _request(url: str, is_allowed: Callable[[str], bool]) -> _Response:
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    if parts.scheme not in _PORTS or not host:
        raise ValueError(f"{url} isn't a web address")
    port = parts.port or _PORTS[parts.scheme]
    target = quote(f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}", safe=_SAFE_IN_TARGET)
    lines = (
        f"GET {target} HTTP/1.1",
        f"Host: {host if port == _PORTS[parts.scheme] else f'{host}:{port}'}",
        f"User-Agent: {_USER_AGENT}",
        "Accept: text/html,*/*",
        "Connection: close",
    )
    context = _tls() if parts.scheme == "https" else None
    reader, writer = await _connect(host, port, context, is_allowed)
    try:
        writer.write("\r\n".join([*lines, "", ""]).encode("ascii"))
        return await _response(reader)
    finally:
        writer.transport.abort()


async def _connect(
    host: str, port: int, context: ssl.SSLContext | None, is_allowed: Callable[[str], bool]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect to the very addresses that were accepted: asking for the name again could give others."""
    found = await asyncio.get_running_loop().run_in_executor(None, _resolve, host, port)
    failed: OSError = OSError(f"{host} has no public address")
    for address in dict.fromkeys(str(entry[4][0]) for entry in found):
        if is_allowed(address):
            try:
                return await asyncio.open_connection(
                    address, port, ssl=context, server_hostname=host if context else None, limit=_MAX_HEAD
                )
            except OSError as error:
                failed = error
    raise failed


def _resolve(host: str, port: int) -> list[Any]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


async def _response(reader: asyncio.StreamReader) -> _Response:
    """Status and redirect target; a few 1xx responses can come before the real one."""
    for _ in range(_MAX_HEADS):
        head = BytesIO(await reader.readuntil(b"\r\n\r\n"))
        version, status, *_ = head.readline().decode("latin-1").split(maxsplit=2)
        if not version.startswith("HTTP/"):
            raise ValueError(f"{version} isn't HTTP")
        if int(status) >= HTTPStatus.OK:
            location = str(parse_headers(head).get("Location", ""))
            return _Response(int(status), location.encode("latin-1", "replace").decode("utf-8", "replace"))
    raise ValueError("the response doesn't begin")


def check_links(urls: Iterable[str], check: Check = check_link) -> Mapping[str, LinkState]:
    """The state of each URL without its fragment, checked in parallel and once per page."""
    return asyncio.run(_check_all(list(dict.fromkeys(urldefrag(url).url for url in urls)), check))


async def _check_all(pages: list[str], check: Check) -> Mapping[str, LinkState]:
    """Whatever isn't answered when the time is up is unknown."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_AT_ONCE))  # it resolves names
    limit, hosts = asyncio.Semaphore(_AT_ONCE), defaultdict[str, asyncio.Semaphore](_host_limit)

    async def checked(page: str) -> LinkState:
        async with hosts[page.partition("://")[2].partition("/")[0]], limit:
            return await check(page)

    tasks = {page: asyncio.create_task(checked(page)) for page in pages}
    late = (await asyncio.wait(tasks.values(), timeout=_TOTAL_TIMEOUT))[1] if tasks else set()
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return {page: LinkState.UNKNOWN if task in late else task.result() for page, task in tasks.items()}


def _host_limit() -> asyncio.Semaphore:
    return asyncio.Semaphore(_AT_ONCE_PER_HOST)
