"""What a plan's summary promises for a day is what its tasks add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.model.plan import Plan

ROOT = Path(__file__).parents[2]
PLANS = check(ROOT).project.library.plans
REST, LAST = range(1), range(40, 76)
HOUR, HOUR_AND_A_HALF, TWO_HOURS = range(55, 66), range(80, 121), range(105, 136)
PROMISES = {
    "one-week": (
        ["two to three hours free every evening but the last"],
        [range(120, 181)] * 6 + [LAST],
    ),
    "two-weeks": (
        ["about two hours an evening", "45 minutes more on the first two", "about one hour on the last"],
        [range(120, 166)] * 2 + [TWO_HOURS] * 4 + [REST] + [TWO_HOURS] * 6 + [LAST],
    ),
    "four-weeks": (
        ["about 90 minutes on most days"],
        ([HOUR_AND_A_HALF] * 6 + [REST]) * 3 + [HOUR_AND_A_HALF] * 5 + [REST, LAST],
    ),
    "eight-weeks": (
        ["an hour on weekdays", "two hours or a bit more on Saturdays", "Sundays off until the last"],
        ([HOUR] * 5 + [range(120, 136), REST]) * 7 + [HOUR] * 5 + [REST, LAST],
    ),
}
"""For each plan, phrases of its summary and what they allow for each day, in minutes."""


def test_every_plan_has_its_promise_checked() -> None:
    assert PLANS.keys() == PROMISES.keys()


@pytest.mark.parametrize("plan", PLANS.values(), ids=list(PLANS))
def test_days_are_as_long_as_the_summary_says(plan: Plan) -> None:
    phrases, allowed = PROMISES[plan.slug]
    assert [phrase for phrase in phrases if phrase not in plan.summary] == []
    assert len(plan.days) == len(allowed)
    wrong = [
        f"day {number} takes {day.minutes} minutes, not {minutes.start} to {minutes.stop - 1}"
        for number, (day, minutes) in enumerate(zip(plan.days, allowed, strict=True), 1)
        if day.minutes not in minutes
    ]
    assert wrong == []
