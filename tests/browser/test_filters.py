"""Question lists filtered by level, type, round, company, code and how common a question is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.visit import Visit, visit

Question = dict[str, Any]
SHOWN = """() => [...document.querySelectorAll("article .row > a")]
  .filter(element => element.checkVisibility({ contentVisibilityAuto: false }))
  .map(element => element.pathname.split("/").at(-2)).sort()"""
SWITCH = "details.open-questions > summary"
PHONE: ViewportSize = {"width": 390, "height": 844}
FITS: dict[str, Callable[[Question], bool]] = {
    "level=senior": lambda question: question["level"] == "senior",
    "kind=debug": lambda question: question["kind"] == "debug",
    "round=system-design": lambda question: "system-design" in question["rounds"],
    "company=monzo": lambda question: "monzo" in question["companies"],
    "demo=yes": lambda question: question["programs"] > 0,
    "asked=often": lambda question: question["asked"] == "often",
    "level=mid&demo=yes&asked=often": lambda question: (
        question["level"] == "mid" and question["programs"] > 0 and question["asked"] == "often"
    ),
}


@pytest.fixture(scope="module")
def index(site: Path) -> list[Question]:
    questions: list[Question] = json.loads((site / "api" / "v1" / "questions.json").read_text("utf-8"))["questions"]
    return questions


def ids(questions: Iterable[Question]) -> list[str]:
    return sorted(question["id"] for question in questions)


def answered(questions: Iterable[Question]) -> list[Question]:
    return [question for question in questions if question["answered"]]


def counted(number: int) -> str:
    return "No matching answers." if not number else "1 question" if number == 1 else f"{number} questions"


def shown(tab: Visit) -> list[str]:
    found: list[str] = tab.page.evaluate(SHOWN)
    return found


@pytest.mark.parametrize(
    ("address", "query"),
    [*(("questions/", query) for query in FITS), ("topics/system-design/", "level=senior")],
)
def test_link_with_filters_shows_only_matching_questions(
    tab: Visit, index: list[Question], address: str, query: str
) -> None:
    topic = address.removeprefix("topics/").strip("/")
    here = [question for question in index if address == "questions/" or question["topic"] == topic]
    wanted = ids(answered(filter(FITS[query], here)))
    tab.open(f"{address}?{query}")
    expect(tab.page.locator(".filters__count")).to_have_text(counted(len(wanted)))
    assert shown(tab) == wanted
    tab.open(f"{address}?{query}&open=yes")
    expect(tab.page.locator(".filters__count")).to_have_text(counted(len(wanted)))
    assert shown(tab) == ids(filter(FITS[query], here))


def test_filters_are_kept_in_the_url_and_cleared(tab: Visit, index: list[Question]) -> None:
    tab.open("questions/")
    assert shown(tab) == ids(answered(index))
    tab.page.get_by_label("Level").select_option("staff")
    tab.page.get_by_label("Has runnable code").check()
    tab.page.wait_for_url("**/questions/?level=staff&demo=yes")
    tab.page.locator("question-filters").get_by_role("button", name="Clear").click()
    tab.page.wait_for_url("**/questions/")
    assert shown(tab) == ids(answered(index))


def test_unknown_filters_in_the_url_are_ignored(tab: Visit, index: list[Question]) -> None:
    tab.open("questions/?level=wizard&kind=%3Cscript%3E&__proto__=x&constructor=1&open=maybe")
    assert shown(tab) == ids(answered(index))
    assert tab.complaints == []


def test_heading_of_an_empty_list_is_hidden(tab: Visit) -> None:
    tab.open("questions/?demo=yes")
    expect(tab.page.locator(".filters__count")).to_contain_text("questions")
    expect(tab.page.locator(SWITCH)).to_be_hidden()
    expect(tab.page.locator("#often")).to_be_visible()
    tab.open("questions/?asked=often")
    expect(tab.page.locator("#less-often")).to_be_hidden()


def test_without_the_index_the_full_list_is_shown_with_a_message(browser: Browser, home: str) -> None:
    with visit(browser, home) as tab:
        tab.page.route("**/api/v1/questions.json", lambda route: route.abort())
        tab.open("questions/?level=staff")
        expect(tab.page.locator(".filters__count")).to_contain_text("Couldn't load the filters")
        assert len(shown(tab)) > 50


def test_without_javascript_the_form_is_hidden(plain: Visit) -> None:
    plain.open("questions/")
    expect(plain.page.locator("form.filters")).to_be_hidden()


def test_open_questions_appear_at_a_switch_with_and_without_javascript(
    with_or_without_javascript: Visit, index: list[Question]
) -> None:
    tab = with_or_without_javascript
    tab.open("questions/")
    assert shown(tab) == ids(answered(index))
    tab.page.locator(SWITCH).focus()
    tab.page.keyboard.press("Enter")
    assert shown(tab) == ids(index)


def test_the_switch_is_kept_in_the_url_and_by_going_back(tab: Visit, index: list[Question]) -> None:
    tab.open("questions/")
    tab.page.locator(SWITCH).click()
    tab.page.wait_for_url("**/questions/?open=yes")
    tab.page.locator(".open-questions .row > a").first.click()
    tab.page.wait_for_url(lambda url: "?" not in url)
    tab.page.go_back()
    tab.page.wait_for_url("**/questions/?open=yes")
    expect(tab.page.locator(".open-questions .row").first).to_be_visible()
    tab.page.locator(SWITCH).click()
    tab.page.wait_for_url("**/questions/")
    assert shown(tab) == ids(answered(index))


def test_on_a_phone_seventy_answers_take_at_most_five_screens(tab: Visit, index: list[Question]) -> None:
    tab.page.set_viewport_size(PHONE)
    tab.open("questions/")
    screens = tab.page.evaluate("document.scrollingElement.scrollHeight") / PHONE["height"]
    assert screens <= 5 * len(answered(index)) / 70


def test_on_a_phone_filters_are_one_row(tab: Visit) -> None:
    tab.page.set_viewport_size(PHONE)
    tab.open("questions/")
    tops = tab.page.evaluate(
        "[...document.querySelectorAll('.filters > .chip:not([hidden])')].map(chip => chip.offsetTop)"
    )
    assert len(tops) > 4
    assert len(set(tops)) == 1


def test_filters_look_like_chips_before_the_search_is_opened(tab: Visit) -> None:
    tab.open("questions/")
    radii = tab.page.locator(".filters .chip").evaluate_all(
        "chips => chips.map(chip => parseFloat(getComputedStyle(chip).borderRadius))"
    )
    assert radii
    assert min(radii) > 10


def test_a_mark_with_a_legend_says_which_claims_were_run(tab: Visit, index: list[Question]) -> None:
    tab.open("questions/")
    expect(tab.page.locator(".legend").first).to_have_text("claims tested by running them")
    marked = tab.page.locator("article .row", has_text="claims tested").locator("> a")
    found = marked.evaluate_all("links => links.map(link => link.pathname.split('/').at(-2)).sort()")
    assert found == ids(question for question in index if question["programs"])


def test_a_note_of_a_company_leads_to_its_source_and_back_into_a_closed_layer(tab: Visit) -> None:
    tab.open("companies/x/")
    claim = tab.page.locator("details:not([open]) sup").last
    identifier = claim.get_attribute("id")
    tab.page.locator(f".sources a[href$='#{identifier}']").press("Enter")
    expect(tab.page.locator(f"#{identifier}")).to_be_in_viewport()
    tab.page.locator(f"#{identifier} a").press("Enter")
    expect(tab.page.locator(".sources li:target")).to_be_in_viewport()


def test_the_angle_of_a_question_opens_below_its_line(tab: Visit) -> None:
    tab.open("companies/x/")
    line = tab.page.locator(".row--angle").first
    expect(line.locator("p")).to_be_hidden()
    line.locator("summary").click()
    expect(line.locator("p")).to_be_visible()
    line.locator("> a").click()
    tab.page.wait_for_url("**/questions/*/")
    tab.page.locator(".where a[href*='companies/x/']").click()
    expect(tab.page.locator(".row--angle:target p")).to_be_visible()
