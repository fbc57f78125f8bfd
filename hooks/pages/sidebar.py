"""What stands beside a question: the others of its topic, in reading order."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import escape

from hooks.model.question import Question
from hooks.prose import html
from hooks.render.view import View

_OTHER = ' class="md-nav__link"'
_CURRENT = ' class="md-nav__link md-nav__link--active" aria-current="page"'


class Sidebars:
    """The list of each topic, written once and marked anew for every question."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._written = cache(self._write)

    def beside(self, question: Question) -> dict[str, Any]:
        """Metadata for the page of ``question``: the template and what it shows at the side."""
        topic = {"title": self._view.topic_title(question), "url": f"topics/{question.topic}/"}
        own = f'<a href="../{question.slug}/"'
        marked = self._written(question.topic).replace(f"{own}{_OTHER}", f"{own}{_CURRENT}")
        return {
            "template": "question.html",
            "sidebar": {"topic": topic, "questions": marked},
        }

    def _write(self, topic: str) -> str:
        return "\n".join(_row(question) for question in self._view.by_topic.get(topic, ()))


def _row(question: Question) -> str:
    wanted = " topic-nav__open" if question.answer is None else ""
    link = f'<a href="../{question.slug}/"{_OTHER}>{escape(html.plain(question.title))}</a>'
    return f'<li class="md-nav__item{wanted}">{link}</li>'
