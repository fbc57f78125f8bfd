"""A plan as a calendar heat map: one square per day, filled in proportion to its minutes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hooks.model.plan import Day, Plan
from hooks.prose import html
from hooks.render.labels import duration
from hooks.render.templates import render_template

_COLUMNS, _CELL, _GAP, _EDGE = 7, 46, 6, 8
WIDTH = 2 * _EDGE + _COLUMNS * _CELL + (_COLUMNS - 1) * _GAP


@dataclass(frozen=True)
class Square:
    """A day and its position in SVG user units; ``fill`` is the height of the filled part."""

    x: int
    y: int
    number: int
    fill: float
    rest: bool
    text: str


def plan_calendar(plan: Plan) -> Markup:
    """An SVG figure, one row per week, with a text alternative."""
    most = max(plan.working_days, default=0) or 1
    squares = [_square(index, day, most) for index, day in enumerate(plan.days)]
    height = squares[-1].y + _CELL + _EDGE
    return render_template("plan_calendar.md.jinja", plan=plan, squares=squares, cell=_CELL, width=WIDTH, height=height)


def _square(index: int, day: Day, most: int) -> Square:
    row, column = divmod(index, _COLUMNS)
    work = duration(day.minutes) if day.minutes else "rest"
    return Square(
        x=_EDGE + column * (_CELL + _GAP),
        y=_EDGE + row * (_CELL + _GAP),
        number=index + 1,
        fill=round(day.minutes / most * _CELL, 1),
        rest=not day.minutes,
        text=f"Day {index + 1}, {html.plain(day.title)}: {work}",
    )
