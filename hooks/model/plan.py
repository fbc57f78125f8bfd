"""Study plans, day by day."""

from __future__ import annotations

from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import Links, Minutes, Model, Note, Slug, StageId, Text


class Task(Model):
    """One task of a day."""

    do: Text = Field(description="What to do, as an imperative.")
    minutes: Minutes = Field(description="How long it takes, in minutes.")
    links: Links = Field(default=Links(), description="What to open for it.")


class Day(Model):
    """One day of a plan. A rest day has no tasks."""

    title: Text = Field(description="The day's subject, in a few words.")
    focus: Text | None = Field(default=None, description="Why this and why now, in one sentence.")
    tasks: tuple[Task, ...] = Field(max_length=12, default=(), description="Tasks in the order to do them.")

    @property
    def minutes(self) -> int:
        """Minutes of work; 0 on a rest day."""
        return sum(task.minutes for task in self.tasks)


class SelfTest(Model):
    """What it takes to be ready for a stage."""

    stage: StageId = Field(description="Id of the stage in data/funnel.yml.")
    standard: Text = Field(description="What you can do without notes when you're ready for it.")


class PlanFile(Model):
    """``data/plans/<slug>.yml``"""

    title: Text = Field(description="Name of the plan.")
    summary: Text = Field(description="Who it's for and what it gets them to.")
    days: tuple[Day, ...] = Field(
        max_length=120, description="One entry per day. The last is the day before the interview.", min_length=1
    )
    self_test: tuple[SelfTest, ...] = Field(max_length=20, description="How to tell that you're ready.", min_length=1)
    notes: tuple[Note, ...] = Field(max_length=20, default=(), description="Notes on the plan as a whole.")


class Plan(PlanFile):
    """A plan. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath

    @property
    def working_days(self) -> tuple[int, ...]:
        """Minutes of each day that isn't a rest day."""
        return tuple(day.minutes for day in self.days if day.tasks)

    @property
    def minutes(self) -> int:
        """Minutes of work in total."""
        return sum(self.working_days)
