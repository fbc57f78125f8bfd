"""Companies and how they interview, with a source for every claim."""

from __future__ import annotations

import datetime
from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import HttpsUrl, Model, PlanId, QuestionId, Range, Review, Slug, StageId, Text, Texts
from hooks.model.enums import Grade


class CompanySource(Model):
    """A page about how a company interviews."""

    id: Slug = Field(description="Short name that claims refer to it by.")
    title: Text = Field(description="Title of the page.")
    publisher: Text = Field(description="Who publishes it.")
    url: HttpsUrl = Field(description="URL of the exact page.")


class Claim(Model):
    """A statement about a company, with its source."""

    text: Text = Field(description="The statement, in our own words.")
    source: Slug = Field(description="Id of an entry in this file's sources.")
    grade: Grade = Field(description="Strength of the evidence: official, several-reports or one-report.")
    seen: datetime.date = Field(description="When the source said so, YYYY-MM-DD.")


class CompanyStage(Model):
    """A stage of this company's loop, compared with the typical one."""

    stage: StageId = Field(description="Id of the matching stage in data/funnel.yml.")
    name: Text | None = Field(default=None, description="What this company calls it, if different.")
    minutes: Range | None = Field(default=None, description="Length of the session in minutes, if known.")
    differs: tuple[Claim, ...] = Field(
        max_length=12,
        default=(),
        description="How it differs from the typical stage. Leave out if it doesn't or nobody says.",
    )


class Angle(Model):
    """A question to practice for this company, and the angle to take."""

    question: QuestionId = Field(description="Question id.")
    angle: Text = Field(
        description="What about this company makes the question worth practicing, and what to stress. Must not fit any other company."
    )


class CompanyFile(Model):
    """``data/companies/<slug>.yml``"""

    name: Text = Field(description="Name of the company.")
    aka: Texts = Field(default=(), description="Other names people search for.")
    summary: Text = Field(description="Two lines to orient a backend candidate.")
    evaluates: tuple[Claim, ...] = Field(
        max_length=20, description="What they look for, stated or reported.", min_length=1
    )
    process: tuple[Claim, ...] = Field(
        max_length=20, description="The loop as a whole: how long, in what order, who decides.", min_length=1
    )
    stages: tuple[CompanyStage, ...] = Field(max_length=20, description="Stages of the loop, in order.", min_length=1)
    differs: tuple[Claim, ...] = Field(
        max_length=20, description="What's different from a typical backend loop.", min_length=1
    )
    questions: tuple[Angle, ...] = Field(
        max_length=30, description="Questions to practice, each with an angle.", min_length=1
    )
    tips: Texts = Field(
        description="Advice that follows from the claims above. Must not fit any other company.", min_length=1
    )
    plan: PlanId = Field(description="Id of the plan to follow.")
    plan_notes: Texts = Field(default=(), description="What to change in that plan for this company.")
    sources: tuple[CompanySource, ...] = Field(
        max_length=30, description="The pages that the claims cite.", min_length=1
    )
    reviewed: Review = Field(description="When this page was last checked against its sources.")


class Company(CompanyFile):
    """A company. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath
