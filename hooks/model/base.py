"""The types that fields are made of, and what several files share."""

from __future__ import annotations

import datetime
from enum import Enum, auto
from typing import Annotated, Self

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, StringConstraints, UrlConstraints, model_validator
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Ref(Enum):
    """What an id refers to; it marks the fields whose values must lead somewhere."""

    QUESTION = auto()
    TOPIC = auto()
    STAGE = auto()
    PLAN = auto()
    PAGE = auto()


class Markup(Enum):
    """How a text is read; it marks the fields that hold prose."""

    INLINE = auto()


Slug = Annotated[str, StringConstraints(pattern=SLUG, min_length=2, max_length=60)]
QuestionId = Annotated[Slug, Ref.QUESTION]
TopicId = Annotated[Slug, Ref.TOPIC]
StageId = Annotated[Slug, Ref.STAGE]
PlanId = Annotated[Slug, Ref.PLAN]
PageAddress = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$"), Ref.PAGE]
LONGEST = 2000
"""Characters of the longest text in a data file."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST), Markup.INLINE]
"""Plain words with inline Markdown: emphasis, code and links; no blocks, no HTML."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), Markup.INLINE]
"""A short text that names a thing, in inline Markdown as ``Text``."""
HttpsUrl = Annotated[AnyHttpUrl, UrlConstraints(allowed_schemes=["https", "http"], max_length=500)]
Minutes = Annotated[int, Field(ge=1, le=480)]
Texts = tuple[Text, ...]


class Model(BaseModel):
    """A value that never changes and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(Model):
    """Where a statement can be checked."""

    title: Text = Field(description="Title of the page, with the product's version if it has one.")
    publisher: Text = Field(description="Who stands behind it.")
    url: HttpsUrl = Field(description="Address of the very page, not of its site.")
    supports: Text = Field(description="Which statement of ours it supports.")


class Review(Model):
    """When a text was last held against its sources, and by whom."""

    on: datetime.date = Field(description="Date of the check, as 2026-11-20. Never in the future.")
    by: tuple[Slug, ...] = Field(
        default=(), description="GitHub handles of reviewers who really did; absent until there is one."
    )


class Links(Model):
    """What a reader should open next; every entry becomes a link."""

    questions: tuple[QuestionId, ...] = Field(default=(), description="Ids of questions.")
    topics: tuple[TopicId, ...] = Field(default=(), description="Ids of topics.")
    pages: tuple[PageAddress, ...] = Field(default=(), description="Addresses inside the guide, as /guide/mistakes/.")


class Note(Model):
    """A remark with a heading of its own."""

    title: Text = Field(description="A few words.")
    text: Text = Field(description="One to four sentences.")


class Range(Model):
    """From the shortest to the longest usual value."""

    least: int = Field(description="The shortest or fewest.", ge=0, le=10_000)
    most: int = Field(description="The longest or most; the same where there is but one.", ge=0, le=10_000)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError("range", "least is above most")
        return self

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}\N{EN DASH}{self.most}"
