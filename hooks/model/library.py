"""All of the guide's data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hooks.model.base import Model
from hooks.model.company import Company
from hooks.model.funnel import Funnel
from hooks.model.guide import Guide, Synonyms
from hooks.model.plan import Plan
from hooks.model.question import Question, Topic


class Library(Model):
    """All of the guide's data, by id. Entries that failed validation are left out."""

    topics: Mapping[str, Topic] = MappingProxyType({})
    questions: Mapping[str, Question] = MappingProxyType({})
    companies: Mapping[str, Company] = MappingProxyType({})
    plans: Mapping[str, Plan] = MappingProxyType({})
    funnel: Funnel | None = None
    guide: Guide = Guide()
    synonyms: Mapping[str, Synonyms] = MappingProxyType({})
