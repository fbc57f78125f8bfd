"""The sidebar of a question's page: the topic's answered questions in reading order, and the page itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import escape

from hooks.model.question import Question
from hooks.prose import html
from hooks.render.view import View

_LINK = ' class="md-nav__link"'
_ACTIVE_LINK = ' class="md-nav__link md-nav__link--active" aria-current="page"'


class Sidebars:
    """Renders the list of each topic once, and marks the active question for every page."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._topic_items = cache(self._render_items)

    def page_meta(self, question: Question) -> dict[str, Any]:
        """MkDocs page metadata: the template, and the sidebar it shows."""
        topic = {"title": self._view.topic_title(question), "url": f"topics/{question.topic}/"}
        link = f'<a href="../{question.slug}/"'
        items = self._topic_items(question.topic)
        if question.answer is None:
            items += _item(question)
        items = items.replace(f"{link}{_LINK}", f"{link}{_ACTIVE_LINK}")
        return {
            "template": "question.html",
            "sidebar": {"topic": topic, "questions": items},
        }

    def _render_items(self, topic: str) -> str:
        return "\n".join(_item(question) for question in self._view.by_topic.get(topic, ()) if question.answer)


def _item(question: Question) -> str:
    link = f'<a href="../{question.slug}/"{_LINK}>{escape(html.plain(question.title))}</a>'
    return f'<li class="md-nav__item">{link}</li>'
