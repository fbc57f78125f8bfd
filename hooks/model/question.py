"""Topics, questions and their answers."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import Minutes, Model, Name, QuestionId, Review, Slug, Source, StageId, Text, Texts
from hooks.model.words import Asked, Kind, Level

_CLAIM = re.compile(r"^(?:--|#) claim:", re.MULTILINE)


class TopicFile(Model):
    """``data/topics/<topic>.yml``"""

    title: Text = Field(description="Name of the topic, in sentence case.")
    blurb: Text = Field(description="One or two sentences: what interviewers look for here.")
    order: int = Field(description="Place among the topics; lower comes first.", ge=1)
    subtopics: Texts = Field(description="What the topic covers, a few words each.", min_length=1)
    reading_order: tuple[QuestionId, ...] = Field(
        default=(), description="Ids of questions in the order to study them; the rest follow, most asked first."
    )


class Topic(TopicFile):
    """A topic, named by its file."""

    slug: Slug
    path: PurePosixPath


class FollowUp(Model):
    """The next thing an interviewer asks, with a hint or the question that answers it."""

    ask: Text = Field(description="The follow-up, as it is said.")
    hint: Text | None = Field(default=None, description="The gist of a good answer, in a sentence or two.")
    see: QuestionId | None = Field(default=None, description="Id of the question that answers it.")


class LevelDeltas(Model):
    """What a stronger answer adds: each line says only the difference to the one before."""

    junior: Text | None = Field(default=None, description="What is expected at least.")
    mid: Text | None = Field(default=None, description="What a mid-level answer adds to a junior one.")
    senior: Text | None = Field(default=None, description="What a senior answer adds to a mid-level one.")
    staff: Text | None = Field(default=None, description="What a staff answer adds to a senior one.")

    def stated(self) -> tuple[tuple[Level, str], ...]:
        """The levels that have a line, in rising order."""
        lines = ((level, getattr(self, level.value)) for level in Level)
        return tuple((level, line) for level, line in lines if line is not None)


class Exhibit(Model):
    """What an interviewer puts on the screen with the question: code to review, a plan, a log."""

    language: Text = Field(description="Language for highlighting: python, sql, text …")
    text: str = Field(description="The exhibit as it is, after `|`.", min_length=1, max_length=6000)


class QuestionFile(Model):
    """``data/questions/<topic>/<slug>/question.yml``

    Only ``title``, ``prompt``, ``kind`` and ``level`` are needed for an open question. One that has an ``answer.md``
    needs every layer, which rule Q001 tells.
    """

    title: Name = Field(
        description="What engineers call it, in one to five words: Lost update. No other question has the same title."
    )
    prompt: Text = Field(
        description="The question as an interviewer would say it: one or two sentences, one thing asked."
    )
    exhibit: Exhibit | None = Field(
        default=None, description="What is put on the screen with the question, if anything."
    )
    kind: Kind = Field(description="What sort of answer it asks for.")
    level: Level = Field(description="Where it is first asked.")
    rounds: tuple[StageId, ...] = Field(default=(), description="Stages of data/funnel.yml in which it comes up.")
    asked: Asked = Field(default=Asked.SOMETIMES, description="How often it comes up in loops that have such a round.")
    minutes: Minutes | None = Field(default=None, description="Minutes to practise it, answer and follow-ups together.")
    tests: Text | None = Field(
        default=None,
        description="What the interviewer is really testing: the judgement behind it, in one or two sentences.",
    )
    approach: Texts = Field(default=(), description="How to answer, three to six steps in the order to speak in.")
    levels: LevelDeltas = Field(default=LevelDeltas(), description="What a stronger answer adds, per level.")
    pitfalls: Texts = Field(default=(), description="Two to four things weak candidates say, each with what it costs.")
    follow_ups: tuple[FollowUp, ...] = Field(default=(), description="Two to four things asked next.")
    related: tuple[QuestionId, ...] = Field(default=(), description="Ids of questions to read after this one.")
    aka: Texts = Field(
        default=(), description="Other words people search for it: synonyms, abbreviations, older names."
    )
    applies_to: Texts = Field(default=(), description="Product and version the claims hold for, as PostgreSQL 18.")
    sources: tuple[Source, ...] = Field(default=(), description="One to four primary sources.")
    reviewed: Review | None = Field(default=None, description="When the answer was last held against its sources.")
    redirect_from: tuple[Slug, ...] = Field(default=(), description="Ids this question had before it was renamed.")


class Program(Model):
    """A demo beside an answer, and what it printed when it was last recorded."""

    name: str
    path: PurePosixPath
    text: str
    record: str | None

    @property
    def claims(self) -> int:
        """How many claims it makes."""
        return len(_CLAIM.findall(self.text))


class Diagram(Model):
    """A recorded drawing of a ``mermaid`` fence: ``diagram-1.svg`` is that of the answer's first."""

    path: PurePosixPath
    svg: str


class Answer(Model):
    """The prose of a question: Markdown whose first part, up to ``<!-- more -->``, is the short answer."""

    path: PurePosixPath
    text: str


class Question(QuestionFile):
    """A question with its folder: ``answer`` is None while nobody has written one."""

    slug: Slug
    topic: Slug
    path: PurePosixPath
    answer: Answer | None = None
    programs: tuple[Program, ...] = ()
    diagrams: tuple[Diagram, ...] = ()

    @property
    def folder(self) -> PurePosixPath:
        """Where its files live, from the project's root."""
        return self.path.parent
