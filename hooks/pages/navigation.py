"""The navigation: what ``mkdocs.yml`` says, and below an index page what the data adds."""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from hooks.prose import html
from hooks.render.view import View


def navigation(nav: list[Any], view: View) -> list[Any]:
    """``nav`` of the configuration with topics, companies and plans appended to the section of their index page."""
    grown = {
        "topics/index.md": [{_title(topic.title): f"topics/{topic.slug}.md"} for topic in view.topics],
        "companies/index.md": [{_title(company.name): f"companies/{company.slug}.md"} for company in view.companies],
        "plan/index.md": [{_title(plan.title): f"plan/{plan.slug}.md"} for plan in view.plans],
    }
    return [_section(entry, grown) for entry in nav]


def _section(entry: Any, grown: dict[str, list[dict[str, str]]]) -> Any:  # noqa: ANN401 - as MkDocs has it
    if not isinstance(entry, dict):
        return entry
    return {
        title: [*inner, *grown.get(inner[0], [])] if isinstance(inner, list) else inner
        for title, inner in entry.items()
    }


def _title(text: str) -> str:
    """Titles are put into pages unescaped by the theme."""
    return str(escape(html.plain(text)))
