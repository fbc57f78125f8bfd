"""The loop as a picture: one row a stage, its length a bar, its weight the bar's strength."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from hooks.model.funnel import Funnel, Stage
from hooks.model.words import Presence
from hooks.prose import html
from hooks.render.templates import fill

WIDTH = 380
_LEFT, _RIGHT = 16, 364
_HEADER, _ROW, _GAP = 30, 42, 10
_LONGEST = 120
"""Minutes that fill a row; a longer stage fills it too."""
_PRESENCE = {
    Presence.ALWAYS: "in every loop",
    Presence.USUAL: "in most loops",
    Presence.SOMETIMES: "in some loops",
    Presence.SENIOR: "in senior loops",
}


@dataclass(frozen=True)
class Row:
    """A stage with its place in the picture, in SVG user units."""

    y: int
    name: str
    length: str
    least: float
    most: float
    weight: str
    optional: bool
    says: str


@dataclass(frozen=True)
class Phase:
    """A part of the funnel with its rows."""

    y: int
    name: str
    rows: tuple[Row, ...]


def funnel_picture(funnel: Funnel) -> Markup:
    """An SVG in a figure, with the same told in words for whoever cannot see it."""
    phases = tuple(_phases(funnel.stages))
    height = phases[-1].rows[-1].y + _ROW + 34
    return fill(
        "funnel_picture.md.jinja",
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
    length = f"{stage.minutes} min" if stage.minutes else "no meeting"
    least, most = (_scale(stage.minutes.least), _scale(stage.minutes.most)) if stage.minutes else (0.0, 0.0)
    name = html.plain(stage.name)
    says = f"{name}: {length}, {_PRESENCE[stage.presence]}, {stage.weight} weight"
    return Row(y, name, length, least, most, stage.weight.value, stage.presence is not Presence.ALWAYS, says)


def _scale(minutes: int) -> float:
    return round(min(minutes, _LONGEST) / _LONGEST * (_RIGHT - _LEFT), 1)
