"""Former URLs of a question lead to it, with what follows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import visit
from tests.site.building import Once
from tests.site.serving import served
from tests.site.test_links import with_old_ids


@pytest.mark.parametrize("has_scripts", [True, False])
def test_fragment_is_kept_if_there_are_scripts(browser: Browser, once: Once, *, has_scripts: bool) -> None:
    site = once("clone", with_old_ids) / "site"
    with served(site) as home, visit(browser, home, java_script_enabled=has_scripts) as tab:
        tab.open("questions/read-stale/#answer")
        tab.page.wait_for_url(f"{home}questions/stale-read/{'#answer' if has_scripts else '**'}")
        expect(tab.page.locator("details.answer--short[open]")).to_have_count(1 if has_scripts else 0)
        assert tab.complaints == []
