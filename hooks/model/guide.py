"""The lists and entries behind the guide pages, and search synonyms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from pydantic import Field

from hooks.model.base import Links, Model, Phrase, Slug, StageId, Text

_ORDER = "Position on the page. Lower comes first, entries without one come last. Leave gaps for later entries."


class Skill(Model):
    """A skill that interviewers look for."""

    title: Text = Field(description="Name of the skill.")
    why: Text = Field(description="Why it matters.")
    show: Text = Field(description="How to show it in an interview.")
    links: Links = Field(default=Links(), description="What to study for it.")


class MistakeFile(Model):
    """``data/guide/mistakes/<slug>.yml`` or ``data/guide/red-flags/<slug>.yml``"""

    title: Text = Field(description="The mistake, in a few words.")
    looks_like: Text = Field(description="What the interviewer sees or hears.")
    costs: Text = Field(description="What they conclude from it.")
    instead: Text = Field(description="What to do instead.")
    links: Links = Field(default=Links(), description="What to read about it.")
    order: int | None = Field(default=None, description=_ORDER, ge=1)


class Mistake(MistakeFile):
    """A mistake or a red flag. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath


class Dimension(Model):
    """One row of the scorecard."""

    title: Text = Field(description="Name of the dimension.")
    asks: Text = Field(description="The question the interviewer answers on the scorecard.")
    weak: Text = Field(description="What a weak performance looks like.")
    good: Text = Field(description="What a good one looks like.")
    strong: Text = Field(description="What a strong one looks like.")
    stages: tuple[StageId, ...] = Field(
        max_length=20, default=(), description="Stages in data/funnel.yml where it's graded."
    )


class CheckItem(Model):
    """One item of a checklist."""

    text: Text = Field(description="What to do, as an imperative.")
    why: Text | None = Field(default=None, description="What it saves you from.")


class Checklist(Model):
    """A checklist, for the screen or for paper."""

    title: Text = Field(description="Heading.")
    intro: Text | None = Field(default=None, description="When to go through it.")
    items: tuple[CheckItem, ...] = Field(max_length=100, description="Items in the order to do them.", min_length=1)


class AskItem(Model):
    """A question for the candidate to ask."""

    ask: Text = Field(description="The question, as you'd say it.")
    reveals: Text = Field(description="What a good and a bad answer tell you.")


class AskGroup(Model):
    """Questions for one kind of interviewer."""

    title: Text = Field(description="Who to ask.")
    intro: Text | None = Field(default=None, description="What this person knows that others don't.")
    items: tuple[AskItem, ...] = Field(max_length=100, description="Questions, best first.", min_length=1)


class FaqEntryFile(Model):
    """``data/guide/faq/<slug>.yml``"""

    question: Text = Field(description="The question, as people ask it.")
    answer: Text = Field(description="The answer. Lead with the conclusion.")
    links: Links = Field(default=Links(), description="Where to read more.")
    order: int | None = Field(default=None, description=_ORDER, ge=1)


class FaqEntry(FaqEntryFile):
    """A question about interviewing itself. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath


class TermFile(Model):
    """``data/guide/glossary/<slug>.yml``"""

    term: Phrase = Field(description="The term as answers spell it.")
    expands: Phrase | None = Field(default=None, description="What the abbreviation stands for.")
    means: Text = Field(description="One or two sentences a newcomer can understand.")
    links: Links = Field(default=Links(), description="Where to read more.")


class Term(TermFile):
    """A term or an abbreviation, explained. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath


class SkillsFile(Model):
    """``data/guide/skills.yml``"""

    items: tuple[Skill, ...] = Field(max_length=100, description="Skills, most important first.", min_length=1)


class RubricFile(Model):
    """``data/guide/rubric.yml``"""

    items: tuple[Dimension, ...] = Field(max_length=100, description="Dimensions, most important first.", min_length=1)


class ChecklistsFile(Model):
    """``data/guide/checklists.yml``"""

    checklists: Mapping[Slug, Checklist] = Field(
        max_length=12, description="Checklists by the id that pages use.", min_length=1
    )


class QuestionsToAskFile(Model):
    """``data/guide/questions-to-ask.yml``"""

    groups: tuple[AskGroup, ...] = Field(
        max_length=100, description="Groups in the order candidates meet them.", min_length=1
    )


class Guide(Model):
    """The data in ``data/guide/``: lists (one file each), and entries by id (a file per entry)."""

    skills: SkillsFile | None = None
    rubric: RubricFile | None = None
    checklists: ChecklistsFile | None = None
    questions_to_ask: QuestionsToAskFile | None = None
    mistakes: Mapping[str, Mistake] = Field(default_factory=dict)
    red_flags: Mapping[str, Mistake] = Field(default_factory=dict)
    faq: Mapping[str, FaqEntry] = Field(default_factory=dict)
    glossary: Mapping[str, Term] = Field(default_factory=dict)


class SynonymsFile(Model):
    """``data/synonyms/<group>.yml``: search synonyms"""

    words: tuple[Phrase, ...] = Field(
        max_length=12, description="Words and abbreviations for the same thing.", min_length=1
    )


class Synonyms(SynonymsFile):
    """A group of synonyms. The slug is the file's name."""

    slug: Slug
    path: PurePosixPath
