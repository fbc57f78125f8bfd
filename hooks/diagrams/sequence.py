"""Parse Mermaid sequence diagrams.

Sequence diagrams are parsed and drawn by our own code, since the npm renderer uses fixed distances between lifelines,
which longer messages cross, and drops notes, numbers and crosses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count

HEADER = "sequenceDiagram"
MAX_NOTE_WIDTH = 2
"""Lifelines that a note can span."""

_NAME = re.compile(r"[^:;,<>+]+")
_PARTICIPANT = re.compile(r"(?P<kind>participant|actor)\s(?P<rest>.+)")
_ALIAS = re.compile(r"\sas\s")
_ARROW = re.compile(r"(?P<line>--?)(?P<head>>>|>|x|\))")
_NOTE = re.compile(r"(?:(?P<side>left|right)\s++of|over)\s(?P<over>.+)")
_BAR = re.compile(r"(?P<word>activate|deactivate)\s(?P<name>.+)")
_OPENING = re.compile(r"(?P<kind>loop|alt|opt|par|critical|break)(?:\s++(?P<label>.*))?")
_DIVIDER = re.compile(r"(?P<kind>else|and|option)(?:\s++(?P<label>.*))?")
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
        if participant := _participant(line):
            name, actor = participant
            if name in self.script.actors:
                return f"`{name}` is declared twice, or after its first message: declare it once, before that"
            self.script.actors[name] = actor
        elif (found := _BAR.fullmatch(line)) and _is_name(name := found["name"].strip()):
            return self._bar(name, on=found["word"] == "activate")
        elif note := _note(line):
            for name in note.over:
                self._meet(name)
            self.script.events.append(note)
        elif message := _message(line):
            return self._message(message)
        else:
            hints = (hint for pattern, hint in _HINTS if re.match(pattern, line))
            return f"`{line}` isn't supported: {next(hints, 'simplify or delete it')}"
        return None

    def _message(self, message: Message) -> str | None:
        source, target = self._meet(message.source), self._meet(message.target)
        self.script.events.append(replace(message, text=self._numbers() + message.text))
        if message.bar:
            return self._count_bar(target if message.bar == "+" else source, on=message.bar == "+")
        return None

    def _bar(self, name: str, *, on: bool) -> str | None:
        self.script.events.append(Bar(self._meet(name), on))
        return self._count_bar(name, on=on)

    def _count_bar(self, name: str, *, on: bool) -> str | None:
        self._bars[name] = self._bars.get(name, 0) + (1 if on else -1)
        return f"`{name}` isn't active here" if self._bars[name] < 0 else None

    def _meet(self, name: str) -> str:
        self.script.actors.setdefault(name, Actor(name, person=False))
        return name


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def _participant(line: str) -> tuple[str, Actor] | None:
    """Parse ``participant A as label``; returns the name and the lifeline."""
    found = _PARTICIPANT.fullmatch(line)
    name, *label = map(str.strip, _ALIAS.split(found["rest"], 1)) if found else [""]
    if found is None or not _is_name(name) or "@" in name:
        return None
    return name, Actor("".join(label) or name, found["kind"] == "actor")


def _note(line: str) -> Note | None:
    """Parse ``Note over A,B: text``."""
    head, _, text = line.partition(":")
    word, *place = head.split(maxsplit=1) or [""]
    found = _NOTE.fullmatch("".join(place)) if word.lower() == "note" else None
    over = tuple(map(str.strip, found["over"].split(","))) if found else ()
    if found is None or len(over) > MAX_NOTE_WIDTH or not all(map(_is_name, over)) or not text.strip():
        return None
    return Note(over, found["side"] or "over", text.strip())


def _message(line: str) -> Message | None:
    """Parse ``A->>+B: text``. The first arrow counts that has a name on each side."""
    head, colon, text = line.partition(":")
    for arrow in _ARROW.finditer(head) if colon else ():
        source, rest = head[: arrow.start()].strip(), head[arrow.end() :].strip()
        bar = rest[:1] if rest[:1] in ("+", "-") else ""
        target = rest.removeprefix(bar).strip()
        if _is_name(source) and _is_name(target):
            return Message(source, target, text.strip(), arrow["head"], arrow["line"] == "--", bar)
    return None
