"""Preparation plans, day by day."""

from __future__ import annotations

from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import Links, Minutes, Model, Note, Slug, StageId, Text


class Task(Model):
    """One thing to do on one day."""

    do: Text = Field(description="What to do, as an imperative.")
    minutes: Minutes = Field(description="How long it takes.")
    links: Links = Field(default=Links(), description="What to open for it.")


class Day(Model):
    """One day of a plan. A rest day has no tasks."""

    title: Text = Field(description="The day's subject, in a few words.")
    focus: Text | None = Field(default=None, description="Why this, why now: one sentence.")
    tasks: tuple[Task, ...] = Field(default=(), description="In the order to do them.")


class SelfTest(Model):
    """The standard to hold oneself to before a stage."""

    stage: StageId = Field(description="Id of the stage in data/funnel.yml.")
    standard: Text = Field(description="What one can do, without notes, when ready for it.")


class PlanFile(Model):
    """``data/plans/<slug>.yml``"""

    title: Text = Field(description="Name of the plan.")
    summary: Text = Field(description="Whom it is for and what it gets one to.")
    days: tuple[Day, ...] = Field(
        description="One entry a day, the last being the day before the interview.", min_length=1
    )
    self_test: tuple[SelfTest, ...] = Field(description="How to tell that one is ready.", min_length=1)
    notes: tuple[Note, ...] = Field(default=(), description="What holds for the whole plan.")


class Plan(PlanFile):
    """A plan, named by its file."""

    slug: Slug
    path: PurePosixPath

    @property
    def minutes(self) -> int:
        """Minutes of work over all days."""
        return sum(task.minutes for day in self.days for task in day.tasks)
