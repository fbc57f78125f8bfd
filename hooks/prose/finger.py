"""Where the parts of a parsed paragraph stand in its source: the parser gives lines, and no columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from hooks.findings.finding import Mark


class Finger:
    """Goes along the source of one token and finds its parts in their order, in linear time."""

    def __init__(self, lines: Sequence[str], token: Token) -> None:
        first, last = token.map or (0, len(lines))
        self._text = "\n".join(lines[first:last])
        self._seen = self._at = 0
        self._absent: set[str] = set()
        self._start = self._mark = Mark(first + 1, 1)

    def find(self, part: str, after: str = "") -> Mark:
        """Where the next ``part`` stands, at best right behind ``after``; the token's start if it is not there."""
        behind = self._next(after + part)
        found = self._next(part) if behind < 0 else behind + len(after)
        return self._start if found < 0 else self._go(found, len(part))

    def hide(self, spans: Iterable[str]) -> None:
        """Make sure that nothing is found in these code spans."""
        at, pieces = 0, []
        for span in spans:
            found = self._text.find(f"`{span}", at) + 1
            if found > 0:
                pieces += [self._text[at:found], " " * len(span)]
                at = found + len(span)
        self._text = "".join([*pieces, self._text[at:]])

    def is_escaped(self, part: str) -> bool:
        """Whether the next ``part`` is not written as such, but as an entity or behind a backslash."""
        found = end = self._next(part)
        while end > 0 and self._text[end - 1] == "\\":
            end -= 1
        return found < 0 or (found - end) % 2 == 1

    def _next(self, part: str) -> int:
        """Offset of the next ``part``, or -1: then there is none further on either."""
        found = -1 if part in self._absent else self._text.find(part, self._at)
        if found < 0:
            self._absent.add(part)
        return found

    def _go(self, place: int, length: int) -> Mark:
        """Move on to ``place``, and behind what stands there."""
        passed = self._text[self._seen : place]
        column = len(passed) - passed.rfind("\n") if "\n" in passed else self._mark.column + len(passed)
        self._mark = Mark(self._mark.line + passed.count("\n"), column)
        self._seen, self._at = place, place + length
        return self._mark
