"""The search page, hostile queries, and search with instant navigation."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.visit import Visit, visit
from tests.site.building import SITE_URL

ROW = ".search-page__list li"
HOSTILE = {
    "long": "isolation " * 1_000,
    "one long word": "a" * 10_000,
    "script": "<script>window.hacked = 1</script>",
    "image": '"><img src=x onerror="window.hacked = 1">',
    "entities": "&lt;img src=x onerror=alert(1)&gt; &amp; &#60;",
    "names of prototypes": "__proto__ constructor toString hasOwnProperty",
    "patterns": r"(.*)+$ [a-z]{9999} \u{110000} %00 %",
    "template": "{{ 7*7 }} ${7*7} {# #}",
    "marks": "<mark>cache</mark>",
}
SOME = ("long", "image", "names of prototypes", "patterns")
FOUND = """() => {
  const dialog = document.getElementById("__search");
  if (!dialog.checked) dialog.click();
  return document.querySelector(".md-search-result__item")?.checkVisibility();
}"""
HEIGHTS = "[...document.querySelectorAll('.chip')].map(chip => chip.getBoundingClientRect().height)"
PERFORMED = (
    "() => Boolean(window.hacked) || document.querySelectorAll('.search-hit script, .search-hit img').length > 0"
)


def every_class() -> str:
    """A character of every Unicode class that a form can hold."""
    found: dict[str, str] = {}
    for code in range(1, sys.maxunicode):
        mark = chr(code)
        found.setdefault(unicodedata.category(mark), mark)
    del found["Cs"]
    return " ".join((*found.values(), "".join(found.values()), "İ ẞ ﬁ ǅ ｃａｃｈｅ", "e\u0301" * 100, "\u202ecache"))


@pytest.fixture
def published(browser: Browser, site: Path) -> Iterator[Visit]:
    """The site at its own address, where the theme exchanges pages without a load."""
    with visit(browser, SITE_URL) as opened:

        def answer(route: Route) -> None:
            path = site / route.request.url.partition("?")[0].partition("#")[0].removeprefix(SITE_URL)
            route.fulfill(path=path / "index.html" if path.is_dir() else path)

        opened.page.context.route(f"{SITE_URL}**", answer)
        yield opened


def test_link_to_a_search_shows_results(tab: Visit) -> None:
    tab.open("search/?q=cache+stampede")
    expect(tab.page.locator(ROW).first.locator("a")).to_have_attribute(
        "href", f"{tab.home}questions/cache-stampede/#answer"
    )
    expect(tab.page.locator("#search-page-query")).to_have_value("cache stampede")
    expect(tab.page.locator(".md-search__output")).not_to_be_visible()
    assert tab.page.url.endswith("/search/?q=cache+stampede")
    assert tab.complaints == []


def test_url_keeps_query_and_filters(tab: Visit) -> None:
    tab.open("search/")
    tab.page.locator("#search-page-query").fill("transaction")
    tab.page.locator("[data-choice='level:senior']").click()
    expect(tab.page.locator("[data-choice='level:senior']")).to_have_attribute("aria-pressed", "true")
    said = tab.page.locator(".search-page__status").inner_text()
    assert tab.page.url.endswith("/search/?q=transaction&level=senior")
    tab.page.reload()
    expect(tab.page.locator(".search-page__status")).to_have_text(said)
    expect(tab.page.locator("[data-choice='level:senior']")).to_have_attribute("aria-pressed", "true")


def test_filter_without_a_query_lists_all_matches(tab: Visit) -> None:
    tab.open("search/?level=senior")
    expect(tab.page.locator(ROW)).to_have_count(20)
    tab.page.locator(".search-page__more").click()
    expect(tab.page.locator(ROW).nth(20)).to_be_visible()


def test_on_a_phone_the_first_result_is_visible_and_chips_are_touch_sized(browser: Browser, home: str) -> None:
    with visit(browser, home, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as tab:
        tab.open("search/?q=database")
        expect(tab.page.locator(ROW).first).to_be_in_viewport(ratio=1)
        heights: list[float] = tab.page.evaluate(HEIGHTS)
        assert heights
        assert min(heights) >= 43.5
        assert tab.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_without_javascript_lists_are_linked_and_the_field_is_hidden(plain: Visit) -> None:
    plain.open("search/?q=cache")
    expect(plain.page.locator("#search-page-query")).to_be_hidden()
    expect(plain.page.get_by_text("appear as you type")).to_be_hidden()
    plain.page.get_by_role("link", name="all questions").click()
    plain.page.wait_for_url("**/questions/")


def test_page_finds_the_same_as_the_dialog(tab: Visit) -> None:
    for words in ("db locks", "deadlok", "SSE vs websocket"):
        tab.open("")
        first = tab.find(words).first
        expect(first).to_be_visible()
        found = first.locator("a").get_attribute("href") or ""
        tab.open(f"search/?q={quote(words)}")
        expect(tab.page.locator(ROW).first.locator("a")).to_have_attribute("href", found)


def test_no_results_and_load_errors_are_shown(tab: Visit) -> None:
    tab.open("search/?q=xylophone")
    expect(tab.page.locator(".search-page__status")).to_have_text("No results for “xylophone”.")
    expect(tab.page.locator("article .search-help a")).to_have_count(4)
    tab.page.context.route("**/search/index.json", lambda route: route.abort())
    tab.open("search/?q=cache")
    expect(tab.page.locator("article .search-failed")).to_be_visible()


@pytest.mark.parametrize(
    "words",
    [
        *(
            pytest.param(words, id=name, marks=() if name in SOME else pytest.mark.audit)
            for name, words in HOSTILE.items()
        ),
        pytest.param(every_class(), id="every class"),
    ],
)
def test_hostile_query_does_nothing(tab: Visit, words: str) -> None:
    tab.open("")
    tab.page.keyboard.press("/")
    tab.page.locator(".md-search__input").evaluate("(field, words) => { field.value = words }", words)
    tab.page.locator(".md-search__input").dispatch_event("input")
    settled(tab.page, ".md-search-result__meta")
    tab.open(f"search/?q={quote(words[:2_000])}&level={quote(words[:200])}&topic=__proto__")
    settled(tab.page, ".search-page__status")


def settled(page: Page, meta: str) -> None:
    expect(page.locator(meta)).to_contain_text("result")
    assert not page.evaluate(PERFORMED)


def test_search_works_after_hostile_queries(tab: Visit) -> None:
    tab.open("")
    tab.page.keyboard.press("/")
    for words in HOSTILE.values():
        tab.page.locator(".md-search__input").fill(words[:200])
    tab.page.locator(".md-search__input").fill("lost update")
    row = tab.page.locator(".md-search-result__item").first
    expect(row).to_contain_text("Lost update")
    assert tab.outside == []
    assert tab.complaints == []


def look(tab: Visit, words: str) -> None:
    """Search in the dialog, opened again if need be: the theme closes it a moment after it has exchanged pages."""
    tab.page.keyboard.press("/")
    tab.page.locator(".md-search__input").fill(words)
    tab.page.wait_for_function(FOUND)


def test_search_works_with_instant_navigation(published: Visit) -> None:
    published.open("")
    page = published.page
    page.evaluate("window.loaded = 1")
    page.locator(".md-tabs").get_by_role("link", name="Companies").click()
    page.wait_for_url("**/companies/")
    look(published, "lost update")
    page.locator(".md-search__input").press("Enter")
    page.wait_for_url("**/questions/lost-update/#answer")
    expect(page.locator("#answer")).to_be_in_viewport()
    look(published, "database")
    page.locator(".search-more a").click()
    page.wait_for_url("**/search/?q=database")
    expect(page.locator(ROW)).to_have_count(20)
    page.locator(ROW).filter(has_not_text="No answer yet").nth(3).locator("a").click()
    page.wait_for_url(lambda url: "/search/" not in url)
    look(published, "cache stampede")
    assert page.evaluate("window.loaded") == 1
    assert published.complaints == []


def test_load_error_after_instant_navigation_links_the_topics(published: Visit) -> None:
    published.page.context.route("**/search/index.json", lambda route: route.abort())
    published.open("")
    published.page.locator(".md-tabs").get_by_role("link", name="Loop").click()
    published.page.wait_for_url("**/loop/")
    expect(published.page.locator("h1")).to_contain_text("loop")  # the address changes before the page
    published.search("cache")
    link = published.page.locator("[data-md-component=search] .search-failed:not([hidden]) a")
    expect(link).to_be_attached()
    assert link.evaluate("link => link.href") == f"{SITE_URL}topics/"
