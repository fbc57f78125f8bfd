"""The navigation: what ``mkdocs.yml`` says, and below an index page what the data adds.

The pages added have no titles here: mkdocs-macros evaluates a title that it finds in the navigation. They get theirs
when it has done its work.
"""

from __future__ import annotations

from typing import Any

from hooks.render.view import View


def navigation(nav: list[Any], view: View) -> list[Any]:
    """``nav`` of the configuration with topics, companies and plans appended to the section of their index page."""
    grown = {
        "topics/index.md": [f"topics/{topic.slug}.md" for topic in view.topics],
        "companies/index.md": [f"companies/{company.slug}.md" for company in view.companies],
        "plan/index.md": [f"plan/{plan.slug}.md" for plan in view.plans],
    }
    return [_section(entry, grown) for entry in nav]


def _section(entry: Any, grown: dict[str, list[str]]) -> Any:  # noqa: ANN401 - as MkDocs has it
    if not isinstance(entry, dict):
        return entry
    return {
        title: [*inner, *grown.get(inner[0], [])] if isinstance(inner, list) else inner
        for title, inner in entry.items()
    }
