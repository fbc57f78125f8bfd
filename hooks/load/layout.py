"""The layout of ``data/``: which path holds what, and which model it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import PurePosixPath

from hooks.model import company, funnel, guide, plan, question
from hooks.model.base import SLUG, Model


class Role(Enum):
    """What a file below ``data/`` contains."""

    TOPIC = auto()
    QUESTION = auto()
    ANSWER = auto()
    PROGRAM = auto()
    RECORD = auto()
    DIAGRAM = auto()
    COMPANY = auto()
    PLAN = auto()
    FUNNEL = auto()
    SYNONYMS = auto()
    GUIDE = auto()
    TERM = auto()
    FAQ = auto()
    MISTAKE = auto()
    RED_FLAG = auto()


@dataclass(frozen=True)
class Place:
    """A file's role, its id (from the path), and its model if it's YAML."""

    role: Role
    id: str
    model: type[Model] | None = None


GUIDE_LISTS: dict[str, type[Model]] = {
    "checklists": guide.ChecklistsFile,
    "questions-to-ask": guide.QuestionsToAskFile,
    "rubric": guide.RubricFile,
    "skills": guide.SkillsFile,
}

_PATTERNS: tuple[tuple[str, Role, type[Model] | None], ...] = (
    (r"topics/(?P<id>[^/]+)\.yml", Role.TOPIC, question.TopicFile),
    (r"questions/[^/]+/(?P<id>[^/]+)/question\.yml", Role.QUESTION, question.QuestionFile),
    (r"questions/[^/]+/(?P<id>[^/]+)/answer\.md", Role.ANSWER, None),
    (r"questions/[^/]+/(?P<id>[^/]+)/[^/]+\.(sql|py)", Role.PROGRAM, None),
    (r"questions/[^/]+/(?P<id>[^/]+)/[^/]+\.(sql|py)\.out", Role.RECORD, None),
    (r"questions/[^/]+/(?P<id>[^/]+)/diagram-[1-9][0-9]*\.svg", Role.DIAGRAM, None),
    (r"companies/(?P<id>[^/]+)\.yml", Role.COMPANY, company.CompanyFile),
    (r"plans/(?P<id>[^/]+)\.yml", Role.PLAN, plan.PlanFile),
    (r"(?P<id>funnel)\.yml", Role.FUNNEL, funnel.Funnel),
    (r"synonyms/(?P<id>[^/]+)\.yml", Role.SYNONYMS, guide.SynonymsFile),
    (r"guide/glossary/(?P<id>[^/]+)\.yml", Role.TERM, guide.TermFile),
    (r"guide/faq/(?P<id>[^/]+)\.yml", Role.FAQ, guide.FaqEntryFile),
    (r"guide/mistakes/(?P<id>[^/]+)\.yml", Role.MISTAKE, guide.MistakeFile),
    (r"guide/red-flags/(?P<id>[^/]+)\.yml", Role.RED_FLAG, guide.MistakeFile),
)
EXAMPLES = (
    "data/topics/<topic>.yml",
    "data/questions/<topic>/<slug>/question.yml",
    "data/questions/<topic>/<slug>/answer.md",
    "data/companies/<slug>.yml",
    "data/plans/<slug>.yml",
    "data/funnel.yml",
    "data/synonyms/<group>.yml",
    "data/guide/glossary/<slug>.yml",
    "data/guide/faq/<slug>.yml",
    "data/guide/mistakes/<slug>.yml",
    "data/guide/red-flags/<slug>.yml",
    *(f"data/guide/{name}.yml" for name in GUIDE_LISTS),
)


@cache
def place_of(path: PurePosixPath) -> Place | None:
    """The role of the file at ``path`` (from the project root), or None if it has no place in the layout."""
    if not path.is_relative_to("data"):
        return None
    inside = path.relative_to("data").as_posix()
    for pattern, role, model in _PATTERNS:
        if match := re.fullmatch(pattern, inside):
            return Place(role, match["id"], model)
    if match := re.fullmatch(r"guide/(?P<id>[^/]+)\.yml", inside):
        model = GUIDE_LISTS.get(match["id"])
        return Place(Role.GUIDE, match["id"], model) if model else None
    return None


def is_slug(name: str) -> bool:
    """Whether ``name`` is a valid slug, so it can be part of a URL."""
    return re.fullmatch(SLUG, name) is not None
