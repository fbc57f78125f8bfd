"""Corrupt, full or forbidden storage costs no feature."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Visit, visit
from tests.site.building import PREFIX

QUESTION = "questions/lost-update/"
COLORS = {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom"}
INDEXES: list[object] = [
    *(2, 99, -1, 0.5, 1e300, None, True, "", "x", "1 ", "length", "item", "constructor", [], {}, [[1]]),
]
OTHER_COLORS: list[object] = [
    *(None, 5, "x", [], [[]], {"a b": 1}, {"": ""}, {"scheme": None}, {"scheme": "missing"}, {"media": {}}),
    *({"media": "(prefers-color-scheme)"}, {**COLORS, "<img src=x>": "<img src=x>"}),
]
CORRUPT = [
    *("", "{", "null", "true", "0", "1", "-1", '"x"', '"slate"', "[]", "[1]", "{}", '{"color":{}}', "\x00", "NaN"),
    *('{"__proto__":{"index":1}}', "[" * 50_000, '"' + "x" * 1_000_000 + '"', "[object Object]", "undefined"),
    *(json.dumps({"index": index, "color": COLORS}) for index in INDEXES),
    *(json.dumps({"index": 1, "color": color}) for color in OTHER_COLORS),
]
STORE = "([key, value]) => { localStorage.clear(); localStorage.setItem(key, value); }"
STORE_IN_SESSION = "([key, value]) => sessionStorage.setItem(key, value)"
FORBIDDEN = {
    "access": """for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });""",
    "missing": """for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, { value: null });""",
    "every method": """for (const name of ["getItem", "setItem", "removeItem", "key", "clear"])
        Storage.prototype[name] = () => { throw new DOMException("denied", "SecurityError"); };""",
    "full": """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };""",
    "odd values": """Storage.prototype.getItem = () => "{";""",
}


def color_button_works(tab: Visit) -> None:
    body, button = tab.page.locator("body"), tab.page.locator("label[for^=__palette]:visible")
    before = body.get_attribute("data-md-color-scheme")
    assert before in {"default", "slate"}
    expect(button).to_have_count(1)
    button.click()
    other = "slate" if before == "default" else "default"
    expect(body).to_have_attribute("data-md-color-scheme", other)
    expect(button).to_have_count(1)


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.audit)])
def test_corrupt_color_scheme_is_the_same_as_none(tab: Visit, every: int) -> None:
    tab.open("about/")
    for text in CORRUPT[::every]:
        tab.page.evaluate(STORE, [f"{PREFIX}.__palette", text])
        tab.open("about/")
        color_button_works(tab)
        assert tab.complaints == [], text[:80]


def test_chosen_color_scheme_is_kept(tab: Visit) -> None:
    tab.open("about/")
    color_button_works(tab)
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    tab.open(QUESTION)
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_corrupt_memory_of_open_layers_is_the_same_as_none(tab: Visit) -> None:
    tab.open(QUESTION)
    for text in ("", "{", "yes", "1", "[]", "[1]", f'[["/backend-loop/{QUESTION}", {{"open": 5}}]]', "x" * 1_000_000):
        tab.page.evaluate(STORE_IN_SESSION, [f"{PREFIX}.left", text])
        tab.page.reload()
        assert tab.page.locator("details.answer[open]").count() == 0
        assert tab.complaints == [], text[:80]


def test_other_sites_of_the_origin_have_other_keys(tab: Visit) -> None:
    tab.open(QUESTION)
    color_button_works(tab)
    tab.page.get_by_role("button", name="Expand all").click()
    tab.find("cache").first.click()
    tab.page.wait_for_url(lambda url: QUESTION not in url)
    keys: list[str] = tab.page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert sorted(keys) == [f"{PREFIX}.__palette", f"{PREFIX}.left", f"{PREFIX}.searches"]


@pytest.mark.parametrize(
    "how",
    [pytest.param(how, marks=pytest.mark.audit) if how in {"missing", "every method"} else how for how in FORBIDDEN],
)
def test_everything_works_without_storage(browser: Browser, home: str, how: str) -> None:
    with visit(browser, home, viewport={"width": 1280, "height": 720}) as tab:
        tab.page.add_init_script(FORBIDDEN[how])
        tab.open(QUESTION)
        color_button_works(tab)
        tab.page.get_by_role("button", name="Expand all").click()
        assert tab.page.locator("details.answer:not([open])").count() == 0
        expect(tab.page.locator(".replay__moment").first).to_be_visible()
        tab.page.locator(".demo").first.get_by_text("Source").click()
        expect(tab.page.locator(".demo .md-code__button").first).to_be_visible()
        tab.find("cache stampede").first.wait_for()
        assert tab.complaints == []
        tab.open("questions/")
        tab.page.get_by_label("Level").select_option("staff")
        expect(tab.page.locator(".filters__count")).to_contain_text("question")
        assert tab.complaints == []
        tab.open("search/?q=cache")
        tab.page.locator(".search-page__list li").first.wait_for()
        assert tab.complaints == []
