"""What stands beside a question: the others of its topic, in reading order."""

from __future__ import annotations

from typing import Any

from hooks.pages.generated import Page, is_question
from hooks.prose import html
from hooks.render.view import View


def sidebar(page: Page, view: View) -> dict[str, Any]:
    """Metadata for the page's template; empty for pages that are in the navigation."""
    if not is_question(page.uri):
        return {}
    slug = page.uri.removeprefix("questions/").removesuffix(".md")
    question = view.library.questions[slug]
    entries = [
        {
            "title": html.plain(other.prompt),
            "url": f"questions/{other.slug}/",
            "active": other.slug == slug,
            "open": other.answer is None,
        }
        for other in view.by_topic.get(question.topic, ())
    ]
    topic = {"title": view.topic_title(question), "url": f"topics/{question.topic}/"}
    return {"template": "question.html", "search": {"exclude": True}, "sidebar": {"topic": topic, "questions": entries}}
