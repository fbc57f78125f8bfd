"""The typical interview loop, stage by stage."""

from __future__ import annotations

from pydantic import Field

from hooks.model.base import Links, Model, Note, Range, Review, Slug, Source, Text, Texts
from hooks.model.enums import Presence, Weight


class Stage(Model):
    """One round of the loop."""

    id: Slug = Field(description="Id that other files refer to it by. Never changes.")
    name: Text = Field(description="What candidates call it.")
    phase: Text = Field(description="Part of the loop it belongs to. Keep stages of one phase together.")
    minutes: Range | None = Field(description="Length of the session in minutes. null if there's no live session.")
    presence: Presence = Field(description="How common it is: always, usual, sometimes, or senior (senior loops only).")
    weight: Weight = Field(description="How much it counts toward the decision.")
    purpose: Text = Field(description="What the company wants to find out.")
    room: Text = Field(description="Who's in the room.")
    graded: Texts = Field(description="What goes on the scorecard.", min_length=1)
    passing: Texts = Field(description="How to pass.", min_length=1)
    failing: Texts = Field(description="How people fail.", min_length=1)
    ask: Texts = Field(description="Questions the candidate can ask.", min_length=1)
    senior: Text | None = Field(default=None, description="What's different in a senior loop.")
    links: Links = Field(default=Links(), description="What to read for it.")


class Funnel(Model):
    """``data/funnel.yml``: the typical backend loop, from first call to offer."""

    title: Text = Field(description="Heading of the page.")
    summary: Text = Field(description="The loop in two or three sentences.")
    stages: tuple[Stage, ...] = Field(
        max_length=100, description="Stages in the order candidates go through them.", min_length=1
    )
    notes: tuple[Note, ...] = Field(
        max_length=100,
        default=(),
        description="What applies to every stage: how rounds are weighed, levels, company differences.",
    )
    sources: tuple[Source, ...] = Field(max_length=100, default=(), description="Where the numbers come from.")
    reviewed: Review | None = Field(default=None, description="When it was last checked against its sources.")
