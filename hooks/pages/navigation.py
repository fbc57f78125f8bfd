"""The navigation: ``nav`` from ``mkdocs.yml``, with generated pages added below their index pages.

The added pages have no titles here, since mkdocs-macros would evaluate them. ``on_page_markdown`` sets them later.
"""

from __future__ import annotations

from typing import Any

from hooks.render.view import View


def navigation(nav: list[Any], view: View) -> list[Any]:
    """``nav`` with topics, companies and plans appended to the section of their index page."""
    generated = {
        "topics/index.md": [f"topics/{topic.slug}.md" for topic in view.topics],
        "companies/index.md": [f"companies/{company.slug}.md" for company in view.companies],
        "plan/index.md": [f"plan/{plan.slug}.md" for plan in view.plans],
    }
    return [_entry(entry, generated) for entry in nav]


def _entry(entry: Any, generated: dict[str, list[str]]) -> Any:  # noqa: ANN401 - MkDocs' own type
    if not isinstance(entry, dict):
        return entry
    return {
        title: _children(children, generated) if isinstance(children, list) else children
        for title, children in entry.items()
    }


def _children(children: list[Any], generated: dict[str, list[str]]) -> list[Any]:
    index = children[0] if isinstance(children[0], str) else ""
    return [*(_entry(child, generated) for child in children), *generated.get(index, [])]
