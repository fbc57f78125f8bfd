"""Lay out sequence diagrams: lifelines far enough apart for the messages and notes between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.diagrams.sequence import Actor, Message, Note, Script
from hooks.diagrams.svg_shapes import LARGE, SMALL
from hooks.diagrams.text_measurement import LINE, widest, wrapped

LOOP = 30.0
"""Width of a message from a lifeline to itself, in pixels."""
_MESSAGE_MOST, _NOTE_MOST, _ACTOR_MOST = 180.0, 200.0, 150.0
_AIR = 14.0
_NOTE_PAD = 20.0

Span = tuple[float, float]
"""Left and right, in pixels."""


@dataclass(frozen=True)
class Head:
    """The box at the top of a lifeline."""

    actor: Actor
    lines: list[str]
    width: float


@dataclass(frozen=True)
class Lanes:
    """Heads by name, the x coordinate of each lifeline, and the height of the heads."""

    boxes: dict[str, Head]
    middles: dict[str, float]
    head: float

    def crossed(self, span: Span) -> bool:
        """Whether a lifeline crosses ``span``."""
        return any(span[0] < middle < span[1] for middle in self.middles.values())

    def of_message(self, message: Message) -> Span:
        """The extent of an arrow; for a message to itself, including its text."""
        source, target = self.middles[message.source], self.middles[message.target]
        if source == target:
            return source, source + LOOP + 6 + widest(message_lines(message), SMALL)
        return min(source, target), max(source, target)

    def of_note(self, note: Note) -> Span:
        """The extent of a note."""
        wide = note_width(note)
        ends = [self.middles[name] for name in note.over]
        if note.side == "left":
            return ends[0] - _AIR - wide, ends[0] - _AIR
        if note.side == "right":
            return ends[0] + _AIR, ends[0] + _AIR + wide
        middle, half = (min(ends) + max(ends)) / 2, max(wide, max(ends) - min(ends) + 2 * _NOTE_PAD) / 2
        if len(ends) == 1:
            half = wide / 2
        return middle - half, middle + half


def lanes(script: Script) -> Lanes:
    """Place every lifeline as far left as heads, messages and notes allow."""
    boxes = {name: _head(actor) for name, actor in script.actors.items()}
    order = {name: place for place, name in enumerate(boxes)}
    needs = [*_head_needs(list(boxes.values())), *_event_needs(script, order)]
    middles: list[float] = []
    for place in range(len(boxes)):
        reached = (middles[left] + need for left, right, need in needs if right == place)
        middles.append(max(reached, default=0.0))
    head = max(len(box.lines) for box in boxes.values()) * (LINE + 2) + 18
    return Lanes(boxes, dict(zip(boxes, middles, strict=True)), head)


def message_lines(message: Message) -> list[str]:
    """A message's text, wrapped."""
    return wrapped(message.text, SMALL, _MESSAGE_MOST)


def note_lines(note: Note) -> list[str]:
    """A note's text, wrapped."""
    return wrapped(note.text, SMALL, _NOTE_MOST)


def note_width(note: Note) -> float:
    """A note's minimum width."""
    return widest(note_lines(note), SMALL) + _NOTE_PAD


def _head(actor: Actor) -> Head:
    lines = wrapped(actor.label, LARGE, _ACTOR_MOST)
    return Head(actor, lines, max(72.0, widest(lines, LARGE) + 28))


Need = tuple[int, int, float]
"""Indexes of two lifelines, left and right, and the minimum distance between them."""


def _head_needs(boxes: list[Head]) -> Iterator[Need]:
    for place in range(1, len(boxes)):
        yield place - 1, place, (boxes[place - 1].width + boxes[place].width) / 2 + 24


def _event_needs(script: Script, order: dict[str, int]) -> Iterator[Need]:
    last = len(order) - 1
    for event in script.events:
        if isinstance(event, Message):
            left, right = sorted((order[event.source], order[event.target]))
            wide = widest(message_lines(event), SMALL) + 2 * _AIR
            if left < right:
                yield left, right, wide
            elif right < last:
                yield left, left + 1, wide + LOOP
        elif isinstance(event, Note):
            yield from _note_needs(event, sorted(order[name] for name in event.over), last)


def _note_needs(note: Note, places: list[int], last: int) -> Iterator[Need]:
    left, right, wide = places[0], places[-1], note_width(note)
    if left < right:
        yield left, right, wide - 2 * _NOTE_PAD
        return
    to_side = wide / 2 + _AIR / 2 if note.side == "over" else wide + 2 * _AIR
    if left > 0 and note.side != "right":
        yield left - 1, left, to_side
    if right < last and note.side != "left":
        yield right, right + 1, to_side
