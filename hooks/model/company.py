"""Companies, each claim with what supports it."""

from __future__ import annotations

import datetime
from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import HttpsUrl, Model, PlanId, QuestionId, Range, Review, Slug, StageId, Text, Texts
from hooks.model.words import Grade


class CompanySource(Model):
    """A page that says how a company interviews."""

    id: Slug = Field(description="Short name that claims refer to.")
    title: Text = Field(description="Title of the page.")
    publisher: Text = Field(description="Who stands behind it.")
    url: HttpsUrl = Field(description="Address of the very page.")


class Claim(Model):
    """A statement about a company, with what supports it."""

    text: Text = Field(description="The statement, in our own words.")
    source: Slug = Field(description="Id of an entry in this file's sources.")
    grade: Grade = Field(description="official, several-reports or one-report.")
    seen: datetime.date = Field(description="When the source said so.")


class CompanyStage(Model):
    """A stage of this company's loop, held against the usual one."""

    stage: StageId = Field(description="Id of the stage in data/funnel.yml it corresponds to.")
    name: Text | None = Field(default=None, description="What this company calls it, where that differs.")
    minutes: Range | None = Field(default=None, description="Length of the meeting, where the company says it.")
    differs: tuple[Claim, ...] = Field(
        default=(), description="How it differs from the usual stage; nothing where it does not or nobody says."
    )


class Angle(Model):
    """A question to practise for this company, and the angle to take."""

    question: QuestionId = Field(description="Id of the question.")
    angle: Text = Field(
        description="What about this company makes the question worth practising, and what to stress. It fits no other company."
    )


class CompanyFile(Model):
    """``data/companies/<slug>.yml``"""

    name: Text = Field(description="Name of the company.")
    aka: Texts = Field(default=(), description="Other names people search for.")
    summary: Text = Field(description="Two lines of orientation for a backend candidate.")
    evaluates: tuple[Claim, ...] = Field(description="What the company says or is reported to look for.", min_length=1)
    process: tuple[Claim, ...] = Field(
        description="How the loop runs as a whole: length, order, decision.", min_length=1
    )
    stages: tuple[CompanyStage, ...] = Field(description="Its stages in order.", min_length=1)
    differs: tuple[Claim, ...] = Field(description="Why it is not a generic backend loop.", min_length=1)
    questions: tuple[Angle, ...] = Field(description="Questions to practise, with the angle to take.", min_length=1)
    tips: Texts = Field(
        description="Advice that follows from the claims above; it fits no other company.", min_length=1
    )
    plan: PlanId = Field(description="Id of the plan to follow.")
    plan_notes: Texts = Field(default=(), description="What to change in that plan for this company.")
    sources: tuple[CompanySource, ...] = Field(description="The pages that the claims cite.", min_length=1)
    reviewed: Review = Field(description="When the page was last held against its sources.")


class Company(CompanyFile):
    """A company, named by its file."""

    slug: Slug
    path: PurePosixPath
