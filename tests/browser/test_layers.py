"""The layers of a question: opened one by one, all at once, by a link, and again on the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit, visit

QUESTION, OTHER = "questions/lost-update/", "questions/write-skew/"
LAYERS = ["tests", "approach", "short", "full", "levels", "pitfalls"]


def opened(tab: Visit) -> list[str]:
    """The open layers, in order."""
    return [layer for layer in LAYERS if tab.page.locator(f"details.answer--{layer}[open]").count()]


def test_click_opens_one_layer(tab: Visit) -> None:
    tab.open(QUESTION)
    assert opened(tab) == []
    for place, layer in enumerate(LAYERS, 1):
        tab.page.locator(f"details.answer--{layer} > summary").click()
        assert opened(tab) == LAYERS[:place]


def test_heading_opens_its_layer(tab: Visit) -> None:
    tab.open(QUESTION)
    box = tab.page.locator("#approach").bounding_box()
    assert box
    tab.page.mouse.click(box["x"] + 60, box["y"] + box["height"] / 2)
    assert opened(tab) == ["approach"]


def test_layer_names_are_unique(tab: Visit) -> None:
    for address in (QUESTION, "questions/design-a-notification-system/"):
        tab.open(address)
        names = tab.page.locator("article summary:not(.demo__control summary)").all_text_contents()
        assert len(names) == len(set(names)) > 2


def test_expand_all_is_for_this_page_only(tab: Visit) -> None:
    tab.open(QUESTION)
    tab.page.get_by_role("button", name="Expand all").click()
    assert opened(tab) == LAYERS
    tab.page.get_by_role("button", name="Collapse all").click()
    assert opened(tab) == []
    tab.page.get_by_role("button", name="Expand all").click()
    tab.open(OTHER)
    assert opened(tab) == []


def test_back_brings_back_the_open_layers_and_the_place(tab: Visit) -> None:
    tab.open(f"{QUESTION}#answer")
    expect(tab.page.locator("#answer")).to_be_in_viewport()  # scrolled there, so it stays where we scroll next
    link = tab.page.locator("article a[href*='write-skew']").first
    link.scroll_into_view_if_needed()
    before = tab.page.evaluate("scrollY")
    link.click()
    tab.page.wait_for_url(f"**/{OTHER}**")
    assert opened(tab) == []
    tab.page.go_back()
    tab.page.wait_for_url(f"**/{QUESTION}**")
    expect(tab.page.locator("details.answer--full[open]")).to_be_visible()
    tab.page.wait_for_function("y => Math.abs(scrollY - y) < 3", arg=before)


def test_a_layer_chosen_twice_opens_twice(tab: Visit) -> None:
    tab.open(QUESTION)
    choice = tab.page.get_by_role("link", name="Show the short answer")
    for _ in range(2):
        choice.click()
        expect(tab.page.locator("details.answer--short[open]")).to_be_visible()
        tab.page.locator("details.answer--short > summary").click()
        assert opened(tab) == []


def test_short_answer_is_in_the_first_screen_of_a_phone(with_or_without_javascript: Visit) -> None:
    tab = with_or_without_javascript
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.open(QUESTION)
    expect(tab.page.locator("#short-answer")).to_be_in_viewport(ratio=1)


def test_timer_counts_down_and_can_be_stopped(browser: Browser, home: str) -> None:
    with visit(browser, home) as tab:
        tab.page.clock.install()
        tab.open(QUESTION)
        timer = tab.page.locator("answer-timer button")
        expect(timer).to_have_text("Start 8:00 timer")
        timer.click()
        tab.page.clock.run_for(61_000)
        expect(timer).to_have_text("6:59 left")
        timer.click()
        expect(timer).to_have_text("Start 8:00 timer")
        timer.click()
        tab.page.clock.run_for(8 * 60_000 + 1000)
        expect(timer).to_have_text("Time’s up · start again")


def test_layers_open_without_storage(browser: Browser, home: str) -> None:
    with visit(browser, home) as tab:
        tab.page.add_init_script(
            "Object.defineProperty(Storage.prototype, 'setItem', { value() { throw new Error('full'); } })"
        )
        tab.open(QUESTION)
        tab.page.get_by_role("button", name="Expand all").click()
        assert opened(tab) == LAYERS
        assert tab.complaints == []


@pytest.mark.parametrize(
    ("heading", "layer"),
    [
        ("tests", "tests"),
        ("approach", "approach"),
        ("short-answer", "short"),
        ("answers", "full"),
        ("levels", "levels"),
    ],
)
def test_permalink_of_a_heading_is_copied_and_opens_its_layer(tab: Visit, heading: str, layer: str) -> None:
    tab.open(QUESTION)
    tab.page.locator(f"#{heading} > .headerlink").click()
    expect(tab.page.get_by_text("Copied to clipboard")).to_be_visible()
    address: str = tab.page.evaluate("navigator.clipboard.readText()")
    assert address == f"{tab.home}{QUESTION}#{heading}"
    tab.open(f"{QUESTION}#{heading}")
    assert layer in opened(tab)
    expect(tab.page.locator(f"#{heading}")).to_be_in_viewport()


def test_copy_button_copies_the_full_program(tab: Visit) -> None:
    tab.open(f"{QUESTION}#answer")
    program = tab.page.locator(".demo").first
    program.get_by_text("Source").click()
    program.locator(".demo__program").get_by_title("Copy to clipboard").click()
    expect(tab.page.get_by_text("Copied to clipboard")).to_be_visible()
    copied: str = tab.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("-- Read, compute, write: two sessions")
    assert "-- claim:" in copied


def test_nothing_moves_when_the_scripts_arrive(tab: Visit) -> None:
    tab.open("questions/lost-update/")
    place = "() => document.querySelector('#tests').getBoundingClientRect().top"
    expect(tab.page.get_by_role("button", name="Expand all")).to_be_visible()
    with_button = tab.page.evaluate(place)
    tab.page.evaluate("() => { document.querySelector('expand-all button').hidden = true; }")
    assert tab.page.evaluate(place) == with_button
