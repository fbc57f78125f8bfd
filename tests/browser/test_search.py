"""The search dialog: what it loads and when, rows, filters, and errors."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.axe import faults
from tests.browser.visit import Visit
from tests.site.building import REPO_URL

INDEX = "**/search/index.json"
LEVELS = {"Junior", "Mid", "Senior", "Staff"}
FACETS = {"level", "topic", "kind", "company", "demo"}
ADDRESSES = [
    *(
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:x",
    ),
    *("data:text/html,x", "blob:x", "vbscript:x", "file:///etc/passwd", "mailto:a@example.org", "//evil.example/x/"),
    *(
        "\\\\evil.example/x/",
        "/\\evil.example/",
        "https://evil.example/",
        "http://[",
        "https:evil.example",
        "../outside/",
    ),
    *("/outside/", "%2e%2e/outside/", "..\\outside/", "//a@127.0.0.1/backend-loop/"),
]
HELD = "[...document.querySelectorAll('[data-choice]')].map(chip => chip.dataset.choice.split(':')[0])"


def fetched(tab: Visit) -> list[str]:
    """Everything that was fetched for the search so far, from the site's root."""
    names: list[str] = tab.page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    return sorted(name.removeprefix(tab.home) for name in names if "search" in name or "vendor" in name)


def meta(tab: Visit) -> Locator:
    return tab.page.locator(".md-search-result__meta")


def chip(tab: Visit, choice: str) -> Locator:
    return tab.page.locator(f".search-filters [data-choice='{choice}']")


def titles(tab: Visit) -> list[str]:
    return tab.page.locator(".search-hit__title").all_inner_texts()


def test_page_loads_only_the_lazy_loader(tab: Visit) -> None:
    tab.open("questions/lost-update/")
    tab.page.wait_for_load_state("networkidle")
    assert fetched(tab) == ["assets/scripts/search/lazy-load.js"]


def test_index_is_loaded_once_when_the_dialog_opens(tab: Visit) -> None:
    tab.open("")
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    tab.find("cache").first.wait_for()
    tab.page.keyboard.type(" stampede")
    expect(meta(tab)).to_contain_text("results")
    assert [url.removeprefix(tab.home) for url in asked if url.endswith("json")] == ["search/index.json"]


def test_row_shows_topic_level_highlights_and_snippet(tab: Visit) -> None:
    tab.open("")
    row = tab.find("cache stampede").first
    expect(row.locator(".search-hit__tag")).to_have_text(["Caching", "Senior"])
    expect(row.locator(".search-hit__title mark")).to_have_text(["Cache", "stampede"])
    expect(row.locator(".search-hit__text")).to_contain_text("That's a cache stampede")
    expect(row.locator(".search-hit__text mark").first).to_be_visible()
    expect(row.locator(".badge--tested")).to_be_visible()


def test_row_found_by_an_alias_shows_it(tab: Visit) -> None:
    tab.open("")
    row = tab.find("dogpile").first
    expect(row.locator("a")).to_have_attribute("href", f"{tab.home}questions/cache-stampede/#answer")
    expect(row.locator(".search-hit__alias mark")).to_have_text(["dogpile"])
    tab.page.locator(".md-search__input").fill("cache stampede")
    expect(row.locator(".search-hit__text mark").first).to_be_visible()
    expect(row.locator(".search-hit__alias")).to_have_count(0)
    tab.page.locator(".md-search__input").fill("gitlab")
    expect(row.locator(".search-hit__title mark")).to_have_text(["GitLab"])
    expect(row.locator(".search-hit__alias")).to_have_count(0)


def test_open_question_is_labeled(tab: Visit, project: Path) -> None:
    wanted = next(file for file in sorted(project.glob("data/questions/*/*")) if not (file / "answer.md").exists())
    tab.open("")
    row = tab.find(wanted.name.replace("-", " ")).first
    expect(row.locator("a")).to_have_attribute("href", f"{tab.home}questions/{wanted.name}/")
    expect(row.locator(".badge--open")).to_have_text("No answer yet")


def test_every_kind_of_page_is_found(tab: Visit) -> None:
    tab.open("")
    sorts = {
        "gitlab": "companies/gitlab/",
        "two weeks": "plan/two-weeks/",
        "glossary": "guide/glossary/",
        "caching": "topics/caching/",
        "on-site loop system design": "loop/#system-design",
        "two sessions one lost deposit": "questions/lost-update/#lost-update-lost-update-sql",
    }
    for words, address in sorts.items():
        tab.page.keyboard.press("/")
        tab.page.locator(".md-search__input").fill(words)
        expect(tab.page.locator(f".md-search-result__item a[href='{tab.home}{address}']")).to_be_visible()


def test_chips_filter_and_unfilter(tab: Visit) -> None:
    tab.open("")
    tab.find("database").first.wait_for()
    everything = meta(tab).inner_text()
    senior = chip(tab, "level:senior")
    count = senior.locator(".chip__count").inner_text()
    senior.click()
    expect(meta(tab)).to_have_text(f"{count} results")
    expect(senior).to_have_attribute("aria-pressed", "true")
    expect(senior).to_be_focused()
    assert {tag for tag in tab.page.locator(".search-hit__tag").all_inner_texts() if tag in LEVELS} == {"Senior"}
    senior.click()
    expect(meta(tab)).to_have_text(everything)


def test_search_page_has_chips_for_every_facet(tab: Visit) -> None:
    tab.open("search/?q=database")
    expect(tab.page.locator("[data-choice]").first).to_be_visible()
    assert set(tab.page.evaluate(HELD)) == FACETS


def test_dialog_has_chips_for_every_facet(tab: Visit) -> None:
    tab.open("")
    tab.find("database").first.wait_for()
    chips = tab.page.locator(".search-filters [data-choice]")
    assert set(tab.page.evaluate(HELD)) == FACETS
    assert chips.count() <= 11


def test_escape_closes_the_dialog(tab: Visit) -> None:
    tab.open("")
    tab.find("database").first.wait_for()
    tab.page.keyboard.press("Escape")
    expect(tab.page.locator(".md-search__output")).not_to_be_visible()
    expect(tab.page.locator(".md-search__input")).not_to_be_focused()


def test_enter_opens_the_first_result_with_its_answer(tab: Visit) -> None:
    tab.open("")
    tab.find("cache stampede").first.wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/questions/cache-stampede/#answer")
    expect(tab.page.locator("details:has(#answer)")).to_have_attribute("open", "")
    expect(tab.page.locator("#answer")).to_be_in_viewport()


def test_arrow_keys_choose_an_option_and_enter_opens_it(tab: Visit) -> None:
    tab.open("")
    second = tab.find("isolation").nth(1).get_by_role("option")
    address = second.get_attribute("href")
    assert address
    field = tab.page.get_by_role("combobox", name="Search")
    expect(field).to_have_attribute("aria-expanded", "true")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("ArrowDown")
    expect(field).to_be_focused()
    expect(second).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == second.get_attribute("id")
    assert faults(tab.page) == []
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(address)


def test_an_option_is_named_by_its_title(tab: Visit) -> None:
    tab.open("")
    tab.find("cache stampede").first.wait_for()
    expect(tab.page.get_by_role("option", name="Cache stampede", exact=True)).to_be_visible()


@pytest.mark.parametrize("key", ["Control+k", "Meta+k", "/"])
def test_a_key_opens_the_dialog_and_escape_gives_the_focus_back(tab: Visit, key: str) -> None:
    tab.open("questions/lost-update/")
    link = tab.page.get_by_role("link", name="Write skew").first
    link.focus()
    tab.page.keyboard.press(key)
    expect(tab.page.locator(".md-search__input")).to_be_focused()
    expect(tab.page.locator(".search-keys")).to_be_visible()
    tab.page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_tab_passes_the_search_and_enter_on_its_button_opens_it(tab: Visit) -> None:
    tab.open("")
    button = tab.page.locator(".md-search").get_by_role("button", name="Search", exact=True)
    for _ in range(6):
        tab.page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(tab.page.locator("#__search")).not_to_be_checked()
    tab.page.keyboard.press("Tab")
    expect(button).not_to_be_focused()
    expect(tab.page.locator("#__search")).not_to_be_checked()
    tab.page.keyboard.press("Shift+Tab")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".md-search__input")).to_be_focused()


def test_an_empty_search_offers_what_is_often_asked_and_recent_searches(tab: Visit) -> None:
    tab.open("")
    tab.find("cache stampede").first.click()
    tab.page.wait_for_url("**/questions/cache-stampede/**")
    expect(tab.page.locator("#__search")).not_to_be_checked()
    expect(tab.page.locator("details:has(#answer)")).to_have_attribute("open", "")
    tab.page.keyboard.press("/")
    offered = tab.page.get_by_role("group", name="Recent searches").get_by_role("button")
    expect(offered).to_have_text(["cache stampede"])
    often = tab.page.get_by_role("group", name="Often asked").get_by_role("button")
    expect(often).to_have_count(6)
    title = often.first.inner_text()
    often.first.click()
    expect(tab.page.locator(".md-search__input")).to_be_focused()
    expect(tab.page.locator(".search-hit__title").first).to_have_text(title)
    expect(tab.page.get_by_role("group", name="Often asked")).to_have_count(0)


@pytest.mark.parametrize("stored", ["{", "null", "5", '[5, null, {"a": 1}, " "]', '"x"'])
def test_corrupt_recent_searches_are_none(tab: Visit, stored: str) -> None:
    tab.open("")
    tab.page.evaluate("text => localStorage.setItem('/backend-loop/.searches', text)", stored)
    tab.page.keyboard.press("/")
    expect(tab.page.get_by_role("group", name="Often asked")).to_be_visible()
    expect(tab.page.get_by_role("group", name="Recent searches")).to_have_count(0)


def test_a_term_is_answered_above_the_list(tab: Visit) -> None:
    tab.open("")
    tab.find("quorum").first.wait_for()
    answer = tab.page.locator("[data-md-component=search] .search-definition")
    expect(answer).to_contain_text("quorum: The number of replicas")
    assert "quorum" not in titles(tab)
    tab.page.locator(".md-search__input").fill("quorum reads")
    expect(answer).to_have_count(0)


def test_a_pasted_message_finds_the_answer_and_shows_what_matched(tab: Visit) -> None:
    tab.open("")
    row = tab.find('ERROR:  23P01: conflicting key value violates exclusion constraint "x"').first
    expect(row.locator("a")).to_have_attribute("href", f"{tab.home}questions/design-a-schema/#answer")
    expect(row.locator(".search-hit__alias")).to_contain_text("conflicting key value violates exclusion constraint")


def test_enter_before_results_opens_the_first_one(tab: Visit) -> None:
    tab.open("")
    tab.search("lost update")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/questions/lost-update/#answer")


def test_no_results_suggests_topics_and_proposing_the_question(tab: Visit, site: Path) -> None:
    words = "xylophone & <i>"
    tab.open("")
    tab.search(words)
    expect(meta(tab)).to_have_text("No results for “xylophone & <i>”.")
    help_ = tab.page.locator("[data-md-component=search] .search-help")
    near = [link.get_attribute("href") or "" for link in help_.locator("li a").all()]
    assert len(near) == 3
    assert all((site / address.removeprefix(tab.home) / "index.html").is_file() for address in near)
    propose = help_.get_by_role("link", name="Propose this question").get_attribute("href") or ""
    assert propose.startswith(f"{REPO_URL}/issues/new?template=question.yml&")
    assert unquote(propose).endswith(f"={words}")


def test_unmatched_word_is_named(tab: Visit) -> None:
    tab.open("")
    tab.find("circuit breaker xylophone").first.wait_for()
    expect(meta(tab)).to_contain_text("nothing for “xylophone”")


@pytest.mark.parametrize("lost", [INDEX, "**/search/engine.mjs", "**/search/dialog.mjs", "**/vendor/minisearch.mjs"])
def test_load_error_is_shown_with_a_fallback_link(tab: Visit, lost: str) -> None:
    tab.page.context.route(lost, lambda route: route.abort())
    tab.open("questions/lost-update/")
    tab.search("cache")
    failed = tab.page.locator("[data-md-component=search] .search-failed")
    expect(failed).to_be_visible()
    expect(failed).to_contain_text("didn't load")
    failed.get_by_role("link", name="all topics").click()
    tab.page.wait_for_url(f"{tab.home}topics/")


def test_status_says_searching_until_the_index_is_loaded(tab: Visit) -> None:
    said: list[str] = []

    def hold(route: Route) -> None:
        expect(meta(tab)).to_have_text("Searching…")
        said.append(meta(tab).inner_text())
        route.continue_()

    tab.page.context.route(INDEX, hold)
    tab.open("")
    tab.search("cache")
    expect(meta(tab)).to_contain_text("results")
    assert said == ["Searching…"]


def test_index_of_another_version_is_an_error(tab: Visit) -> None:
    tab.page.context.route(INDEX, lambda route: route.fulfill(json={"version": 0}))
    tab.open("")
    tab.search("cache")
    expect(tab.page.locator("[data-md-component=search] .search-failed")).to_be_visible()


def test_failed_load_is_retried(tab: Visit) -> None:
    tab.page.context.route(INDEX, lambda route: route.abort())
    tab.open("")
    tab.search("cach")
    failed = tab.page.locator("[data-md-component=search] .search-failed")
    expect(failed).to_be_visible()
    tab.page.context.unroute(INDEX)
    tab.page.keyboard.type("e")
    expect(tab.page.locator(".md-search-result__item").first).to_be_visible()
    expect(failed).to_be_hidden()


def test_addresses_of_hostile_rows_lead_to_the_home_page(tab: Visit, site: Path) -> None:
    index = json.loads((site / "search/index.json").read_text("utf-8"))
    rows = index["rows"]["address"]
    rows[:] = [ADDRESSES[place % len(ADDRESSES)] for place in range(len(rows))]
    for topic in index["topics"]:
        topic["id"] = "../../../outside"
    tab.page.context.route(INDEX, lambda route: route.fulfill(json=index))
    tab.open("search/?kind=concept&kind=debug")
    links = tab.page.locator(".search-page__list a")
    expect(links).to_have_count(20)
    assert {link.get_attribute("href") for link in links.all()} == {tab.home}
    tab.page.locator("#search-page-query").fill("xyzzy")
    suggested = tab.page.locator(".search-help ul a")
    expect(suggested).to_have_count(3)
    assert {link.get_attribute("href") for link in suggested.all()} == {tab.home}
    assert tab.complaints == []


def test_index_columns_have_equal_length(site: Path) -> None:
    index = json.loads((site / "search" / "index.json").read_text("utf-8"))
    sizes = {len(column) for group in ("facts", "rows") for column in index[group].values()}
    assert len(sizes) == 1
