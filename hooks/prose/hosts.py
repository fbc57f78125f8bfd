"""Host names: which ones are on the public web, and which ones a link's text names.

Uses the snapshot of the Public Suffix List that the ``publicsuffixlist`` package includes; nothing is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_NAME = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)++(?!\(\))")
"""Could be a host name; ``asyncio.run()`` is a call."""
_STATED = re.compile(r"\W*(?:https?:[/\\]*(?:[^/\\?#@]*@)?|(?=www\.))([^/\\?#:]+)")
"""With a scheme or ``www.`` any name is a host."""
_DELIMITERS = re.compile(r"[/\\?#]+")
_NOT_ON_THE_WEB = {"arpa", "onion"}
"""Suffixes on the list that browsers can't open."""

_FILES = frozenset(
    f"{stem}.{suffix}"
    for stem in """
    app build changelog cli client config conftest contributing deploy index install license main manage mod models
    readme run script security server settings setup start test tests utils views
    """.split()
    for suffix in ("md", "pl", "py", "rs", "sh")
)
"""Conventional names of files whose suffixes are also top-level domains."""
_REFERENCE_SITES = frozenset(
    """
    codeberg.org crates.io developer.mozilla.org docs.oracle.com docs.python.org dotnet.microsoft.com en.wikipedia.org
    github.com gitlab.com hub.docker.com learn.microsoft.com pkg.go.dev pypi.org www.npmjs.com www.nuget.org
    """.split()
)
"""Sites whose pages are named after what they're about, and where nobody can design a page of their own."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def is_public(host: str) -> bool:
    """Whether ``host`` (lowercase ASCII) can be on the public web: its suffix is one that names are registered under.

    Addresses and names for special use aren't: ``127.0.0.1``, ``localhost``, ``.internal``, ``.test``.
    """
    in_use = _HOST.fullmatch(host) is not None and host.rpartition(".")[2] not in _NOT_ON_THE_WEB
    return in_use and _suffixes().publicsuffix(host) is not None


def misleading_host(text: str, url: str) -> str | None:
    """A host named in a link's ``text`` that isn't on the site that ``url`` leads to, or None.

    A name can be that of a conventional file (``README.md``), or on a reference site that of the page itself.
    """
    parts = urlsplit(url)
    actual = (parts.path.rpartition("@")[2] if parts.scheme == "mailto" else parts.hostname or "").lower()
    page = _letters(url.partition(parts.netloc)[2]) if actual in _REFERENCE_SITES else ""
    return next((host for host in _hosts_in(text) if not _same_site(host, actual) and _letters(host) not in page), None)


def _hosts_in(text: str) -> Iterator[str]:
    """Every host that a reader sees in ``text``; of ``example.com/main.rs`` only the first."""
    for word in unicodedata.normalize("NFKC", text).replace("\N{IDEOGRAPHIC FULL STOP}", ".").casefold().split():
        if stated := _STATED.match(word):
            yield from filter(None, [stated[1].strip(".")])
        else:
            parts = (filter(_is_host, _candidates(part)) for part in _DELIMITERS.split(word))
            yield from next(filter(None, map(tuple, parts)), ())


def _candidates(text: str) -> Iterator[str]:
    return (name.strip("-_") for name in _NAME.findall(text))


def _is_host(name: str) -> bool:
    """Whether the name has a public suffix. Nobody can register a name with an underscore."""
    is_suffix = "." in name and _suffixes().publicsuffix(name) == name
    return name not in _FILES and (is_suffix or "_" not in (_site(name) or "_"))


def _same_site(host: str, actual: str) -> bool:
    return host == actual or (_site(host) is not None and _site(host) == _site(actual))


def _site(host: str) -> str | None:
    """The part of a host name that its owner registered: ``example.co.uk`` for ``www.example.co.uk``."""
    return _suffixes().privatesuffix(host)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())
