"""Check whether cited pages still exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag
from urllib.request import Request, urlopen

_TIMEOUT = 20
_WORKERS = 8
_GONE = (404, 410)
_USER_AGENT = "Mozilla/5.0 (compatible; backend-loop-health; weekly check that cited pages exist)"


class LinkState(Enum):
    """The result of checking a link. UNKNOWN: the server refused or failed, but the page may work in a browser."""

    OK = auto()
    GONE = auto()
    UNKNOWN = auto()


def check_link(url: str) -> LinkState:
    """Request the page the way a browser would."""
    request = Request(url, headers={"User-Agent": _USER_AGENT, "Accept": "text/html,*/*"})  # noqa: S310 - the model allows only http and https
    try:
        with urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310 - as above
            response.read(1)
    except HTTPError as error:
        return LinkState.GONE if error.code in _GONE else LinkState.UNKNOWN
    except (URLError, HTTPException, OSError, ValueError) as error:
        return LinkState.GONE if "Name or service not known" in str(error) else LinkState.UNKNOWN
    return LinkState.OK


def check_links(urls: Iterable[str], check: Callable[[str], LinkState] = check_link) -> Mapping[str, LinkState]:
    """The state of each URL without its fragment, checked in parallel and once per page."""
    pages = list(dict.fromkeys(urldefrag(url).url for url in urls))
    with ThreadPoolExecutor(_WORKERS) as pool:
        return dict(zip(pages, pool.map(check, pages), strict=True))
