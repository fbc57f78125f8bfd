"""Accessibility with axe-core: search, browser settings, touch targets, and each kind of page in every combination.

test_every_page.py checks each kind of page with everything expanded; `make audit` runs all combinations.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.test_every_page import ALIKE, OPEN_ALL, PAGES
from tests.browser.visit import Visit, visit

WIDTHS = (360, 768, 1280)
AXE_WITH_SETTINGS = ("", "questions/lost-update/")
SMALL = """() => {
  const grown = element => Math.max(...["::before", "::after"].map(name => {
    const part = getComputedStyle(element, name);
    return part.position === "absolute" ? parseFloat(part.height) || 0 : 0;
  }));
  return [...document.querySelectorAll("a, button, summary, input, select")].filter(element => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (getComputedStyle(element).display === "inline" || element.closest(".md-toggle")) return false;
    const boxes = [element, element.closest("label")].filter(Boolean).map(one => one.getBoundingClientRect());
    return boxes[0].width > 1 && Math.max(grown(element), ...boxes.map(box => box.height)) < 43.5;
  }).map(element => element.outerHTML.slice(0, 200));
}"""
"""Controls outside of sentences that are less than 44 pixels high."""


@pytest.fixture(scope="module", params=["light", "dark"])
def schemed(browser: Browser, home: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A tab without animations."""
    with visit(browser, home, color_scheme=request.param, reduced_motion="reduce") as opened:
        yield opened


@pytest.mark.audit
@pytest.mark.parametrize("address", [page for page in PAGES if page not in ALIKE])
def test_page_passes_axe(schemed: Visit, address: str) -> None:
    schemed.open(address)
    for opened in (False, True):
        if opened:
            schemed.page.evaluate(OPEN_ALL)
        for width in WIDTHS:
            schemed.page.set_viewport_size({"width": width, "height": 900})
            assert faults(schemed.page, contrast=width == WIDTHS[-1]) == []


def test_open_search_passes_axe(schemed: Visit) -> None:
    for words in ("transaction", "xylophone"):
        schemed.open("questions/lost-update/")
        schemed.search(words)
        expect(schemed.page.locator(".md-search-result__meta")).to_contain_text("result")
        assert faults(schemed.page, within=".md-search") == []


@pytest.mark.parametrize(
    "options",
    [
        {"reduced_motion": "reduce"},
        {"forced_colors": "active"},
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ],
    ids=["reduced motion", "forced colors", "200 % zoom"],
)
def test_pages_support_browser_accessibility_settings(browser: Browser, home: str, options: dict[str, object]) -> None:
    with visit(browser, home, **options) as tab:
        for address in ("", "questions/lost-update/", "companies/x/", "questions/"):
            tab.open(address)
            tab.page.evaluate(OPEN_ALL)
            if address in AXE_WITH_SETTINGS:
                assert faults(tab.page, contrast="forced_colors" in options) == [], address
            assert tab.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), address
            assert tab.complaints == [], address


def test_touch_targets_are_large_enough(browser: Browser, home: str) -> None:
    with visit(browser, home, viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True) as tab:
        for address in ("", "questions/", "questions/lost-update/", "topics/caching/", "companies/x/"):
            tab.open(address)
            small: list[str] = tab.page.evaluate(SMALL)
            assert small == [], address
