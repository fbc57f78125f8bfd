"""The Jinja environment of our own templates: every value is inert unless it is finished HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hooks.prose import html, inert

_FOLDER = Path(__file__).parent.parent / "templates"
_NOWHERE = PurePosixPath("data/any/file/here.yml")


def fill(template: str, **values: Any) -> Markup:  # noqa: ANN401 - templates take any value
    """Fill ``hooks/templates/<template>``; what comes out is Markdown with HTML blocks."""
    return Markup(_environment().get_template(template).render(values))  # noqa: S704 - values were made inert


def _finish(value: object) -> Markup:
    return value if isinstance(value, Markup) else inert.text("" if value is None else value)


def _inline(text: str, base: PurePosixPath = _NOWHERE) -> Markup:
    return html.inline(text, base)


def _heading(text: str, base: PurePosixPath = _NOWHERE) -> Markup:
    return html.heading(text, base)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {
        "inline": _inline,
        "heading": _heading,
        "plain": html.plain,
        "duration": duration,
        "count": count,
    }
    return environment


def duration(minutes: int) -> str:
    """``45 min``, ``2 h`` or ``2 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def count(number: int, noun: str) -> str:
    """``1 question``, ``2 questions``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
