"""What we put in place of the theme's: it must still be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.mkdocs_site.theme import ThemeChanged, with_own_search_worker
from tests.site.building import build, copy, replace

SETTINGS = '{"search": "../assets/javascripts/workers/search.2c215733.min.js", "tags": null}'


def test_our_worker_stands_where_the_theme_named_its_own() -> None:
    assert with_own_search_worker(SETTINGS) == '{"search": "../assets/scripts/search/worker.js", "tags": null}'


@pytest.mark.parametrize("settings", ["{}", SETTINGS.replace("search.2c", "finder.2c"), SETTINGS * 2])
def test_other_settings_are_refused(settings: str) -> None:
    with pytest.raises(ThemeChanged, match="an upgrade of Material has changed them"):
        with_own_search_worker(settings)


def test_a_theme_without_its_worker_fails_the_build_with_the_reason(tmp_path: Path) -> None:
    project = copy(tmp_path / "project")
    replace(project / "overrides" / "main.html", "super() | own", "super() | replace('workers/search', 'x') | own")
    done = build(project)
    assert done.returncode == 1
    assert "the theme's search worker is named 0 times" in done.stdout
    assert "hooks/mkdocs_site/theme.py" in done.stdout
