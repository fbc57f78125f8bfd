"""The home page: a replay that plays, and everything else by name."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit, visit

TOPS = "parts => parts.map(part => part.getBoundingClientRect().top + scrollY)"
SHEETS = "() => [...document.styleSheets].map(sheet => sheet.href.split('/').pop())"


def test_replay_plays_pauses_and_starts_again(browser: Browser, home: str) -> None:
    with visit(browser, home, reduced_motion="no-preference") as tab:
        tab.page.clock.install()
        tab.open("")
        rows, steps = tab.page.locator(".hero tbody th"), tab.page.locator(".hero tbody tr:not(.replay__moment--later)")
        pause = tab.page.get_by_role("button", name="Pause")
        expect(pause).to_be_visible()  # by itself
        expect(steps).to_have_count(1)
        tab.page.clock.run_for(1600)
        expect(steps).to_have_count(2)
        pause.click()
        tab.page.clock.run_for(60_000)
        expect(steps).to_have_count(2)
        tab.page.get_by_role("button", name="Play").click()
        tab.page.clock.run_for(60_000)
        expect(steps).to_have_count(rows.count())
        tab.page.get_by_role("button", name="Again").click()
        expect(steps).to_have_count(1)
        assert tab.complaints == []


def test_replay_is_complete_under_reduced_motion(browser: Browser, home: str) -> None:
    with visit(browser, home, reduced_motion="reduce") as tab:
        tab.page.clock.install()
        tab.open("")
        button = tab.page.locator(".hero .replay__play")
        expect(button).to_have_text("Play")
        tab.page.locator(".hero replay-steps").evaluate("steps => steps.scrollIntoView()")  # where it would play
        for _ in range(3):
            tab.page.clock.run_for(20_000)
            assert tab.page.locator(".hero .replay__moment--later").count() == 0
        expect(button).to_have_text("Play")  # "Again" had it played


def test_replay_is_complete_without_javascript(plain: Visit) -> None:
    plain.open("")
    expect(plain.page.locator(".hero .replay__value").last).to_have_text("125, not 135")
    assert plain.page.locator(".hero button:visible").count() == 0


@pytest.mark.parametrize(
    ("width", "staying"), [(1280, "article > :not(.hero, link)"), (390, "article > :has(~ .hero):not(link)")]
)
def test_opening_the_short_answer_moves_nothing_else(tab: Visit, width: int, staying: str) -> None:
    tab.page.emulate_media(reduced_motion="reduce")
    tab.page.set_viewport_size({"width": width, "height": 844})
    tab.open("")
    expect(tab.page.get_by_role("button", name="Play")).to_be_visible()
    tab.page.evaluate("() => document.fonts.ready.then(() => null)")
    parts = tab.page.locator(f"{staying}, .hero .card > :has(~ details), .hero details.answer > summary")
    before = parts.evaluate_all(TOPS)
    tab.page.locator(".hero summary", has_text="Short answer").click()
    expect(tab.page.locator(".hero .answer__text")).to_be_visible()
    assert parts.evaluate_all(TOPS) == before


def test_five_tabs(tab: Visit) -> None:
    tab.open("")
    expect(tab.page.locator(".md-tabs__link")).to_have_text(["Questions", "Companies", "Plan", "Loop", "Guide"])


def test_a_page_loads_the_style_sheet_of_its_kind_only(tab: Visit) -> None:
    tab.open("questions/lost-update/")
    assert "home.css" not in tab.page.evaluate(SHEETS)
    tab.page.locator(".md-header__button.md-logo").click()
    tab.page.wait_for_url(tab.home)
    expect(tab.page.locator(".hero")).to_be_visible()
    tab.page.wait_for_function(f"() => ({SHEETS})().includes('home.css')")
