"""How a reader gets to an answer: by link, by search, in print, and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_every_page import PAGES
from tests.browser.visit import Visit

QUESTION = "questions/lost-update/"
HEADING = "lost-update-how-youd-notice"
SEEN = "element => element.checkVisibility({opacityProperty: true, visibilityProperty: true})"


READABLE = """() => {
  const article = document.querySelector("article");
  return article.querySelector("h1").checkVisibility() ? article.innerText.length : 0;
}"""
OPENED = """() => {
  const texts = [...document.querySelectorAll("details > summary + *")];
  const seen = text => text.checkVisibility() && text.getBoundingClientRect().height > 0;
  const closed = texts.filter(text => !seen(text));
  for (const text of closed) text.previousElementSibling.click();
  return closed.filter(seen).map(text => text.id || "hint");
}"""
"""Ids of the collapsed texts that a click on their summary opened."""


def seen(element: Locator) -> bool:
    found: bool = element.evaluate(SEEN)
    box = element.bounding_box()
    return found and box is not None and box["height"] > 0


def is_open(tab: Visit, selector: str) -> bool:
    found: bool = tab.page.locator(selector).evaluate("details => details.open")
    return found


def test_answers_are_collapsed_by_default(tab: Visit) -> None:
    tab.open(QUESTION)
    assert not is_open(tab, "details.answer--short")
    assert not is_open(tab, "details.answer--full")
    assert not seen(tab.page.locator("#answer"))
    tab.page.locator("details.answer--short > summary").click()
    expect(tab.page.locator("#answer")).to_be_visible()


def test_answer_link_opens_both_parts_and_scrolls(tab: Visit) -> None:
    tab.open(f"{QUESTION}#answer")
    expect(tab.page.locator("details.answer--full")).to_have_attribute("open", "")
    assert is_open(tab, "details.answer--short")
    expect(tab.page.locator("details.answer--short > summary")).to_be_in_viewport()
    expect(tab.page.locator("#answer")).to_be_in_viewport()
    assert tab.page.evaluate("scrollY") > 0


def test_heading_link_opens_its_layer_and_scrolls(tab: Visit) -> None:
    tab.open(f"{QUESTION}#{HEADING}")
    expect(tab.page.locator(f"#{HEADING}")).to_be_in_viewport()
    assert is_open(tab, "details.answer--full")


def test_in_page_link_opens_the_answer(tab: Visit) -> None:
    tab.open(QUESTION)
    tab.page.get_by_role("link", name="Short answer", exact=True).first.click()
    expect(tab.page.locator("#answer")).to_be_in_viewport()
    assert is_open(tab, "details.answer--short")


def test_unknown_fragment_opens_nothing(tab: Visit) -> None:
    for fragment in ("nothing", "%22%5D,*", "100%"):
        tab.open(f"{QUESTION}#{fragment}")
        assert tab.page.locator("details[open]").count() == 0
    assert tab.complaints == []


def test_enter_in_search_opens_the_answer(tab: Visit) -> None:
    tab.open("")
    expect(tab.find("lost update").first).to_contain_text("Lost update")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(lambda url: "/questions/lost-update/" in url)
    expect(tab.page.locator("#answer")).to_be_in_viewport()
    assert is_open(tab, "details.answer--short")
    assert is_open(tab, "details.answer--full")
    assert tab.complaints == []


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("dogpile", "cache-stampede"),
        ("race condition", "lost-update"),
        ("select for update", "lost-update"),
        ("monolith", "monolith-or-microservices"),
        ("idempotency", "idempotency-key"),
    ],
)
def test_search_finds_questions_by_synonyms(tab: Visit, words: str, slug: str) -> None:
    tab.open("")
    expect(tab.find(words).locator(f"a[href*='/questions/{slug}/']").first).to_be_attached()


def test_without_javascript_every_question_is_listed(plain: Visit, project: Path) -> None:
    plain.open("questions/")
    rows = plain.page.locator(".row > a")
    assert rows.count() == len(list(project.glob("data/questions/*/*")))
    visible = plain.page.locator(".row > a:visible").count()
    assert visible == len(list(project.glob("data/questions/*/*/answer.md")))


def test_without_javascript_pages_are_readable_and_answers_open(plain: Visit, project: Path) -> None:
    answers = {f"questions/{file.parent.name}/" for file in project.glob("data/questions/*/*/answer.md")}
    assert answers & set(PAGES)
    for address in PAGES:
        plain.open(address)
        length: int = plain.page.evaluate(READABLE)
        assert length > 150, address
        opened: list[str] = plain.page.evaluate(OPENED)
        assert {"answer", "full-answer"} <= set(opened) or address not in answers, address


def test_collapsed_answers_are_printed(with_or_without_javascript: Visit) -> None:
    tab = with_or_without_javascript
    tab.open(QUESTION)
    inside = tab.page.locator("details:not([open], .demo details) > :not(summary)")
    assert inside.count() >= 4
    assert not any(seen(part) for part in inside.all())
    tab.page.emulate_media(media="print")
    assert all(seen(part) for part in inside.all())
    assert seen(tab.page.locator(f"#{HEADING}"))
