"""The usual loop, stage by stage."""

from __future__ import annotations

from pydantic import Field

from hooks.model.base import Links, Model, Note, Range, Review, Slug, Source, Text, Texts
from hooks.model.words import Presence, Weight


class Stage(Model):
    """One round of the loop."""

    id: Slug = Field(description="Its name for references; never changes.")
    name: Text = Field(description="What candidates call it.")
    phase: Text = Field(description="Which part of the funnel it belongs to; stages of one phase stand together.")
    minutes: Range | None = Field(description="Length of the meeting; null where there is no meeting.")
    presence: Presence = Field(description="always, usual, sometimes, or senior (senior loops only).")
    weight: Weight = Field(description="How much it moves the decision.")
    purpose: Text = Field(description="What the company wants to know after it.")
    room: Text = Field(description="Who is in the room.")
    graded: Texts = Field(description="What is written into the scorecard.", min_length=1)
    passing: Texts = Field(description="How to pass.", min_length=1)
    failing: Texts = Field(description="How it is failed.", min_length=1)
    ask: Texts = Field(description="What to ask in it.", min_length=1)
    senior: Text | None = Field(default=None, description="How it differs in a senior loop.")
    links: Links = Field(default=Links(), description="What to read for it.")


class Funnel(Model):
    """``data/funnel.yml``: the usual backend loop, from first call to offer."""

    title: Text = Field(description="Heading of the page.")
    summary: Text = Field(description="The loop in two or three sentences.")
    weeks: Range = Field(description="From first call to decision.")
    rounds: Range = Field(description="How many meetings in all.")
    stages: tuple[Stage, ...] = Field(description="In the order they are met.", min_length=1)
    notes: tuple[Note, ...] = Field(
        default=(), description="What holds over all stages: weighing, levels, how companies differ."
    )
    sources: tuple[Source, ...] = Field(default=(), description="Where the figures come from.")
    reviewed: Review | None = Field(default=None, description="When it was last held against its sources.")
