"""When an answer is due to be held against its sources again."""

from __future__ import annotations

import datetime

from hooks.model.base import Review

KEEPS = datetime.timedelta(days=365)
"""Products release once a year, so what was true of one may not be true of the next."""


def is_past_review(reviewed: Review | None, today: datetime.date | None) -> bool:
    """Whether its sources should be read again; never where the day is not known."""
    return reviewed is not None and today is not None and reviewed.on + KEEPS < today
