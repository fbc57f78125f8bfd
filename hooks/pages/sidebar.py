"""What stands beside a question: the others of its topic, in reading order."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup, escape

from hooks.model.question import Question
from hooks.prose import html
from hooks.render.view import View

_CURRENT = Markup(' class="md-nav__link md-nav__link--active" aria-current="page"')
_OPEN = Markup(' class="md-nav__link beside__open"')
_OTHER = Markup(' class="md-nav__link"')


class Sidebars:
    """The list of each topic, written once and marked anew for every question."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rows = cache(self._written)

    def beside(self, question: Question) -> dict[str, Any]:
        """Metadata for the page of ``question``: the template and what it shows at the side."""
        rows = self._rows(question.topic)
        topic = {"title": self._view.topic_title(question), "url": f"topics/{question.topic}/"}
        marked = (_row(slug, title, _CURRENT if slug == question.slug else style) for slug, title, style in rows)
        return {
            "template": "question.html",
            "search": {"exclude": True},
            "sidebar": {"topic": topic, "questions": Markup("\n").join(marked)},
        }

    def _written(self, topic: str) -> tuple[tuple[str, Markup, Markup], ...]:
        questions = self._view.by_topic.get(topic, ())
        return tuple((q.slug, escape(html.plain(q.prompt)), _OPEN if q.answer is None else _OTHER) for q in questions)


def _row(slug: str, title: Markup, style: Markup) -> Markup:
    return Markup('<li class="md-nav__item"><a href="../{}/"{}>{}</a></li>').format(slug, style, title)
