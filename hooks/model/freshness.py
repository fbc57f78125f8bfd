"""When an answer is due to be checked against its sources again."""

from __future__ import annotations

import datetime

from hooks.model.base import Review

REVIEW_INTERVAL = datetime.timedelta(days=365)
"""Most products have a major release every year, which can make an answer wrong."""


def is_review_overdue(reviewed: Review | None, today: datetime.date | None) -> bool:
    """Whether the review is overdue. False if ``today`` is unknown."""
    return reviewed is not None and today is not None and reviewed.on + REVIEW_INTERVAL < today
