"""A plan as a calendar: a square a day, filled as far as the day's work goes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hooks.model.plan import Day, Plan
from hooks.prose import html
from hooks.render.templates import duration, fill

_COLUMNS, _CELL, _GAP, _EDGE = 7, 46, 6, 8
WIDTH = 2 * _EDGE + _COLUMNS * _CELL + (_COLUMNS - 1) * _GAP


@dataclass(frozen=True)
class Square:
    """A day with its place, in SVG user units; ``fill`` is the height of its work."""

    x: int
    y: int
    number: int
    fill: float
    rest: bool
    says: str


def plan_picture(plan: Plan) -> Markup:
    """An SVG in a figure, a row a week, with the same told in words."""
    most = max((_minutes(day) for day in plan.days), default=0) or 1
    squares = [_square(index, day, most) for index, day in enumerate(plan.days)]
    height = squares[-1].y + _CELL + _EDGE
    return fill("plan_picture.md.jinja", plan=plan, squares=squares, cell=_CELL, width=WIDTH, height=height)


def _minutes(day: Day) -> int:
    return sum(task.minutes for task in day.tasks)


def _square(index: int, day: Day, most: int) -> Square:
    row, column = divmod(index, _COLUMNS)
    minutes = _minutes(day)
    work = duration(minutes) if minutes else "rest"
    return Square(
        x=_EDGE + column * (_CELL + _GAP),
        y=_EDGE + row * (_CELL + _GAP),
        number=index + 1,
        fill=round(minutes / most * _CELL, 1),
        rest=not minutes,
        says=f"Day {index + 1}, {html.plain(day.title)}: {work}",
    )
