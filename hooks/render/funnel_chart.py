"""The interview loop as a bar chart: one row per stage, bar length = minutes, bar color = weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from hooks.model.enums import Presence
from hooks.model.funnel import Funnel, Stage
from hooks.prose import html
from hooks.render.labels import presence, weight
from hooks.render.templates import render_template

WIDTH = 380
_LEFT, _RIGHT = 16, 364
_HEADER, _ROW, _GAP = 30, 42, 10
_FULL_WIDTH = 120
"""Minutes of a full-width bar; longer stages are cut off there."""


@dataclass(frozen=True)
class Row:
    """A stage and its position in SVG user units; ``text`` describes it for screen readers."""

    y: int
    name: str
    length: str
    least: float
    most: float
    weight: str
    optional: bool
    text: str


@dataclass(frozen=True)
class Phase:
    """A phase of the loop with its rows."""

    y: int
    name: str
    rows: tuple[Row, ...]


def funnel_chart(funnel: Funnel) -> Markup:
    """An SVG figure with a text alternative."""
    phases = tuple(_phases(funnel.stages))
    height = phases[-1].rows[-1].y + _ROW + 34
    return render_template(
        "funnel_chart.md.jinja",
        title=html.plain(funnel.title),
        phases=phases,
        width=WIDTH,
        height=height,
        left=_LEFT,
        right=_RIGHT,
    )


def _phases(stages: tuple[Stage, ...]) -> Iterator[Phase]:
    y = 8
    for name, members in groupby(stages, key=lambda stage: stage.phase):
        top, y = y, y + _HEADER
        rows = []
        for stage in members:
            rows.append(_row(stage, y))
            y += _ROW
        yield Phase(top, html.plain(name), tuple(rows))
        y += _GAP


def _row(stage: Stage, y: int) -> Row:
    length = f"{stage.minutes} min" if stage.minutes else "no live session"
    least, most = (_scale(stage.minutes.least), _scale(stage.minutes.most)) if stage.minutes else (0.0, 0.0)
    name = html.plain(stage.name)
    text = f"{name}: {length}, {presence(stage.presence)}, {weight(stage.weight)}"
    return Row(y, name, length, least, most, stage.weight.value, stage.presence is not Presence.ALWAYS, text)


def _scale(minutes: int) -> float:
    return round(min(minutes, _FULL_WIDTH) / _FULL_WIDTH * (_RIGHT - _LEFT), 1)
