"""A question on paper: on few pages, large enough to read, and dark on white."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.visit import Visit, visit

MAX_PAGES = 5
HEAVY = ("lost-update", "design-a-job-queue", "zero-downtime-schema-change", "choose-an-isolation-level")
PAPER: ViewportSize = {"width": 688, "height": 1032}
"""A4 inside its margins, in CSS pixels."""
POINTS = "found => found.map(element => parseFloat(getComputedStyle(element).fontSize) * 0.75)"


def test_questions_with_replays_print_on_five_pages(browser: Browser, home: str) -> None:
    """One side each. The first is the question everyone asks, the others those with the most to print."""
    with visit(browser, home) as tab:
        for slug in HEAVY:
            tab.open(f"questions/{slug}/")
            for paper in ("A4", "Letter"):
                assert len(re.findall(rb"/Type\s*/Page\b", tab.page.pdf(format=paper))) <= MAX_PAGES, (slug, paper)


def test_print_is_large_enough_to_read(tab: Visit) -> None:
    tab.open("questions/lost-update/")
    tab.page.set_viewport_size(PAPER)
    tab.page.emulate_media(media="print")
    assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= PAPER["width"]  # else the browser shrinks it
    for selector, least in ((".answer__text > p", 9.5), (".answer__text li", 9.5), ("article code", 7.5)):
        sizes = tab.page.locator(f"{selector}:visible").evaluate_all(POINTS)
        assert sizes, selector
        assert min(sizes) >= least, selector
    expect(tab.page.locator(".demo__control summary").first).to_be_visible()
    assert tab.page.locator(".demo__control table:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_dark_on_white_and_has_no_buttons(browser: Browser, home: str, scheme: str) -> None:
    with visit(browser, home, color_scheme=scheme) as tab:
        tab.open("questions/lost-update/")
        tab.page.emulate_media(media="print")
        colors = tab.page.locator("article p, article li, article td, article h2").evaluate_all(
            "found => [...new Set(found.map(element => getComputedStyle(element).color))]"
        )
        assert [color for color in colors if max(map(int, color[4:-1].split(", "))) > 0x59] == []
        assert tab.page.locator("article :is(button, .headerlink, .md-button):visible").count() == 0
