"""Escape untrusted text for GitHub Markdown.

The text shows up as written, but can't create mentions, links, images or other markup, or break out of its block.
"""

from __future__ import annotations

import re
import string
from html import escape

_ENTITIES = {character: f"&#{ord(character)};" for character in string.punctuation if character not in ",;'()-/?="}
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
MAX_BLOCK = 4_000
"""Default limit for the characters of a code block."""


def escape_message(message: str) -> str:
    """Escape a message, with its backtick spans as inline code."""
    text, end, parts = replace_invisible(message), 0, []
    for span in _CODE_SPAN.finditer(text):
        parts += [escape_text(text[end : span.start()]), inline_code(span[2].strip() or span[2])]
        end = span.end()
    return "".join([*parts, escape_text(text[end:])])


def inline_code(text: str) -> str:
    """Escape text as inline code; ``@names`` in it mention nobody."""
    return f"<code>{_encode(replace_invisible(text))}</code>"


def escape_text(text: str) -> str:
    """Escape plain text. GitHub resolves ``@`` and ``#`` after entities, so both become full-width characters."""
    text = replace_invisible(text)
    return _encode(text.replace("@", "\N{FULLWIDTH COMMERCIAL AT}").replace("#", "\N{FULLWIDTH NUMBER SIGN}"))


def escape_subject(text: str) -> str:
    """Text for the title of a pull request or commit, where GitHub reads no Markdown but links mentions and issues."""
    text = replace_invisible(" ".join(text.split()))
    text = text.replace("@", "\N{FULLWIDTH COMMERCIAL AT}").replace("#", "\N{FULLWIDTH NUMBER SIGN}")
    return re.sub(r"://|\bGH-(?=\d)", " ", text, flags=re.IGNORECASE)


def code_block(text: str, language: str = "", limit: int = MAX_BLOCK) -> str:
    """A fenced code block of at most ``limit`` characters; its fence is longer than any run of backticks in it."""
    shown = "\n".join(replace_invisible(line) for line in text.split("\n"))
    shown = shown if len(shown) <= limit else f"{shown[:limit]}\n\N{HORIZONTAL ELLIPSIS}"
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"


def is_copyable(text: str) -> bool:
    """Whether `code_block` shows this text exactly: nothing truncated, nothing replaced."""
    return len(text) <= MAX_BLOCK and all(replace_invisible(line) == line for line in text.split("\n"))


def replace_invisible(text: str) -> str:
    """Replace control characters and others that hide or reorder text with U+FFFD."""
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _encode(text: str) -> str:
    return "".join(_ENTITIES.get(character, escape(character)) for character in text)
