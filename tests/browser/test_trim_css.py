"""The theme's style sheet is trimmed, and no element looks different."""

from __future__ import annotations

from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser, Route

from hooks.mkdocs_site.trim_css import trim_css
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import Visit, visit

SOME = ("", "companies/x/", "plan/two-weeks/", "questions/lost-update/", "search/", "topics/caching/")
THEME = next((Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("main.*.css"))
LOOKS = """() => {
  for (const animation of document.getAnimations()) animation.finish();
  return [...document.querySelectorAll("body, body *")].map(element =>
  [null, "::before", "::after"].map(part => {
    const style = getComputedStyle(element, part);
    if (part && style.content === "none") return "";
    return [...style].filter(name => !name.startsWith("--")).map(name => style.getPropertyValue(name)).join(";");
  }).join("|"));
}"""


def test_trimmed_sheet_is_much_smaller() -> None:
    whole = THEME.read_text("utf-8")
    assert len(trim_css(whole)) < 0.7 * len(whole)


@pytest.mark.parametrize("css", ["a{b:c}", "@media print{a{b:c}}", "a:is(.tabbed,b){c:d}", "@font-face{font-family:x}"])
def test_unknown_rules_are_kept(css: str) -> None:
    assert trim_css(css) == css


def test_the_classes_of_an_extension_stay_if_it_is_used() -> None:
    css = ".tabbed-set>input{a:b}.md-typeset .keys{c:d}"
    assert trim_css(css) == ""
    assert trim_css(css, ["toc", "pymdownx.tabbed"]) == ".tabbed-set>input{a:b}"


@pytest.mark.parametrize("address", SOME)
def test_computed_styles_equal_those_of_the_full_sheet(browser: Browser, home: str, address: str) -> None:
    def whole(route: Route) -> None:
        route.fulfill(path=THEME, content_type="text/css")

    with visit(browser, home) as tab:
        cut = looks(tab, address)
        tab.page.route("**/main.*.css", whole)
        assert looks(tab, address) == cut


def looks(tab: Visit, address: str) -> list[str]:
    """What the browser computes for every element, everything opened and at rest."""
    tab.open(address)
    tab.page.wait_for_load_state("networkidle")
    tab.page.evaluate(OPEN_ALL)
    found: list[str] = tab.page.evaluate(LOOKS)
    return found
