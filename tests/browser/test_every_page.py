"""What holds for one page of every kind, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit, visit

PAGES = (
    "",
    "404.html",
    "about/",
    "companies/",
    "companies/x/",
    "contribute/",
    "contribute/rules/",
    "guide/",
    "guide/checklists/",
    "guide/glossary/",
    "guide/mistakes/",
    "guide/questions-to-ask/",
    "loop/",
    "plan/",
    "plan/two-weeks/",
    "questions/",
    "questions/design-a-notification-system/",
    "questions/exactly-once-delivery/",
    "questions/implement-an-lru-cache/",
    "questions/latest-row-per-group/",
    "questions/lost-update/",
    "questions/review-a-payment-handler/",
    "questions/write-skew/",
    "topics/",
    "topics/caching/",
    "topics/operating-systems/",
)
OPEN_ALL = "() => { for (const details of document.querySelectorAll('details')) details.open = true; }"
CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")


@pytest.fixture(scope="module")
def tab(browser: Browser, home: str) -> Iterator[Visit]:
    """One tab for all pages; each test goes to its own."""
    with visit(browser, home) as opened:
        yield opened


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_other_origin_and_complains_of_nothing(browser: Browser, home: str, address: str) -> None:
    with visit(browser, home) as tab:
        tab.open(address)
        tab.page.evaluate(OPEN_ALL)
        tab.page.keyboard.press("/")
        tab.page.keyboard.type("transaction")
        expect(tab.page.locator(".md-search-result__item").first).to_be_attached()
        tab.page.wait_for_load_state("networkidle")
        assert tab.outside == []
        assert tab.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_does_not_scroll_sideways(tab: Visit, address: str) -> None:
    tab.open(address)
    tab.page.evaluate(OPEN_ALL)
    for width in (360, 390, 768, 1280):
        tab.page.set_viewport_size({"width": width, "height": 800})
        assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_text_stands_out_from_what_is_behind_it(browser: Browser, home: str, address: str, scheme: Any) -> None:  # noqa: ANN401
    with visit(browser, home, color_scheme=scheme, viewport={"width": 1280, "height": 16000}) as tab:
        tab.open(address)
        tab.page.evaluate(OPEN_ALL)
        schemed = tab.page.locator(f"body[data-md-color-scheme={'default' if scheme == 'light' else 'slate'}]")
        expect(schemed).to_be_attached()
        faint: list[str] = tab.page.evaluate(CONTRAST)
        assert faint == []
