"""Structured data for search engines: JSON-LD in the schema.org vocabulary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hooks.model.question import Question
from hooks.pages.generated import GeneratedPage
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


def json_ld(page: GeneratedPage, view: View, site_url: str) -> str:
    """The JSON-LD of a generated page, safe inside a ``<script>`` element.

    Empty if ``site_url`` is, since JSON-LD needs absolute URLs.
    """
    if not site_url:
        return ""
    section, _, slug = page.url.strip("/").partition("/")
    question = view.library.questions.get(slug) if section == "questions" else None
    breadcrumbs = _breadcrumb_list(_trail(page, section, question, view), site_url)
    graph = [_learning_resource(page, section, question, view, site_url), breadcrumbs]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _learning_resource(
    page: GeneratedPage, section: str, question: Question | None, view: View, site_url: str
) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "@type": "LearningResource",
        "@id": f"{site_url}{page.url.removeprefix('/')}",
        "name": page.title,
        "description": page.description,
        "learningResourceType": _TYPES.get(section, "Guide"),
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENSE,
    }
    if question:
        resource["educationalLevel"] = question.level
        resource["about"] = view.topic_title(question)
        resource |= {"timeRequired": f"PT{question.minutes}M"} if question.minutes else {}
        resource |= {"dateModified": question.reviewed.on.isoformat()} if question.reviewed else {}
        resource |= {"citation": [str(source.url) for source in question.sources]} if question.sources else {}
    return resource


def _trail(page: GeneratedPage, section: str, question: Question | None, view: View) -> list[tuple[str, str]]:
    """Titles and URLs from the home page down to ``page``. A question is below its topic."""
    ancestors = [_SECTIONS["topics" if question else section]] if section in _SECTIONS else []
    if question and question.topic in view.library.topics:
        ancestors.append((view.topic_title(question), f"topics/{question.topic}/"))
    return [("Home", ""), *ancestors, (page.name or html.plain(page.title), page.url.removeprefix("/"))]


def _breadcrumb_list(trail: Sequence[tuple[str, str]], site_url: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, "item": f"{site_url}{url}"}
            for position, (title, url) in enumerate(trail, 1)
        ],
    }
