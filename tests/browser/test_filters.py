"""Question lists filtered by level, type, round, company, code and how common a question is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit, visit

Question = dict[str, Any]
SHOWN = """() => [...document.querySelectorAll("article .row > a, article h2:has(+ .entry)")]
  .filter(element => element.checkVisibility({ contentVisibilityAuto: false }))
  .map(element => element.id || element.pathname.split("/").at(-2)).sort()"""
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


def counted(number: int) -> str:
    return "No matching questions." if not number else "1 question" if number == 1 else f"{number} questions"


def shown(tab: Visit) -> list[str]:
    found: list[str] = tab.page.evaluate(SHOWN)
    return found


@pytest.mark.parametrize("query", FITS)
@pytest.mark.parametrize("address", ["questions/", "topics/transactions/"])
def test_link_with_filters_shows_only_matching_questions(
    tab: Visit, index: list[Question], address: str, query: str
) -> None:
    topic = address.removeprefix("topics/").strip("/")
    here = [question for question in index if address == "questions/" or question["topic"] == topic]
    wanted = sorted(question["id"] for question in here if FITS[query](question))
    tab.open(f"{address}?{query}")
    expect(tab.page.locator(".filters__count")).to_have_text(counted(len(wanted)))
    assert shown(tab) == wanted
    assert len(wanted) < len(here)


def test_filters_are_kept_in_the_url_and_cleared(tab: Visit, index: list[Question]) -> None:
    tab.open("questions/")
    assert len(shown(tab)) == len(index)
    tab.page.get_by_label("Level").select_option("staff")
    tab.page.get_by_label("Has runnable code").check()
    tab.page.wait_for_url("**/questions/?level=staff&demo=yes")
    tab.page.locator("question-filters").get_by_role("button", name="Clear").click()
    tab.page.wait_for_url("**/questions/")
    assert len(shown(tab)) == len(index)


def test_unknown_filters_in_the_url_are_ignored(tab: Visit, index: list[Question]) -> None:
    tab.open("questions/?level=wizard&kind=%3Cscript%3E&__proto__=x&constructor=1")
    assert len(shown(tab)) == len(index)
    assert tab.complaints == []


def test_heading_of_an_empty_list_is_hidden(tab: Visit) -> None:
    tab.open("questions/?demo=yes")
    expect(tab.page.locator(".filters__count")).to_contain_text("questions")
    expect(tab.page.locator("#wanted")).to_be_hidden()
    expect(tab.page.locator("#often")).to_be_visible()


def test_without_the_index_the_full_list_is_shown_with_a_message(browser: Browser, home: str) -> None:
    with visit(browser, home) as tab:
        tab.page.route("**/api/v1/questions.json", lambda route: route.abort())
        tab.open("questions/?level=staff")
        expect(tab.page.locator(".filters__count")).to_contain_text("Couldn't load the filters")
        assert len(shown(tab)) > 100


def test_without_javascript_the_form_is_hidden(plain: Visit) -> None:
    plain.open("questions/")
    expect(plain.page.locator("form.filters")).to_be_hidden()
