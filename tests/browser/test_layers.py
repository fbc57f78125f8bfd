"""The layers of a question: opened one by one, all at once, by a link, and kept across pages."""

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
    for address in (QUESTION, "topics/transactions/", "questions/design-a-notification-system/"):
        tab.open(address)
        names = tab.page.locator("article summary:not(.demo__control summary)").all_text_contents()
        assert len(names) == len(set(names)) > 2


def test_expand_all_applies_to_the_next_question(tab: Visit) -> None:
    tab.open(QUESTION)
    tab.page.get_by_role("button", name="Expand all").click()
    assert opened(tab) == LAYERS
    tab.open(OTHER)
    assert opened(tab) == LAYERS
    tab.page.get_by_role("button", name="Collapse all").click()
    assert opened(tab) == []
    tab.open(QUESTION)
    assert opened(tab) == []


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
    program.get_by_title("Copy to clipboard").click()
    expect(tab.page.get_by_text("Copied to clipboard")).to_be_visible()
    copied: str = tab.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("-- Read, compute, write: two sessions")
    assert "-- claim:" in copied
