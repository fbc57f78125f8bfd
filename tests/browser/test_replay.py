"""The replay of a program: in full without JavaScript, step by step and with hidden results with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import Visit, visit

MAX_HEIGHT = 560
"""CSS pixels of the first replay on a phone."""
LANES = """() => [...document.querySelectorAll("#lost-update-row-lock-sql .replay__moment")].map(row => {
  const statement = row.querySelector(".replay__statement, .replay__wait").getClientRects()[0];
  return [Math.round(statement.left), Math.round(row.getBoundingClientRect().right)];
})"""


def first(tab: Visit) -> Locator:
    tab.open("questions/lost-update/")
    tab.page.evaluate("() => { for (const layer of document.querySelectorAll('details.answer')) layer.open = true; }")
    return tab.page.locator("#lost-update-lost-update-sql")


def shown(replay: Locator) -> list[bool]:
    """Which moments can be seen."""
    return [row.is_visible() for row in replay.locator("replay-steps tbody th").all()]


def test_lanes_are_apart_if_they_fit(with_or_without_javascript: Visit) -> None:
    tab = with_or_without_javascript
    first(tab)
    for width, lanes in ((390, 1), (1280, 2)):
        tab.page.set_viewport_size({"width": width, "height": 844})
        moments = tab.page.evaluate(LANES)
        assert len({left for left, _ in moments}) == lanes
        assert all(right <= width for _, right in moments)
    assert tab.complaints == []


def test_first_replay_fits_on_a_phone_and_has_everything_without_javascript(plain: Visit) -> None:
    replay = first(plain)
    plain.page.set_viewport_size({"width": 390, "height": 844})
    assert all(shown(replay))
    expect(replay.locator(".replay__moment--decisive .replay__value")).to_have_text("125, not 135")
    assert replay.get_by_role("button").count() == 0
    expect(replay.get_by_role("table", name="Run of lost-update.sql")).to_be_visible()


def test_stepping_by_button_key_and_tap(tab: Visit) -> None:
    replay = first(tab)
    moments = len(shown(replay))
    tab.page.set_viewport_size({"width": 390, "height": 844})
    heights = [replay.locator(part).bounding_box() for part in ("figcaption", ".replay__setup", "replay-steps")]
    assert sum(box["height"] for box in heights if box) <= MAX_HEIGHT
    replay.get_by_role("button", name="Step through").click()
    assert shown(replay) == [True, *[False] * (moments - 1)]
    replay.get_by_role("button", name="Next").click()
    tab.page.keyboard.press("ArrowRight")
    replay.locator("replay-steps tbody tr").first.click(position={"x": 60, "y": 10})
    assert sum(shown(replay)) == 4
    expect(replay.get_by_role("status")).to_have_text(f"4 of {moments}")
    tab.page.keyboard.press("ArrowLeft")
    replay.get_by_role("button", name="Back").click()
    assert sum(shown(replay)) == 2
    replay.get_by_role("button", name="Show all").click()
    assert all(shown(replay))
    assert tab.complaints == []


def test_predicting_hides_results_until_they_are_asked_for(tab: Visit) -> None:
    replay = first(tab)
    replay.get_by_role("button", name="Predict").click()
    assert replay.locator(".replay__value:visible, .demo__claims:visible").count() == 0
    last = replay.locator("replay-steps tbody tr").last
    last.get_by_role("button", name="Show the result of step").click()
    expect(last.locator(".replay__value")).to_be_focused()
    assert replay.locator(".replay__value:visible").count() == 1
    while (hidden := replay.locator(".replay__reveal")).count():
        hidden.first.click()
    expect(replay.locator(".demo__claims")).to_be_visible()
    expect(replay.get_by_role("button", name="Predict")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("questions/deadlock/", "dark"),
        pytest.param("questions/deadlock/", "light", marks=pytest.mark.audit),
        pytest.param("questions/zero-downtime-schema-change/", "dark", marks=pytest.mark.audit),
        pytest.param("questions/zero-downtime-schema-change/", "light", marks=pytest.mark.audit),
    ],
)
def test_replays_pass_axe(browser: Browser, home: str, address: str, scheme: str) -> None:
    with visit(browser, home, color_scheme=scheme, reduced_motion="reduce") as tab:
        tab.open(address)
        tab.page.evaluate(OPEN_ALL)
        for width in (360, 1280):
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert faults(tab.page) == []


def test_an_open_control_is_next_to_the_run_on_a_desk_and_below_it_on_a_phone(tab: Visit) -> None:
    replay = first(tab)
    run, control = replay.locator("replay-steps table"), replay.locator(".demo__control table").last
    replay.locator("summary", has_text="without the overlap: fails, 135").click()
    expect(control).to_be_visible()
    places = []
    for width in (1280, 390):
        tab.page.set_viewport_size({"width": width, "height": 844})
        box, other = run.bounding_box(), control.bounding_box()
        assert box
        assert other
        assert other["x"] + other["width"] <= width
        places.append(other["x"] >= box["x"] + box["width"])
    assert places == [True, False]
    assert tab.complaints == []


def test_a_statement_that_waited_says_what_is_done_when_it_goes_on(plain: Visit) -> None:
    plain.open("questions/zero-downtime-schema-change/")
    plain.page.locator("details.answer--full > summary").click()
    row = plain.page.locator("replay-steps tr", has_text="continues: ALTER TABLE is done")
    expect(row.locator("th")).to_have_text("B")
    before, after = row.locator("xpath=preceding-sibling::tr[1]"), row.locator("xpath=following-sibling::tr[1]")
    expect(before.locator("code")).to_have_text("COMMIT;")  # of A, which B waited for
    expect(after).to_contain_text("continues")  # C, which waited for B
    expect(row).to_be_visible()
