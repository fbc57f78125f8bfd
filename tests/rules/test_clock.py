"""A wrong clock is one finding, not one for each date."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from hooks.load.library import load
from hooks.load.project import Project
from hooks.rules.questions import not_in_the_future


@pytest.fixture(scope="module")
def project() -> Project:
    return load(Path(__file__).parents[2]).project


@pytest.mark.parametrize("years", [1, 10, 56])
def test_clock_that_is_behind_is_one_finding(project: Project, years: int) -> None:
    today = datetime.date(2026 - years, 1, 1)
    [problem] = not_in_the_future(replace(project, today=today))
    assert problem.message.endswith(f"dates are in the future: this computer's clock says {today}")
    assert problem.hint == "Set the clock, then check again."


def test_clock_that_is_ahead_is_no_finding(project: Project) -> None:
    assert list(not_in_the_future(replace(project, today=datetime.date(2099, 1, 1)))) == []
