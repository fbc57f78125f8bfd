"""The Content-Security-Policy of a page: its own files, its own inline scripts by their hashes, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

_HEAD = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""Scripts without attributes; those that hold data or have a source need no hash."""


def with_policy(page: str) -> str:
    """``page`` with its policy as the first thing after its character set.

    Raises:
        ValueError: the page does not say its character set where a policy can follow.
    """
    hashes = dict.fromkeys(_hash(script) for script in _INLINE.findall(page))
    policy = "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
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
    head = _HEAD.search(page)
    if head is None:
        raise ValueError("the page has no <meta charset> after which a policy can stand")
    return f'{page[: head.end()]}\n<meta http-equiv="Content-Security-Policy" content="{policy}">{page[head.end() :]}'


@cache
def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
