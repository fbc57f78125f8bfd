"""Text that Python-Markdown passes through untouched on its way to the page.

Macros hand finished HTML to MkDocs inside Markdown, so characters that a Markdown extension would read are written as
character references. The reader sees the same text; Markdown sees nothing to do.
"""

from __future__ import annotations

import re
import string

from markupsafe import Markup, escape

_ANYWHERE = str.maketrans(
    {"`": "&#96;", "~": "&#126;", "\t": "&#9;", "\x02": "", "\x03": "", "{": "&#123;", "}": "&#125;"}
)
"""Fences are found before HTML is set aside; tabs are expanded; STX and ETX are Markdown's own markers."""
_IN_LINE = {mark: f"&#{ord(mark)};" for mark in string.punctuation if mark not in ",;"}
_TEXT = re.compile(r"(<[^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z]+);)")
_ATTRIBUTE = re.compile(r'(?<==")[^"]*(?=")')


def text(value: object) -> Markup:
    """Plain text for a place inside a block of HTML."""
    return block(escape(value))


def block(html: str) -> Markup:
    """Finished, balanced HTML for a place inside a block of HTML."""
    return Markup(html.translate(_ANYWHERE))  # noqa: S704 - the caller's HTML is finished and escaped


def line(html: str) -> Markup:
    """Finished inline HTML for a place that Markdown reads, such as a heading: one line, every sign a reference."""
    parts = _TEXT.split(" ".join(html.split()))
    return Markup("".join(_tag(part) if index % 2 else _encode(part) for index, part in enumerate(parts)))  # noqa: S704


def _encode(plain: str) -> str:
    return "".join(_IN_LINE.get(mark, mark) for mark in plain)


def _tag(markup: str) -> str:
    return _ATTRIBUTE.sub(
        lambda match: re.sub(r"[^\w\s&#;,/.?=:%-]|[_]", lambda m: f"&#{ord(m[0])};", match[0]), markup
    )
