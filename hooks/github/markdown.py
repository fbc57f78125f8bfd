"""Escape untrusted text for GitHub Markdown.

The text shows up as written, but can't create mentions, references, links, images or other markup, or break out of its
block. GitHub looks for references after it has decoded entities, but never in code: so plain words stay text, and
everything else is shown as code.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable
from html import escape
from typing import TypeVar

from hooks.prose.invisible import INVISIBLE

Part = TypeVar("Part")
_ENTITIES = {character: f"&#{ord(character)};" for character in string.punctuation if character not in ",;'-/?="}
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_PLAIN = re.compile(
    r"""(?!.*(?:[a-f]{7}|ghsa-))[("'“‘]*(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\d{1,6}(?:,\d{3})*|[—–…])?[)"'”’,.;:!?]*""",
    re.IGNORECASE,
)
"""A word or a short number with punctuation, which can't be a reference. Seven letters from a to f can be a commit."""
_COMMIT = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)
_NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_TITLE_SIGNS = str.maketrans(
    {
        "@": "\N{FULLWIDTH COMMERCIAL AT}",
        "#": "\N{FULLWIDTH NUMBER SIGN}",
        "[": "(",  # [skip ci] would keep the checks from running
        "]": ")",
        "`": "'",
    }
)
MAX_BLOCK = 4_000
"""Default limit for the characters of a code block."""
MAX_MESSAGE = 500
MAX_SUBJECT = 150


def escape_message(message: str) -> str:
    """Escape a message, with its backtick spans as inline code. Cut after `MAX_MESSAGE` characters."""
    text, end, parts = replace_invisible(shorten(message.strip(), MAX_MESSAGE)), 0, list[str]()
    for span in _CODE_SPAN.finditer(text):
        parts += [escape_text(text[end : span.start()]), inline_code(span[2].strip() or span[2])]
        end = span.end()
    return _joined([*parts, escape_text(text[end:])])


def _joined(parts: Iterable[str]) -> str:
    """The parts in a row; two code spans would be one without a space between them."""
    text = ""
    for part in parts:
        text += " " * (text.endswith("`") and part.startswith("`")) + part
    return text


def inline_code(text: str) -> str:
    """Text as a code span. Nothing in it means anything to GitHub: HTML's ``<code>`` would leave e-mail addresses."""
    code = replace_invisible(text) or " "
    mark = "`" * (1 + max(map(len, re.findall("`+", code)), default=0))
    padding = " " * (code.strip(" `") != code and not code.isspace())
    return f"{mark}{padding}{code}{padding}{mark}"


def escape_text(text: str) -> str:
    """Escape plain text: words stay text, anything that GitHub might link becomes code."""
    return " ".join(
        _encode(word) if _PLAIN.fullmatch(word) else inline_code(word) for word in replace_invisible(text).split(" ")
    )


def escape_subject(text: str) -> str:
    """Text for the title of a pull request or commit, where GitHub reads no Markdown but links mentions and issues."""
    text = " ".join(replace_invisible(shorten(text, MAX_SUBJECT)).split()).translate(_TITLE_SIGNS)
    text = re.sub(r"&(?=\w+;)", "\N{FULLWIDTH AMPERSAND}", text)
    text = re.sub(r":(?=\S)", ": ", text)
    text = re.sub(r"\bwww\.", "www .", text, flags=re.IGNORECASE)
    text = _COMMIT.sub(_unlike_a_commit, text)
    return re.sub(r"-(?=\d)|(?<=ghsa)-", _NO_BREAK_HYPHEN, text, flags=re.IGNORECASE)


def _unlike_a_commit(match: re.Match[str]) -> str:
    """The same number or letters, in groups too short for a commit."""
    digits = match[0]
    return f"{int(digits):,}" if digits.isdecimal() else _NO_BREAK_HYPHEN.join(re.findall(".{1,6}", digits))


def code_block(text: str, language: str = "", limit: int = MAX_BLOCK) -> str:
    """A fenced code block of at most ``limit`` characters; its fence is longer than any run of backticks in it."""
    shown = shorten("\n".join(replace_invisible(line) for line in text.split("\n")), limit, "\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"


def is_copyable(text: str) -> bool:
    """Whether `code_block` shows this text exactly: nothing truncated, nothing replaced."""
    return len(text) <= MAX_BLOCK and all(replace_invisible(line) == line for line in text.split("\n"))


def shorten(text: str, limit: int, before: str = "") -> str:
    """The first ``limit`` characters, with an ellipsis if there are more."""
    return text if len(text) <= limit else f"{text[:limit]}{before}\N{HORIZONTAL ELLIPSIS}"


def fitting(parts: Iterable[Part], limit: int, text: Callable[[Part], str] = str) -> list[Part]:
    """The first parts whose texts have ``limit`` characters together, and always the first one."""
    found: list[Part] = []
    for part in parts:
        limit -= len(text(part))
        if found and limit < 0:
            break
        found.append(part)
    return found


def replace_invisible(text: str) -> str:
    """Replace control characters and others that hide or reorder text with U+FFFD."""
    visible = INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in visible)


def _encode(text: str) -> str:
    return "".join(_ENTITIES.get(character, escape(character)) for character in text)
