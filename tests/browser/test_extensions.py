"""What hand-written pages can use works in a browser: without requests or complaints, scripts or barriers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import visit
from tests.site.serving import served

ADDRESS = "guide/sample/"


@pytest.fixture(scope="module")
def sample_home(sample: Path) -> Iterator[str]:
    with served(sample.parents[2]) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barrier_and_asks_nothing_of_others(browser: Browser, sample_home: str, scheme: str) -> None:
    with visit(browser, sample_home, color_scheme=scheme, reduced_motion="reduce") as tab:
        tab.open(ADDRESS)
        tab.page.evaluate(OPEN_ALL)
        for width in (360, 1280):
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert faults(tab.page) == []
        assert (tab.outside, tab.complaints) == ([], [])


def test_details_and_tabs_need_no_script(browser: Browser, sample_home: str) -> None:
    with visit(browser, sample_home, java_script_enabled=False) as tab:
        tab.open(ADDRESS)
        note = tab.page.locator("details.note")
        expect(note.locator("strong")).to_be_hidden()
        note.locator("summary").press("Enter")
        expect(note.locator("strong")).to_be_visible()
        first, second = (tab.page.locator(".tabbed-block", has_text=text) for text in ("In SQL.", "In Python."))
        expect(second).to_be_hidden()
        tab.page.locator(".tabbed-set > input").first.press("ArrowRight")
        expect(first).to_be_hidden()
        expect(second).to_be_visible()
