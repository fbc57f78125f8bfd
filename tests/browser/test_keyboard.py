"""The keyboard reaches everything at every width, and nothing that can't be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.axe import faults
from tests.browser.visit import Visit

FOCUSED = """() => {
  const element = document.activeElement, seen = element.matches(".md-option") ? element.nextElementSibling : element;
  const box = seen.getBoundingClientRect();
  const name = element.getAttribute("aria-label") || element.textContent || element.placeholder || "";
  const isOnScreen = box.width > 0 && box.right > 0 && box.left < innerWidth;
  const isShown = isOnScreen && seen.checkVisibility({ visibilityProperty: true });
  return [element.tagName, name.trim().replace(/\\s+/g, " "), isShown];
}"""
PHONE: ViewportSize = {"width": 390, "height": 844}
MAX_STOPS = 150


def walk_to(tab: Visit, *names: str) -> list[str]:
    """Press Tab until something with one of these names has the focus, and return the names on the way."""
    passed: list[str] = []
    for _ in range(MAX_STOPS):
        tab.page.keyboard.press("Tab")
        tag, name, is_shown = tab.page.evaluate(FOCUSED)
        assert is_shown or tag == "BODY", f"{tag} {name!r} has the focus and can't be seen, after {passed}"
        passed.append(name)
        if name in names:
            return passed
    raise AssertionError(f"none of {names} in {passed}")


@pytest.mark.parametrize("width", [390, 640, 1280])  # 640 is 1280 at 200%
def test_from_home_to_an_opened_answer_by_tab_alone(tab: Visit, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 844})
    tab.open("")
    assert walk_to(tab, "Skip to content") == ["Skip to content"]
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/#main")
    tab.page.wait_for_function("() => history.state")  # saved by the theme when the jump has ended
    walk_to(tab, "Lost update")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/questions/lost-update/**")
    walk_to(tab, "Show the short answer")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("details.answer--short[open]")).to_be_visible()
    assert tab.complaints == []


@pytest.mark.parametrize("address", ["", "plan/", "topics/caching/", "search/", "questions/lost-update/", "zz/"])
def test_every_page_has_a_link_to_its_article(tab: Visit, address: str) -> None:
    tab.open(address)
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("link", name="Skip to content")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("article#main")).to_be_focused()


def test_menu_is_a_button_that_opens_the_drawer(tab: Visit) -> None:
    tab.page.set_viewport_size(PHONE)
    tab.open("questions/lost-update/")
    menu = tab.page.get_by_role("button", name="Menu")
    walk_to(tab, "Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    tab.page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    tab.page.wait_for_function("() => document.querySelector('.md-sidebar--primary').getBoundingClientRect().left >= 0")
    walk_to(tab, "Write skew")
    assert faults(tab.page) == []
    tab.page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_menu_opens_without_javascript(plain: Visit) -> None:
    plain.page.set_viewport_size(PHONE)
    plain.open("questions/lost-update/")
    plain.page.keyboard.press("Tab")
    plain.page.keyboard.press("Space")
    expect(plain.page.locator(".topic-nav").first).to_be_in_viewport(ratio=0.1)


def test_names_of_headings_and_layers(tab: Visit) -> None:
    tab.open("questions/lost-update/")
    expect(tab.page.get_by_role("heading", name="Short answer", exact=True)).to_have_count(1)
    expect(tab.page.get_by_role("link", name="Link to: Short answer")).to_have_count(1)
    summary = tab.page.locator("details.answer--short > summary")
    assert summary.evaluate("summary => summary.ariaLabelledByElements[0].id") == "short-answer"
