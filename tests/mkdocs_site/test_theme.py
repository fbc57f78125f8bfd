"""Patches of the theme's HTML, and what happens if an upgrade breaks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.mkdocs_site.theme import ThemeChanged, with_named_navigation, with_own_search_worker, without_indentation
from tests.site.building import build, replace, small

SETTINGS = '{"search": "../assets/javascripts/workers/search.2c215733.min.js", "tags": null}'


def test_the_search_worker_is_replaced() -> None:
    assert with_own_search_worker(SETTINGS) == '{"search": "../assets/scripts/search/worker.js", "tags": null}'


@pytest.mark.parametrize("settings", ["{}", SETTINGS.replace("search.2c", "finder.2c"), SETTINGS * 2])
def test_a_changed_theme_is_an_error(settings: str) -> None:
    with pytest.raises(ThemeChanged, match="Probably an upgrade of Material changed it"):
        with_own_search_worker(settings)


def test_nested_navigation_is_named_by_its_title() -> None:
    title = '<label class="md-nav__title" for="__nav_6">\n<span class="md-nav__icon md-icon"></span>\nGuide\n</label>'
    html = f'<nav data-md-level="1" aria-labelledby="__nav_6_label" aria-expanded="true">\n{title}'
    assert with_named_navigation(html) == html.replace('aria-labelledby="__nav_6_label"', 'aria-label="Guide"')


def test_indentation_is_removed_around_the_article_only() -> None:
    article = "<article>\n  a\n\n</article>"
    assert without_indentation(f"<main>\n\n   <a>\n {article}\n   </main>") == f"<main>\n<a>\n{article}\n</main>"
    assert without_indentation(f"<pre>\n a</pre>{article}") == f"<pre>\n a</pre>{article}"


def test_a_changed_theme_fails_the_build_with_a_clear_message(tmp_path: Path) -> None:
    project = small(tmp_path / "project")
    replace(project / "overrides" / "main.html", "super() | own", "super() | replace('workers/search', 'x') | own")
    done = build(project)
    assert done.returncode == 1
    assert "expected the theme's search worker once in the page, found it 0 times" in done.stdout
    assert "hooks/mkdocs_site/theme.py" in done.stdout
