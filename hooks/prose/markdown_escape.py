"""Escape finished HTML so that Python-Markdown leaves it alone.

Macros hand HTML to MkDocs inside Markdown. Characters that a Markdown extension would act on become character
references, so the reader sees the same text and Markdown finds nothing to convert.
"""

from __future__ import annotations

import re
import string

from markupsafe import Markup, escape

_IN_BLOCKS = str.maketrans(
    {"`": "&#96;", "~": "&#126;", "\t": "&#9;", "\x02": "", "\x03": "", "{": "&#123;", "}": "&#125;"}
)
"""Python-Markdown finds fences before it sets HTML aside, expands tabs, and uses STX and ETX as markers."""
_IN_LINES = {char: f"&#{ord(char)};" for char in string.punctuation if char not in ",;"}
_TAG_OR_REFERENCE = re.compile(r"(<[^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z]+);)")
_ATTRIBUTE = re.compile(r'(?<==")[^"]*(?=")')


def text(value: object) -> Markup:
    """Escape plain text for use inside block-level HTML."""
    return block(escape(value))


def block(html: str) -> Markup:
    """Escape finished, balanced HTML for use inside block-level HTML."""
    return Markup(html.translate(_IN_BLOCKS))  # noqa: S704 - the caller's HTML is finished and escaped


def line(html: str) -> Markup:
    """Escape finished inline HTML for a line that Markdown parses, such as a heading."""
    parts = _TAG_OR_REFERENCE.split(" ".join(html.split()))
    return Markup("".join(_tag(part) if index % 2 else _encode(part) for index, part in enumerate(parts)))  # noqa: S704


def _encode(plain: str) -> str:
    return "".join(_IN_LINES.get(char, char) for char in plain)


def _tag(markup: str) -> str:
    return _ATTRIBUTE.sub(
        lambda match: re.sub(r"[^\w\s&#;,/.?=:%-]|[_]", lambda m: f"&#{ord(m[0])};", match[0]), markup
    )
