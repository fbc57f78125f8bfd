"""The Jinja environment of our own templates: every value is escaped unless it's finished HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hooks.prose import html, markdown_escape
from hooks.render import labels

_FOLDER = Path(__file__).parent.parent / "templates"
_ANY_BASE = PurePosixPath("data/any/file/here.yml")


def render_template(template: str, **values: Any) -> Markup:  # noqa: ANN401 - templates take any value
    """Render ``hooks/templates/<template>``; the result is Markdown with HTML blocks."""
    return Markup(_environment().get_template(template).render(values))  # noqa: S704 - values were escaped


def _escape(value: object) -> Markup:
    return value if isinstance(value, Markup) else markdown_escape.text("" if value is None else value)


def _inline(text: str, base: PurePosixPath = _ANY_BASE) -> Markup:
    return html.inline(text, base)


def _heading(text: str, base: PurePosixPath = _ANY_BASE) -> Markup:
    return html.heading(text, base)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {
        "inline": _inline,
        "heading": _heading,
        "plain": html.plain,
        "label": labels.label,
        "grade": labels.grade,
        "presence": labels.presence,
        "weight": labels.weight,
        "date": labels.date,
        "month": labels.month,
        "duration": labels.duration,
        "roughly": labels.roughly,
        "days": labels.days,
        "count": labels.count,
    }
    return environment
