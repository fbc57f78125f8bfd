"""Timelines have lanes next to each other if they fit, else below each other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import Visit, visit

CARDS = """() => [...document.querySelectorAll("#lost-update-row-lock-sql .timeline__card")].map(card => {
  const { left, top, right } = card.getBoundingClientRect();
  return [card.parentElement.className.slice(-1), Math.round(left), Math.round(top), Math.round(right)];
})"""
BUTTONS = "() => document.querySelectorAll('.timeline button').length"


def test_sessions_have_lanes_if_they_fit(with_or_without_javascript: Visit) -> None:
    tab = with_or_without_javascript
    tab.open("questions/lost-update/")
    tab.page.evaluate(OPEN_ALL)
    for width, lanes in ((390, 1), (1280, 2)):
        tab.page.set_viewport_size({"width": width, "height": 900})
        cards = tab.page.evaluate(CARDS)
        assert [top for _, _, top, _ in cards] == sorted(top for _, _, top, _ in cards)
        assert len({left for lane, left, _, _ in cards if lane != "0"}) == lanes
        assert len({lane for lane, *_ in cards}) == 3
        assert all(right <= width for *_, right in cards)
    assert tab.page.evaluate(BUTTONS) == 0
    assert tab.complaints == []


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("questions/deadlock/", "dark"),
        pytest.param("questions/deadlock/", "light", marks=pytest.mark.audit),
        pytest.param("questions/zero-downtime-schema-change/", "dark", marks=pytest.mark.audit),
        pytest.param("questions/zero-downtime-schema-change/", "light", marks=pytest.mark.audit),
    ],
)
def test_timelines_pass_axe(browser: Browser, home: str, address: str, scheme: str) -> None:
    with visit(browser, home, color_scheme=scheme, reduced_motion="reduce") as tab:
        tab.open(address)
        tab.page.evaluate(OPEN_ALL)
        for width in (360, 1280):
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert faults(tab.page) == []
