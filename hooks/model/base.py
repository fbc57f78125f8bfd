"""Field types, and models that several data files share."""

from __future__ import annotations

import datetime
from enum import Enum, auto
from typing import Annotated, Self

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, StringConstraints, UrlConstraints, model_validator
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Ref(Enum):
    """What an id refers to. Annotates fields whose values must exist."""

    QUESTION = auto()
    TOPIC = auto()
    STAGE = auto()
    PLAN = auto()
    PAGE = auto()


class Markup(Enum):
    """How a text is parsed. Annotates fields that hold prose."""

    INLINE = auto()
    CODE = auto()


Slug = Annotated[str, StringConstraints(pattern=SLUG, min_length=2, max_length=60)]
QuestionId = Annotated[Slug, Ref.QUESTION]
TopicId = Annotated[Slug, Ref.TOPIC]
StageId = Annotated[Slug, Ref.STAGE]
PlanId = Annotated[Slug, Ref.PLAN]
PageUrl = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$", max_length=200), Ref.PAGE]
MAX_TEXT_LENGTH = 2000
"""In characters, for every text in a data file."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_LENGTH), Markup.INLINE]
"""Inline Markdown: emphasis, code and links. No blocks, no HTML."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), Markup.INLINE]
"""A short ``Text``."""
HttpsUrl = Annotated[AnyHttpUrl, UrlConstraints(allowed_schemes=["https", "http"], max_length=500)]
Minutes = Annotated[int, Field(ge=1, le=480)]
Texts = Annotated[tuple[Text, ...], Field(max_length=20)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), Markup.INLINE]
"""A name that people search for."""
Query = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
"""Something that people type into a search, literally: Markdown in it means nothing."""


class Model(BaseModel):
    """Immutable, strict about types, and rejects unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(Model):
    """A page that backs up a statement."""

    title: Text = Field(description="Title of the page, including the product version if it has one.")
    publisher: Text = Field(description="Who publishes it.")
    url: HttpsUrl = Field(description="URL of the exact page, not of the site.")
    supports: Text = Field(description="The statement it's cited for.")


class Review(Model):
    """When a text was last checked against its sources, and who checked it."""

    on: datetime.date = Field(description="Date of the check, YYYY-MM-DD. Can't be in the future.")
    by: tuple[Slug, ...] = Field(
        default=(), max_length=10, description="GitHub handles of the people who reviewed it. Leave out if nobody has."
    )


class Links(Model):
    """Further reading. Each entry becomes a link."""

    questions: tuple[QuestionId, ...] = Field(default=(), max_length=12, description="Question ids.")
    topics: tuple[TopicId, ...] = Field(default=(), max_length=12, description="Topic ids.")
    pages: tuple[PageUrl, ...] = Field(
        default=(), max_length=12, description="URLs within the guide, such as /guide/mistakes/."
    )


class Note(Model):
    """A note with its own heading."""

    title: Text = Field(description="Heading, a few words.")
    text: Text = Field(description="One to four sentences.")


class Range(Model):
    """The usual range of a value, both ends included."""

    least: int = Field(description="Lower end.", ge=0, le=10_000)
    most: int = Field(description="Upper end. Same as least for a single value.", ge=0, le=10_000)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError("range", "least is above most")
        return self

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}\N{EN DASH}{self.most}"
