"""Where the parts of a parsed paragraph stand in its source: the parser gives lines, and no columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from hooks.finding import Mark


class Finger:
    """Goes along the source of one token and finds its parts in their order."""

    def __init__(self, lines: Sequence[str], token: Token) -> None:
        first, last = token.map or (0, len(lines))
        self._first = first + 1
        self._text = "\n".join(lines[first:last])
        self._at = 0

    def find(self, part: str, after: str = "") -> Mark:
        """Where the next ``part`` stands, at best right behind ``after``; the token's start if it is not there."""
        found = self._text.find(after + part, self._at) + len(after)
        if found < len(after):
            found = self._text.find(part, self._at)
        if found < 0:
            return Mark(self._first, 1)
        self._at = found + len(part)
        before = self._text[:found]
        return Mark(self._first + before.count("\n"), found - before.rfind("\n"))

    def hide(self, spans: Iterable[str]) -> None:
        """Make sure that nothing is found in these code spans."""
        at = 0
        for span in spans:
            found = self._text.find(f"`{span}", at) + 1
            if found > 0:
                at = found + len(span)
                self._text = f"{self._text[:found]}{' ' * len(span)}{self._text[at:]}"

    def is_escaped(self, part: str) -> bool:
        """Whether the next ``part`` is not written as such, but as an entity or behind a backslash."""
        found = self._text.find(part, self._at)
        return found < 0 or re.search(r"(?<!\\)(\\\\)*\\$", self._text[:found]) is not None
