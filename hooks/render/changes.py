"""The page of changes: answers by review date, then the changelog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from hooks.render.templates import render_template
from hooks.render.view import View

_MAX_ANSWERS = 20


class Release(NamedTuple):
    """One section of the changelog; its lines are Markdown."""

    title: str
    id: str
    lines: tuple[str, ...]


def changes(view: View, changelog: str) -> Markup:
    """The most recently reviewed answers, then every section of the changelog."""
    return render_template(
        "changes.md.jinja", view=view, newest=view.newest(_MAX_ANSWERS), releases=list(releases(changelog))
    )


def releases(changelog: str) -> Iterator[Release]:
    """The sections of ``CHANGELOG.md``: a level-2 heading, then a list."""
    for section in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        title, _, rest = section.partition("\n")
        lines = (" ".join(item.split()) for item in re.split(r"^- ", rest, flags=re.MULTILINE)[1:])
        yield Release(title.strip(), re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"), tuple(lines))
