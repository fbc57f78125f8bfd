"""Words of strangers in comments of ours: they come out as they were written, and do nothing.

No mention, no link, no picture, no markup comes of them, and nothing leaves the block it stands in.
"""

from __future__ import annotations

import re
import string
from html import escape

_ENTITIES = {mark: f"&#{ord(mark)};" for mark in string.punctuation if mark not in ",;'()-/?="}
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
MOST = 4_000
"""Characters of a block that are shown, if nothing else is said."""


def said(message: str) -> str:
    """A message of the check, what it quotes in backticks as code."""
    text, end, parts = visible(message), 0, []
    for span in _SPAN.finditer(text):
        parts += [plain(text[end : span.start()]), code(span[2].strip() or span[2])]
        end = span.end()
    return "".join([*parts, plain(text[end:])])


def code(text: str) -> str:
    """A piece of code within a sentence; names in it call nobody."""
    return f"<code>{_encoded(visible(text))}</code>"


def plain(text: str) -> str:
    """A piece of a sentence. GitHub finds names after it has read Markdown, so no sign for them is left."""
    return _encoded(visible(text).replace("@", "\N{FULLWIDTH COMMERCIAL AT}").replace("#", "\N{FULLWIDTH NUMBER SIGN}"))


def subject(text: str) -> str:
    """Words for the title of a pull request or a commit: plain text in which GitHub finds nobody and closes nothing."""
    signs = str.maketrans({"@": "\N{FULLWIDTH COMMERCIAL AT}", "#": "\N{FULLWIDTH NUMBER SIGN}"})
    return re.sub(r"://|\bGH-(?=\d)", " ", visible(" ".join(text.split())), flags=re.IGNORECASE).translate(signs)


def block(text: str, language: str = "", most: int = MOST) -> str:
    """Lines as a block of code whose fence is longer than any run of backticks in them."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    shown = shown if len(shown) <= most else f"{shown[:most]}\n\N{HORIZONTAL ELLIPSIS}"
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"


def is_exact(text: str) -> bool:
    """Whether a block of it can be copied: nothing cut off, and nothing replaced."""
    return len(text) <= MOST and all(visible(line) == line for line in text.split("\n"))


def visible(text: str) -> str:
    """The text with everything replaced that would move or hide words."""
    return "".join(mark if mark.isprintable() or mark == "\t" else "\N{REPLACEMENT CHARACTER}" for mark in text)


def _encoded(text: str) -> str:
    return "".join(_ENTITIES.get(mark, escape(mark)) for mark in text)
