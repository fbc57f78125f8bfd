"""What values from the data are called on a page: labels, dates and durations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from hooks.model.enums import Grade, Presence, Weight

_HOUR = 60
_LABELS = {"sql": "SQL", "trade-off": "Trade-off"}
_GRADES: Mapping[str, str] = {
    Grade.OFFICIAL: "official",
    Grade.SEVERAL_REPORTS: "multiple reports",
    Grade.ONE_REPORT: "one report",
}
_PRESENCE: Mapping[str, str] = {
    Presence.ALWAYS: "in every loop",
    Presence.USUAL: "in most loops",
    Presence.SOMETIMES: "in some loops",
    Presence.SENIOR: "in senior loops",
}
_WEIGHTS: Mapping[str, str] = {Weight.LIGHT: "low weight", Weight.MEDIUM: "medium weight", Weight.HEAVY: "high weight"}


def label(value: str) -> str:
    """``value`` in sentence case: ``Code review`` for ``code-review``."""
    if value in _LABELS:
        return _LABELS[value]
    words = value.replace("-", " ")
    return words[:1].upper() + words[1:]


def grade(value: str) -> str:
    """How well a claim about a company is supported."""
    return _GRADES[value]


def presence(value: str) -> str:
    """How common a stage is."""
    return _PRESENCE[value]


def weight(value: str) -> str:
    """How much a stage moves the decision."""
    return _WEIGHTS[value]


def date(day: datetime.date) -> str:
    """``Nov 20, 2026``."""
    return f"{day:%b} {day.day}, {day.year}"


def month(day: datetime.date) -> str:
    """``Nov 2026``."""
    return f"{day:%b %Y}"


def duration(minutes: int) -> str:
    """``45 min``, ``2 h`` or ``2 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def roughly(minutes: float) -> str:
    """A duration rounded to 10 minutes below an hour, to 15 below two hours, else to 30."""
    step = 10 if minutes < _HOUR else 15 if minutes < 2 * _HOUR else 30
    return duration(max(step, round(minutes / step) * step))


def days(number: int) -> str:
    """``2 weeks`` if the days are full weeks, else ``5 days``."""
    return count(number // 7, "week") if number and number % 7 == 0 else count(number, "day")


def count(number: int, noun: str) -> str:
    """``1 question``, ``2 questions``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
