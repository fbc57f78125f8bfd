"""A control's run is one click away, where the control is."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import Visit

CONTROL = "#lost-update-row-lock-sql .demo__control >> nth=0"
WIDE = """() => [...document.querySelectorAll(".demo__control :is(summary, p, a, pre, ins:not(.cells))")]
  .filter(element => element.getBoundingClientRect().right > innerWidth).map(element => element.textContent)"""


def test_a_click_or_key_opens_the_run_in_place(with_or_without_javascript: Visit) -> None:
    tab = with_or_without_javascript
    tab.open("questions/lost-update/")
    tab.page.locator("details.answer--full > summary").click()
    control = tab.page.locator(CONTROL)
    new = control.locator(".replay__moment--new .replay__value", has_text="165")
    expect(control.locator("summary")).to_have_text("without FOR UPDATE: fails, 165")
    expect(new).to_be_hidden()
    control.locator("summary").click()
    expect(new).to_be_visible()
    control.locator("summary").press("Enter")
    expect(new).to_be_hidden()


def test_a_link_below_another_claim_opens_the_run(tab: Visit) -> None:
    tab.open("questions/design-an-audit-log/")
    tab.page.locator("details.answer--full > summary").click()
    link = tab.page.locator(".demo__control > a").first
    run = tab.page.locator(f"[id='{(link.get_attribute('href') or '').partition('#')[2]}']")
    expect(run.locator("pre")).to_be_hidden()
    link.click()
    expect(run.locator("pre")).to_be_visible()
    expect(run.locator("summary")).to_be_in_viewport()
    header = tab.page.locator(".md-header").bounding_box()
    summary = run.locator("summary").bounding_box()
    assert header
    assert summary
    assert header["height"] < summary["y"] < tab.page.evaluate("innerHeight")


def test_runs_fit_the_screen_pass_axe_and_are_not_printed(tab: Visit) -> None:
    tab.open("questions/circuit-breaker/")
    tab.page.emulate_media(media="print")
    expect(tab.page.locator(".demo__control summary").first).to_be_visible()
    expect(tab.page.locator(".demo__control ins").first).to_be_hidden()
    tab.page.emulate_media(media="screen", reduced_motion="reduce")
    tab.page.evaluate(OPEN_ALL)
    for width, scheme in ((390, "light"), (1280, "dark")):
        tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        tab.page.set_viewport_size({"width": width, "height": 900})
        assert tab.page.evaluate(WIDE) == []
        assert faults(tab.page) == []
