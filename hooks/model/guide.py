"""The lists and entries that guide pages are made of, and the synonyms of the search."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import Links, Model, Slug, StageId, Text

_ORDER = "Its place on the page: lower comes first, no number comes last. Leave gaps, so that others fit in between."


class Skill(Model):
    """A skill that loops look for."""

    title: Text = Field(description="Name of the skill.")
    why: Text = Field(description="Why it decides.")
    show: Text = Field(description="How to show it in a round.")
    links: Links = Field(default=Links(), description="What to study for it.")


class FaultFile(Model):
    """``data/guide/mistakes/<slug>.yml`` or ``data/guide/red-flags/<slug>.yml``"""

    title: Text = Field(description="The fault, in a few words.")
    looks_like: Text = Field(description="What the interviewer sees or hears.")
    costs: Text = Field(description="What they conclude from it.")
    instead: Text = Field(description="What to do instead.")
    links: Links = Field(default=Links(), description="What to read about it.")
    order: int | None = Field(default=None, description=_ORDER, ge=1)


class Fault(FaultFile):
    """A mistake or a red flag, named by its file."""

    slug: Slug
    path: PurePosixPath


class Dimension(Model):
    """One dimension of the evaluation, as interviewers score it."""

    title: Text = Field(description="Name of the dimension.")
    asks: Text = Field(description="The question an interviewer answers on the scorecard.")
    weak: Text = Field(description="What a weak performance looks like.")
    good: Text = Field(description="What a good one looks like.")
    strong: Text = Field(description="What a strong one looks like.")
    stages: tuple[StageId, ...] = Field(default=(), description="Stages of data/funnel.yml in which it is graded.")


class CheckItem(Model):
    """One thing to tick."""

    text: Text = Field(description="What to do, as an imperative.")
    why: Text | None = Field(default=None, description="What it saves one from.")


class Checklist(Model):
    """Things to tick, on screen or on paper."""

    title: Text = Field(description="Heading.")
    intro: Text | None = Field(default=None, description="When to go through it.")
    items: tuple[CheckItem, ...] = Field(description="In the order to do them.", min_length=1)


class AskItem(Model):
    """A question a candidate asks."""

    ask: Text = Field(description="The question, as it is said.")
    reveals: Text = Field(description="What the answer tells, good and bad.")


class AskGroup(Model):
    """Questions for one kind of interviewer."""

    title: Text = Field(description="Whom to ask.")
    intro: Text | None = Field(default=None, description="What this person knows that others do not.")
    items: tuple[AskItem, ...] = Field(description="Best first.", min_length=1)


class FaqEntryFile(Model):
    """``data/guide/faq/<slug>.yml``"""

    question: Text = Field(description="As people ask it.")
    answer: Text = Field(description="Starts with the answer.")
    links: Links = Field(default=Links(), description="Where it is said at length.")
    order: int | None = Field(default=None, description=_ORDER, ge=1)


class FaqEntry(FaqEntryFile):
    """A question about interviewing itself, named by its file."""

    slug: Slug
    path: PurePosixPath


class TermFile(Model):
    """``data/guide/glossary/<slug>.yml``"""

    term: Text = Field(description="The word as it is written in answers.")
    expands: Text | None = Field(default=None, description="What an abbreviation stands for.")
    means: Text = Field(description="One or two sentences that a newcomer understands.")
    links: Links = Field(default=Links(), description="Where it is explained at length.")


class Term(TermFile):
    """A word or an abbreviation explained, named by its file."""

    slug: Slug
    path: PurePosixPath


class SkillsFile(Model):
    """``data/guide/skills.yml``"""

    items: tuple[Skill, ...] = Field(description="Most decisive first.", min_length=1)


class RubricFile(Model):
    """``data/guide/rubric.yml``"""

    items: tuple[Dimension, ...] = Field(description="Most decisive first.", min_length=1)


class ChecklistsFile(Model):
    """``data/guide/checklists.yml``"""

    checklists: Mapping[Slug, Checklist] = Field(description="Each under the name that pages call it by.", min_length=1)


class QuestionsToAskFile(Model):
    """``data/guide/questions-to-ask.yml``"""

    groups: tuple[AskGroup, ...] = Field(description="In the order candidates meet them.", min_length=1)


class Guide(Model):
    """What is in ``data/guide/``: lists, each a file, and folders with a file for each entry, keyed by id."""

    skills: SkillsFile | None = None
    rubric: RubricFile | None = None
    checklists: ChecklistsFile | None = None
    questions_to_ask: QuestionsToAskFile | None = None
    mistakes: Mapping[str, Fault] = Field(default_factory=dict)
    red_flags: Mapping[str, Fault] = Field(default_factory=dict)
    faq: Mapping[str, FaqEntry] = Field(default_factory=dict)
    glossary: Mapping[str, Term] = Field(default_factory=dict)


class SynonymsFile(Model):
    """``data/synonyms/<group>.yml``: words that mean the same to somebody who searches."""

    words: tuple[Text, ...] = Field(description="Words and abbreviations for one thing.", min_length=1)


class Synonyms(SynonymsFile):
    """A group of synonyms, named by its file."""

    slug: Slug
    path: PurePosixPath
