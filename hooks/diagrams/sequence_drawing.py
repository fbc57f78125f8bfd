"""Draw sequence diagrams."""

from __future__ import annotations

from dataclasses import dataclass, field

from hooks.diagrams.sequence import Bar, Closing, Divider, Event, Message, Note, Opening, Script
from hooks.diagrams.sequence_layout import LOOP, Lanes, Span, lanes, message_lines, note_lines
from hooks.diagrams.svg_parser import Element
from hooks.diagrams.svg_shapes import LARGE, MARKS, SMALL, Style, box, marks, shape, stroke_between, words
from hooks.diagrams.text_measurement import LINE, widest, width

_MARGIN = 16.0
_TAB = 19.0
_HALF_BAR = 5.0
_MIDDLE: Style = {"text-anchor": "middle"}


def drawing(script: Script) -> Element:
    """The SVG with raw coordinates; serializing and parsing it again normalizes them."""
    return _Stage(lanes(script)).play(script.events)


@dataclass
class _Frame:
    kind: str
    top: float
    captions: list[tuple[float, str]]
    span: Span | None = None


@dataclass
class _Layers:
    """Elements by layer, back to front."""

    frames: list[Element] = field(default_factory=list)
    lifelines: list[Element] = field(default_factory=list)
    bars: list[Element] = field(default_factory=list)
    said: list[Element] = field(default_factory=list)
    heads: list[Element] = field(default_factory=list)

    def all(self) -> list[Element | str]:
        return [*self.frames, *self.lifelines, *self.bars, *self.said, *self.heads]


class _Stage:
    """Draws events in order and tracks the extent of the drawing."""

    def __init__(self, where: Lanes) -> None:
        self._lanes = where
        self._y = where.head
        self._layers = _Layers()
        self._frames: list[_Frame] = []
        self._bars: dict[str, list[float]] = {name: [] for name in where.boxes}
        sides = [(where.middles[name], head.width / 2) for name, head in where.boxes.items()]
        self._span = min(middle - half for middle, half in sides), max(middle + half for middle, half in sides)

    def play(self, events: list[Event]) -> Element:
        """Draw all events."""
        for event in events:
            self._take(event)
        self._y += 22
        for name, since in self._bars.items():
            for _ in tuple(since):
                self._end_bar(name)
        for name in self._lanes.boxes:
            self._lane(name)
        left, right = self._span
        view = f"{left - _MARGIN} {-_MARGIN} {right - left + 2 * _MARGIN} {self._y + 2 * _MARGIN}"
        return Element("svg", {"viewBox": view}, [marks(), *self._layers.all()])

    def _take(self, event: Event) -> None:
        match event:
            case Message():
                self._message(event)
            case Note():
                self._note(event)
            case Bar(name, True):
                self._bars[name].append(self._y - 6)
            case Bar(name):
                self._end_bar(name)
            case Opening(kind, label):
                self._y += 14
                self._frames.append(_Frame(kind, self._y, [(self._y, label)]))
                self._y += _TAB
            case Divider(label):
                self._y += 12
                self._frames[-1].captions.append((self._y, label))
                self._y += _TAB - 4 if label else 0
            case Closing():
                self._close(self._frames.pop())

    def _reach(self, span: Span) -> None:
        self._span = _union(self._span, span)
        if self._frames:
            around = (span[0] - 14, span[1] + 14)
            self._frames[-1].span = _union(self._frames[-1].span or around, around)

    def _message(self, message: Message) -> None:
        lines = message_lines(message)
        self._reach(self._lanes.of_message(message))
        style: dict[str, object] = {"stroke-dasharray": "6 4"} if message.dashed else {}
        if message.head in MARKS:
            style["marker-end"] = MARKS[message.head]
        to_oneself = message.source == message.target
        self._y += 14 if to_oneself else 10 + len(lines) * LINE
        if message.bar == "+":
            self._bars[message.target].append(self._y)
        if to_oneself:
            self._loop(message.source, lines, style)
        else:
            self._arrow(message, lines, style)
        if message.bar == "-":
            self._end_bar(message.source)
        self._y += 6

    def _arrow(self, message: Message, lines: list[str], style: Style) -> None:
        start, end = self._lanes.middles[message.source], self._lanes.middles[message.target]
        forward = 1 if start < end else -1
        middle, half, high = (start + end) / 2, widest(lines, SMALL) / 2, len(lines) * LINE
        start += forward * self._half_bar(message.source)
        end -= forward * self._half_bar(message.target)
        if self._lanes.crossed((middle - half, middle + half)):
            background = box(middle - half, self._y - high - 4, 2 * half, high)
            self._layers.said.append(shape("rect", background, fill="paper"))
        self._layers.said.append(words(lines, middle, self._y - 6, _MIDDLE))
        self._layers.said.append(stroke_between((start, self._y), (end, self._y), style, stroke="line"))

    def _loop(self, name: str, lines: list[str], style: Style) -> None:
        high = max(20.0, len(lines) * LINE)
        out = self._lanes.middles[name] + LOOP
        x, top, bottom = self._lanes.middles[name] + self._half_bar(name), self._y, self._y + high
        corners = f"{x},{top} {out},{top} {out},{bottom} {x},{bottom}"
        self._layers.said.append(shape("polyline", {"points": corners, **style}, stroke="line"))
        self._layers.said.append(words(lines, out + 6, top + high / 2 + (len(lines) - 1) * LINE / 2 + 4))
        self._y = bottom

    def _note(self, note: Note) -> None:
        lines, (left, right) = note_lines(note), self._lanes.of_note(note)
        self._reach((left, right))
        self._y += 10
        high = len(lines) * LINE + 10
        paper = {**box(left, self._y, right - left, high), "rx": 2}
        self._y += high
        self._layers.said.append(shape("rect", paper, fill="mark", stroke="mark-rim"))
        self._layers.said.append(words(lines, (left + right) / 2, self._y - 9, _MIDDLE, part="ink"))
        self._y += 4

    def _half_bar(self, name: str) -> float:
        return _HALF_BAR if self._bars[name] else 0.0

    def _end_bar(self, name: str) -> None:
        top = self._bars[name].pop()
        left = self._lanes.middles[name] - _HALF_BAR + 4 * len(self._bars[name])
        bar = box(left, top, 2 * _HALF_BAR, max(self._y - top, 8.0))
        self._layers.bars.insert(0, shape("rect", bar, fill="head", stroke="rim"))

    def _close(self, frame: _Frame) -> None:
        self._y += 12
        left, right = frame.span or self._span
        tab = width(frame.kind, SMALL) * 1.1 + 14
        said = [shape("rect", box(left, frame.top, tab, _TAB), fill="head", stroke="rim")]
        said.append(words([frame.kind], left + 7, frame.top + 13, {"font-weight": 600}))
        for n, (y, label) in enumerate(frame.captions):
            caption, end = self._caption(f"[{label}]", (left + (8 if n else tab + 8), right), y + 13)
            said += caption if label else []
            right = max(right, end if label else right)
        for y, _ in frame.captions[1:]:
            said.append(stroke_between((left, y), (right, y), {"stroke-dasharray": "6 4"}, stroke="rim"))
        self._layers.frames.insert(
            0, shape("rect", box(left, frame.top, right - left, self._y - frame.top), stroke="rim")
        )
        self._layers.said += said
        self._reach((left, right))
        self._y += 2

    def _caption(self, label: str, room: Span, y: float) -> tuple[list[Element], float]:
        """A frame's label, placed between lifelines if there's room, else on a backbackground; and where it ends."""
        long = width(label, SMALL)
        starts = [room[0], *(middle + 10 for middle in self._lanes.middles.values() if room[0] < middle < room[1])]
        free = (x for x in starts if x + long <= room[1] and not self._lanes.crossed((x, x + long)))
        x = next(free, room[0])
        background = shape("rect", box(x - 2, y - 11, long + 4, LINE - 1), fill="paper")
        backgrounds = [background] if self._lanes.crossed((x, x + long)) else []
        return [*backgrounds, words([label], x, y)], x + long + 8

    def _lane(self, name: str) -> None:
        head, x, high = self._lanes.boxes[name], self._lanes.middles[name], self._lanes.head
        frame = {**box(x - head.width / 2, 0, head.width, high), "rx": high / 2 if head.actor.person else 3}
        last = high / 2 + (len(head.lines) - 1) * LINE / 2 + 4.5
        style = {**_MIDDLE, "font-size": LARGE, "font-weight": 500}
        self._layers.heads.append(shape("rect", frame, fill="node", stroke="rim"))
        self._layers.heads.append(words(head.lines, x, last, style, part="ink"))
        line = stroke_between((x, high), (x, self._y), {"stroke-dasharray": "4 4"}, stroke="line")
        self._layers.lifelines.append(line)


def _union(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])
