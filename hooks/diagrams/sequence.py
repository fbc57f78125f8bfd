"""Parse Mermaid sequence diagrams.

Sequence diagrams are parsed and drawn by our own code, since the npm renderer uses fixed distances between lifelines,
which longer messages cross, and drops notes, numbers and crosses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

HEADER = "sequenceDiagram"

_NAME = r"[^:;,<>+]+?"
_PARTICIPANT = re.compile(r"(?P<kind>participant|actor)\s+(?P<name>[^:;,<>+@]+?)(?:\s+as\s+(?P<label>.+))?")
_MESSAGE = re.compile(
    rf"(?P<source>{_NAME})\s*(?P<line>--?)(?P<head>>>|>|x|\))\s*(?P<bar>[+-]?)\s*(?P<target>{_NAME})\s*:\s*(?P<text>.*)"
)
_NOTE = re.compile(
    rf"(?i:note)\s+(?:(?P<side>left|right)\s+of|over)\s+(?P<first>{_NAME})(?:\s*,\s*(?P<last>{_NAME}))?\s*:\s*(?P<text>.+)"
)
_BAR = re.compile(rf"(?P<word>activate|deactivate)\s+(?P<name>{_NAME})")
_OPENING = re.compile(r"(?P<kind>loop|alt|opt|par|critical|break)(?:\s+(?P<label>.*))?")
_DIVIDER = re.compile(r"(?P<kind>else|and|option)(?:\s+(?P<label>.*))?")
_DIVIDED = {"else": "alt", "and": "par", "option": "critical"}
_HINTS = (
    (r"rect\b|box\b", "colored bands and boxes aren't supported: delete the line and its `end`"),
    (r"create\b|destroy\b", "lifelines can't start or end in the middle: use a note"),
    (r"autonumber", "numbering always starts at 1: write `autonumber` alone"),
    (r"links?\b", "links in diagrams aren't allowed: put the link in the text"),
    (r"(?i:note)\b", "write `Note over A: text`, `Note over A,B: text` or `Note left of A: text`"),
    (r".*-", "write `A->>B: text`, with a colon before the text"),
)


@dataclass(frozen=True)
class Actor:
    """A lifeline; ``person`` marks Mermaid's ``actor``."""

    label: str
    person: bool


@dataclass(frozen=True)
class Message:
    """An arrow between two lifelines, given by name.

    ``head`` is ``>>``, ``>`` (none), ``)`` or ``x``; ``bar`` is ``+`` if it activates the target, ``-`` if it
    deactivates the source.
    """

    source: str
    target: str
    text: str
    head: str
    dashed: bool
    bar: str


@dataclass(frozen=True)
class Note:
    """A note to the left or right of a lifeline, or over one or two."""

    over: tuple[str, ...]
    side: str
    text: str


@dataclass(frozen=True)
class Bar:
    """A lifeline's activation or deactivation."""

    name: str
    on: bool


@dataclass(frozen=True)
class Opening:
    """The start of a frame: loop, alt, opt, par, critical or break."""

    kind: str
    label: str


@dataclass(frozen=True)
class Divider:
    """The next branch of the current frame."""

    label: str


@dataclass(frozen=True)
class Closing:
    """The end of the innermost frame."""


Event = Message | Note | Bar | Opening | Divider | Closing


@dataclass
class Script:
    """Lifelines by name, left to right; events, top to bottom; and unsupported lines."""

    actors: dict[str, Actor] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def read(lines: Iterable[tuple[int, str]]) -> Script:
    """Parse the numbered, stripped lines below the header."""
    reader = _Reader()
    for number, line in lines:
        if error := reader.take(number, line):
            reader.script.errors.append((number, error))
    reader.script.errors += [(number, f"this `{kind}` has no `end`") for number, kind in reader.frames]
    if not reader.script.actors:
        reader.script.errors.append((1, "the diagram has no participants: add `participant A` or `A->>B: text`"))
    return reader.script


class _Reader:
    def __init__(self) -> None:
        self.script = Script()
        self.frames: list[tuple[int, str]] = []
        self._bars: dict[str, int] = {}
        self._numbers: Callable[[], str] = lambda: ""

    def take(self, number: int, line: str) -> str | None:
        """Add the line to the script, or return why it isn't supported."""
        if ";" in line:
            return "GitHub ends a statement at `;`: remove it"
        if line == "autonumber":
            ordinals = count(1)
            self._numbers = lambda: f"{next(ordinals)}. "
            return None
        if found := _OPENING.fullmatch(line):
            self.frames.append((number, found["kind"]))
            self.script.events.append(Opening(found["kind"], found["label"] or ""))
            return None
        if line == "end" or _DIVIDER.fullmatch(line):
            return self._frame(line)
        return self._among_actors(line)

    def _frame(self, line: str) -> str | None:
        if not self.frames:
            return f"`{line}` is outside of any frame"
        if not (found := _DIVIDER.fullmatch(line)):
            self.frames.pop()
            self.script.events.append(Closing())
            return None
        if self.frames[-1][1] != _DIVIDED[found["kind"]]:
            return f"`{found['kind']}` belongs in `{_DIVIDED[found['kind']]}`, not in `{self.frames[-1][1]}`"
        self.script.events.append(Divider(found["label"] or ""))
        return None

    def _among_actors(self, line: str) -> str | None:
        if found := _PARTICIPANT.fullmatch(line):
            if found["name"] in self.script.actors:
                return f"`{found['name']}` is declared twice, or after its first message: declare it once, before that"
            self._meet(found["name"], found["label"], person=found["kind"] == "actor")
        elif found := _BAR.fullmatch(line):
            return self._bar(found["name"], on=found["word"] == "activate")
        elif found := _NOTE.fullmatch(line):
            over = tuple(self._meet(name) for name in (found["first"], found["last"]) if name)
            self.script.events.append(Note(over, found["side"] or "over", found["text"]))
        elif found := _MESSAGE.fullmatch(line):
            return self._message(found)
        else:
            hints = (hint for pattern, hint in _HINTS if re.match(pattern, line))
            return f"`{line}` isn't supported: {next(hints, 'simplify or delete it')}"
        return None

    def _message(self, found: re.Match[str]) -> str | None:
        source, target = self._meet(found["source"]), self._meet(found["target"])
        text = self._numbers() + found["text"]
        self.script.events.append(Message(source, target, text, found["head"], found["line"] == "--", found["bar"]))
        if found["bar"]:
            return self._count_bar(target if found["bar"] == "+" else source, on=found["bar"] == "+")
        return None

    def _bar(self, name: str, *, on: bool) -> str | None:
        self.script.events.append(Bar(self._meet(name), on))
        return self._count_bar(name, on=on)

    def _count_bar(self, name: str, *, on: bool) -> str | None:
        self._bars[name] = self._bars.get(name, 0) + (1 if on else -1)
        return f"`{name}` isn't active here" if self._bars[name] < 0 else None

    def _meet(self, name: str, label: str | None = None, *, person: bool = False) -> str:
        self.script.actors.setdefault(name, Actor(label or name, person))
        return name
