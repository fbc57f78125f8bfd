"""Whether a page that we cite is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag
from urllib.request import Request, urlopen

_SECONDS = 20
_AT_ONCE = 8
_GONE = (404, 410)
_AGENT = "Mozilla/5.0 (compatible; backend-loop-health; checks once a week that cited pages are there)"


class State(Enum):
    """What came of looking. A page that refuses us may be there for people."""

    THERE = auto()
    GONE = auto()
    UNKNOWN = auto()


Look = Callable[[str], State]


def look(url: str) -> State:
    """Ask for the page, as a browser would."""
    request = Request(url, headers={"User-Agent": _AGENT, "Accept": "text/html,*/*"})  # noqa: S310 - http or https by the model
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
            answer.read(1)
    except HTTPError as error:
        return State.GONE if error.code in _GONE else State.UNKNOWN
    except (URLError, HTTPException, OSError, ValueError) as error:
        return State.GONE if "Name or service not known" in str(error) else State.UNKNOWN
    return State.THERE


def states(urls: Iterable[str], look_at: Look = look) -> Mapping[str, State]:
    """The state of every address; pages that differ in their fragment alone are asked for once."""
    pages = list(dict.fromkeys(urldefrag(url).url for url in urls))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip(pages, pool.map(look_at, pages), strict=True))
