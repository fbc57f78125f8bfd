"""A search row: one entry of the search index."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hooks.model.enums import Kind, Level


class RowType(StrEnum):
    """What a row links to. The index calls it ``sort``."""

    QUESTION = "question"
    TOPIC = "topic"
    COMPANY = "company"
    PLAN = "plan"
    STAGE = "stage"
    DEMO = "demo"
    TERM = "term"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One search result, all texts plain. ``url`` starts at the site's root, without a slash.

    ``main`` are the names of the thing itself, ``names`` are aliases, ``searched`` is what people type who need it and
    what its programs printed, ``also`` are further search terms. They count less in this order. A row without ``text``
    shows ``prompt``, a question's.
    """

    type: RowType
    url: str
    title: str
    text: str = ""
    prompt: str = ""
    main: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    topic: str | None = None
    level: Level | None = None
    kind: Kind | None = None
    companies: tuple[str, ...] = ()
    demo: bool = False
    often: bool = False
    open: bool = False
