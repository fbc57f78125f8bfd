"""Adds a Content-Security-Policy to every page: same-origin files and known inline scripts only."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_META_CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
_SCRIPT_SRC = "script-src 'self'"


def csp(scripts: Iterable[str]) -> str:
    """The policy of a page. ``scripts`` are the inline scripts that may run."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join((_SCRIPT_SRC, *sorted(map(_hash, scripts)))),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def with_csp(page: str, policy: str) -> str:
    """``page`` with a CSP ``<meta>`` right after ``<meta charset>``.

    Raises:
        ValueError: the page has no ``<meta charset="utf-8">``.
    """
    charset = _META_CHARSET.search(page)
    if charset is None:
        raise ValueError('can\'t add a CSP: the page has no <meta charset="utf-8">')
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{page[: charset.end()]}\n{meta}{page[charset.end() :]}"


def with_allowed_script(page: str, script: str) -> str:
    """``page``, whose policy also allows ``script``."""
    return page.replace(_SCRIPT_SRC, f"{_SCRIPT_SRC} {_hash(script)}", 1)


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
