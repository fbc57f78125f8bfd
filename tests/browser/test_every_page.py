"""One page of every kind in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.visit import Visit

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
ALIKE = {
    f"questions/{slug}/"
    for slug in ("exactly-once-delivery", "implement-an-lru-cache", "latest-row-per-group", "write-skew")
}
"""Pages that have nothing on them that others don't have."""
WIDTHS = (360, 390, 768, 1280)
OPEN_ALL = "() => { for (const details of document.querySelectorAll('details')) details.open = true; }"
CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
SET_SCHEME = """scheme => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  for (const animation of document.getAnimations()) animation.finish();
}"""


@pytest.fixture
def tab(tab: Visit) -> Visit:
    """The shared tab, without animations."""
    tab.page.emulate_media(reduced_motion="reduce", color_scheme="light")
    return tab


@pytest.mark.parametrize(
    "address", [pytest.param(page, marks=pytest.mark.audit) if page in ALIKE else page for page in PAGES]
)
def test_page_is_accessible_fits_every_width_and_requests_no_other_origin(tab: Visit, address: str) -> None:
    """All checks share one page load, which takes most of the time."""
    tab.page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    tab.open(address)
    tab.page.evaluate(OPEN_ALL)
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 800})
        assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert faults(tab.page, contrast=False) == []
    for preference, scheme in SCHEMES.items():
        tab.page.emulate_media(color_scheme=preference)
        tab.page.evaluate(SET_SCHEME, scheme)
        faint: list[str] = tab.page.evaluate(CONTRAST)
        assert faint == [], preference
    assert tab.outside == []
    assert tab.complaints == []


@pytest.mark.parametrize("preference", SCHEMES)
def test_color_scheme_follows_the_preference(tab: Visit, preference: Literal["light", "dark"]) -> None:
    tab.page.emulate_media(color_scheme=preference)
    tab.open("about/")
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[preference])


@pytest.mark.parametrize("address", ["", "404.html", "questions/lost-update/"])
def test_search_requests_no_other_origin_and_logs_no_errors(tab: Visit, address: str) -> None:
    tab.open(address)
    expect(tab.find("transaction").first).to_be_attached()
    tab.page.wait_for_load_state("networkidle")
    assert tab.outside == []
    assert tab.complaints == []
