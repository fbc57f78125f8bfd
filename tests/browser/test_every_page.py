"""One page of every kind in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit, visit

PAGES = (
    "",
    "404.html",
    "about/",
    "about/changes/",
    "companies/",
    "companies/x/",
    "contribute/",
    "contribute/coverage/",
    "contribute/rules/",
    "guide/",
    "guide/checklists/",
    "guide/glossary/",
    "guide/mistakes/",
    "guide/questions-to-ask/",
    "loop/",
    "guide/most-asked/",
    "guide/rubric/",
    "guide/skills/",
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
    "search/",
    "topics/",
    "topics/caching/",
    "topics/operating-systems/",
)
OPEN_ALL = "() => { for (const details of document.querySelectorAll('details')) details.open = true; }"
CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")


TALL = {"width": 1280, "height": 16000}
"""All of a page at once: what is painted behind a text is only known of what is in view."""


@pytest.fixture(scope="module")
def tab(browser: Browser, home: str) -> Iterator[Visit]:
    """One tab for all pages; each test goes to its own."""
    with visit(browser, home) as opened:
        yield opened


@pytest.fixture(scope="module", params=["light", "dark"])
def schemed(browser: Browser, home: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A tab of a reader who prefers light or dark."""
    with visit(browser, home, color_scheme=request.param, viewport=TALL) as opened:
        opened.open("")
        scheme = {"light": "default", "dark": "slate"}[request.param]
        expect(opened.page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        yield opened


@pytest.mark.parametrize("address", PAGES)
def test_page_requests_no_other_origin_and_logs_no_errors(tab: Visit, address: str) -> None:
    tab.open(address)
    tab.page.evaluate(OPEN_ALL)
    assert tab.outside == []
    assert tab.complaints == []


@pytest.mark.parametrize("address", ["", "404.html", "questions/lost-update/"])
def test_search_requests_no_other_origin_and_logs_no_errors(tab: Visit, address: str) -> None:
    tab.open(address)
    expect(tab.find("transaction").first).to_be_attached()
    tab.page.wait_for_load_state("networkidle")
    assert tab.outside == []
    assert tab.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_page_does_not_scroll_sideways(tab: Visit, address: str) -> None:
    tab.open(address)
    tab.page.evaluate(OPEN_ALL)
    for width in (360, 390, 768, 1280):
        tab.page.set_viewport_size({"width": width, "height": 800})
        assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("address", PAGES)
def test_text_has_enough_contrast(schemed: Visit, address: str) -> None:
    schemed.open(address)
    schemed.page.evaluate(OPEN_ALL)
    faint: list[str] = schemed.page.evaluate(CONTRAST)
    assert faint == []
