"""Topics, questions and their answers."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field

from hooks.model.base import (
    Markup,
    Minutes,
    Model,
    Name,
    Phrase,
    Query,
    QuestionId,
    Review,
    Slug,
    Source,
    StageId,
    Text,
    Texts,
)
from hooks.model.enums import Asked, Kind, Level

_CLAIM = re.compile(r"^[ \t]*(?:--|#) claim:", re.MULTILINE)


class TopicFile(Model):
    """``data/topics/<topic>.yml``"""

    title: Text = Field(description="Name of the topic, in sentence case.")
    blurb: Text = Field(description="What interviewers look for here, in one or two sentences.")
    order: int = Field(description="Position among the topics; lower comes first.", ge=1)
    subtopics: Texts = Field(description="What the topic covers, a few words each.", min_length=1)
    reading_order: tuple[QuestionId, ...] = Field(
        max_length=500,
        default=(),
        description="Question ids in the order to study them. The rest follow, most common first.",
    )


class Topic(TopicFile):
    """A topic. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath


class FollowUp(Model):
    """A follow-up question, with a hint or a link to the question that answers it."""

    ask: Text = Field(description="The follow-up, as an interviewer would say it.")
    hint: Text | None = Field(default=None, description="The gist of a good answer, in a sentence or two.")
    see: QuestionId | None = Field(default=None, description="Id of the question that answers it.")


class LevelDeltas(Model):
    """What a stronger answer adds. Each line says only how it differs from the level below."""

    junior: Text | None = Field(default=None, description="The minimum that's expected.")
    mid: Text | None = Field(default=None, description="What a mid-level answer adds to a junior one.")
    senior: Text | None = Field(default=None, description="What a senior answer adds to a mid-level one.")
    staff: Text | None = Field(default=None, description="What a staff answer adds to a senior one.")

    def stated(self) -> tuple[tuple[Level, str], ...]:
        """The levels that have a line, lowest first."""
        lines = ((level, getattr(self, level.value)) for level in Level)
        return tuple((level, line) for level, line in lines if line is not None)


class Exhibit(Model):
    """What the interviewer shows along with the question: code to review, a query plan, a log."""

    language: Text = Field(description="Language for syntax highlighting: python, sql, text …")
    text: Annotated[str, Markup.CODE] = Field(
        description="The exhibit, as a block scalar (start with `|`).", min_length=1, max_length=6000
    )


class QuestionFile(Model):
    """``data/questions/<topic>/<slug>/question.yml``

    An open question needs only ``title``, ``prompt``, ``kind`` and ``level``. Once there's an ``answer.md``, rule
    Q001 requires the rest.
    """

    title: Name = Field(description="What engineers call it, in one to five words, e.g. Lost update. Must be unique.")
    prompt: Text = Field(
        description="The question as an interviewer would say it, in one or two sentences. Ask one thing."
    )
    exhibit: Exhibit | None = Field(
        default=None, description="Code, plan or log that the interviewer shows along with the question, if any."
    )
    kind: Kind = Field(description="What kind of answer it calls for.")
    level: Level = Field(description="Lowest level it's asked at.")
    rounds: tuple[StageId, ...] = Field(
        max_length=12, default=(), description="Stages in data/funnel.yml where it comes up."
    )
    asked: Asked = Field(default=Asked.SOMETIMES, description="How often it comes up in loops that have such a round.")
    minutes: Minutes | None = Field(default=None, description="Minutes to practice it, follow-ups included.")
    tests: Text | None = Field(
        default=None,
        description="What the interviewer is really testing: the skill being judged, in one or two sentences.",
    )
    approach: Texts = Field(default=(), description="How to answer: three to six steps, in the order to talk through.")
    levels: LevelDeltas = Field(default=LevelDeltas(), description="What a stronger answer adds at each level.")
    pitfalls: Texts = Field(default=(), description="Two to four things weak candidates say, and what each costs.")
    follow_ups: tuple[FollowUp, ...] = Field(max_length=12, default=(), description="Two to four follow-up questions.")
    related: tuple[QuestionId, ...] = Field(max_length=12, default=(), description="Ids of questions to read next.")
    aka: tuple[Phrase, ...] = Field(
        max_length=20, default=(), description="What else people search for: synonyms, abbreviations, older names."
    )
    searched: tuple[Query, ...] = Field(
        max_length=20,
        default=(),
        description="What people type who need it: error messages as printed, symptoms, products, plain descriptions.",
    )
    applies_to: Texts = Field(default=(), description="Products and versions the claims are about, e.g. PostgreSQL 18.")
    sources: tuple[Source, ...] = Field(max_length=12, default=(), description="One to four primary sources.")
    reviewed: Review | None = Field(default=None, description="When the answer was last checked against its sources.")
    redirect_from: tuple[Slug, ...] = Field(max_length=12, default=(), description="Former ids of this question.")


class Program(Model):
    """A program next to an answer, with its recorded output (None if it was never recorded)."""

    name: str
    path: PurePosixPath
    text: str
    record: str | None

    @property
    def claims(self) -> int:
        """Number of claims it asserts (comments that start with ``claim:``)."""
        return len(_CLAIM.findall(self.text))


class Diagram(Model):
    """The rendered SVG of a ``mermaid`` fence: ``diagram-1.svg`` for the answer's first."""

    path: PurePosixPath
    svg: str


class Answer(Model):
    """An answer in Markdown. The part before ``<!-- more -->`` is the short answer."""

    path: PurePosixPath
    text: str


class Question(QuestionFile):
    """A question with the files in its folder. ``answer`` is None for an open question."""

    slug: Slug
    topic: Slug
    path: PurePosixPath
    answer: Answer | None = None
    programs: tuple[Program, ...] = ()
    diagrams: tuple[Diagram, ...] = ()

    @property
    def folder(self) -> PurePosixPath:
        """Its folder, from the project's root."""
        return self.path.parent
