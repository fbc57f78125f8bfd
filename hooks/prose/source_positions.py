"""Line and column of inline Markdown: the parser only gives the lines of a block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from hooks.findings.finding import Position


class PositionFinder:
    """Finds the parts of one token in its source. Ask for them in order; the search never goes back, so it's linear."""

    def __init__(self, lines: Sequence[str], token: Token) -> None:
        first, last = token.map or (0, len(lines))
        self._text = "\n".join(lines[first:last])
        self._seen = self._offset = 0
        self._absent: set[str] = set()
        self._start = self._position = Position(first + 1, 1)

    def find(self, part: str, after: str = "") -> Position:
        """Position of the next ``part``, preferably right after ``after``. Falls back to the start of the token."""
        prefixed = self._next(after + part)
        found = self._next(part) if prefixed < 0 else prefixed + len(after)
        return self._start if found < 0 else self._advance(found, len(part))

    def mask(self, spans: Iterable[str]) -> None:
        """Blank out these code spans so that nothing is found inside them."""
        offset, pieces = 0, []
        for span in spans:
            found = self._text.find(f"`{span}", offset) + 1
            if found > 0:
                pieces += [self._text[offset:found], " " * len(span)]
                offset = found + len(span)
        self._text = "".join([*pieces, self._text[offset:]])

    def is_escaped(self, part: str) -> bool:
        """Whether the next ``part`` is written as an entity or after a backslash."""
        found = end = self._next(part)
        while end > 0 and self._text[end - 1] == "\\":
            end -= 1
        return found < 0 or (found - end) % 2 == 1

    def _next(self, part: str) -> int:
        """Offset of the next ``part``, or -1. Misses are cached: later searches start further on."""
        found = -1 if part in self._absent else self._text.find(part, self._offset)
        if found < 0:
            self._absent.add(part)
        return found

    def _advance(self, offset: int, length: int) -> Position:
        """Move past the part at ``offset`` and return its position."""
        passed = self._text[self._seen : offset]
        column = len(passed) - passed.rfind("\n") if "\n" in passed else self._position.column + len(passed)
        self._position = Position(self._position.line + passed.count("\n"), column)
        self._seen, self._offset = offset, offset + length
        return self._position
