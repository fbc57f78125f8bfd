"""One thing that can be found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hooks.model.words import Kind, Level


class Sort(StrEnum):
    """What a row leads to."""

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
    """One line of a result. Its texts are plain; ``address`` starts at the site's root, without a slash.

    A row without ``text`` shows ``prompt``, a question's. ``main`` are names of the very thing, ``names`` others that
    lead to it, ``also`` further words for it.
    """

    sort: Sort
    address: str
    title: str
    text: str = ""
    prompt: str = ""
    main: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    topic: str | None = None
    level: Level | None = None
    kind: Kind | None = None
    companies: tuple[str, ...] = ()
    demo: bool = False
    open: bool = False
