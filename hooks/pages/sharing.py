"""What a page says to programs that share or index it: linked data in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hooks.model.question import Question
from hooks.pages.generated import Page
from hooks.prose import html
from hooks.render.view import View

LICENSE = "https://creativecommons.org/licenses/by-sa/4.0/"
_SECTIONS = {
    "questions": ("Questions", "questions/"),
    "topics": ("Topics", "topics/"),
    "companies": ("Companies", "companies/"),
    "plan": ("Plans", "plan/"),
}
_TYPES = {
    "questions": "Question and answer",
    "topics": "Topic overview",
    "companies": "Interview guide",
    "plan": "Study plan",
}


def linked_data(page: Page, view: View, site: str) -> str:
    """Linked data of a generated page as JSON that can stand in a script element.

    ``site`` is the address of the site; without one nothing can be said, for every address must be whole.
    """
    if not site:
        return ""
    section, _, slug = page.address.strip("/").partition("/")
    question = view.library.questions.get(slug) if section == "questions" else None
    things = [_resource(page, section, question, view, site), _breadcrumbs(_trail(page, section, question, view), site)]
    text = json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _resource(page: Page, section: str, question: Question | None, view: View, site: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "LearningResource",
        "@id": f"{site}{page.address.removeprefix('/')}",
        "name": page.title,
        "description": page.description,
        "learningResourceType": _TYPES.get(section, "Guide"),
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENSE,
    }
    if question:
        said["educationalLevel"] = question.level
        said["about"] = view.topic_title(question)
        said |= {"timeRequired": f"PT{question.minutes}M"} if question.minutes else {}
        said |= {"dateModified": question.reviewed.on.isoformat()} if question.reviewed else {}
        said |= {"citation": [str(source.url) for source in question.sources]} if question.sources else {}
    return said


def _trail(page: Page, section: str, question: Question | None, view: View) -> list[tuple[str, str]]:
    """Titles and addresses from the home page down to ``page``: a question stands below its topic."""
    above = [_SECTIONS["topics" if question else section]] if section in _SECTIONS else []
    if question and question.topic in view.library.topics:
        above.append((view.topic_title(question), f"topics/{question.topic}/"))
    return [("Home", ""), *above, (page.name or html.plain(page.title), page.address.removeprefix("/"))]


def _breadcrumbs(trail: Sequence[tuple[str, str]], site: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": f"{site}{address}"}
            for place, (title, address) in enumerate(trail, 1)
        ],
    }
