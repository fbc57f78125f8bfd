"""The theme's style sheet is trimmed, and no element looks different."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from hooks.mkdocs_site.trim_css import trim_css, used_names
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import Visit

SOME = ("", "questions/lost-update/", "search/")
MORE = ("companies/x/", "plan/two-weeks/", "topics/caching/")
THEME = next((Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("main.*.css"))
CHANGED = """async ([trimmed, full, every]) => {
  const kind = element => `${element.localName}.${element.className}`;
  const place = element => [
    element.matches(":first-child"), element.matches(":last-child"),
    element.previousElementSibling && kind(element.previousElementSibling),
  ];
  const path = element => element === document.documentElement ? "" : `${path(element.parentElement)}>${kind(element)}`;
  const alike = elements => [...new Map(elements.map(element => [path(element) + place(element), element])).values()];
  const link = document.querySelector(`link[href*="${trimmed}"]`);
  const address = link.href;
  const use = href => new Promise((done, failed) => Object.assign(link, { onload: done, onerror: failed, href }));
  const computed = elements => {
    for (const animation of document.getAnimations()) animation.finish();
    return elements.map(element => [null, "::before", "::after"].map(part => {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") return "";
      return [...style].filter(name => !name.startsWith("--")).map(name => style.getPropertyValue(name)).join(";");
    }).join("|"));
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    const all = [...document.querySelectorAll("body, body *")];
    const elements = every ? all : alike(all);
    const before = computed(elements);
    await use(address.replace(trimmed, full));
    const during = computed(elements);
    await use(address);
    const after = computed(elements);
    if (before.some((style, place) => style !== after[place])) continue;
    const different = elements.filter((_, place) => before[place] !== during[place]);
    return different.map(element => element.outerHTML.slice(0, 200));
  }
  throw new Error("the page changes all the time");
}"""
"""Elements that look different with the full sheet, in one document; again if the page itself changed meanwhile."""


def test_trimmed_sheet_is_much_smaller(site: Path) -> None:
    [sheet] = site.glob("assets/stylesheets/main.*.css")
    assert sheet.stat().st_size < 0.55 * THEME.stat().st_size


@pytest.mark.parametrize("css", ["a{b:c}", "@media print{a{b:c}}", "a:is(.tabbed,b){c:d}", "@font-face{font-family:x}"])
def test_unknown_rules_are_kept(css: str) -> None:
    assert trim_css(css, ()) == css


def test_only_classes_of_pages_and_scripts_are_kept() -> None:
    used = used_names(['<p class="a b-c">'], ["node.className = `d d--${kind}`; i[0]--"])
    css = '.a{x:y}.b-c .d--f{x:y}.e{x:y}.b{x:y}.a.e,.d,[data-x=".f"]{x:y}@media print{.e{x:y}}'
    assert trim_css(css, used) == '.a{x:y}.b-c .d--f{x:y}.d,[data-x=".f"]{x:y}'


def test_custom_properties_that_nothing_refers_to_are_dropped() -> None:
    used = used_names([], ["style.setProperty('--in-script')"])
    css = ":root{--own:0;--in-sheet:0;--in-script:0;--none:0}b{x:var(--own)}:root{--none:1}"
    assert trim_css(css, used, "a{x:var(--in-sheet)}") == ":root{--own:0;--in-sheet:0;--in-script:0}b{x:var(--own)}"


def test_rules_for_text_from_right_to_left_are_kept_if_a_page_has_it() -> None:
    css = "[dir=rtl] a{b:c}[dir=ltr] a{b:c}"
    assert trim_css(css, used_names(['<body dir="ltr">'], [])) == "[dir=ltr] a{b:c}"
    assert trim_css(css, used_names(['<body dir="rtl">'], [])) == css


def test_the_classes_of_an_extension_stay_if_it_is_used() -> None:
    css, used = ".tabbed-set>input{a:b}.md-typeset .keys{c:d}", {"tabbed-set", "md-typeset", "keys"}
    assert trim_css(css, used) == ""
    assert trim_css(css, used, "", ["toc", "pymdownx.tabbed"]) == ".tabbed-set>input{a:b}"


@pytest.mark.parametrize("address", SOME)
def test_computed_styles_equal_those_of_the_full_sheet(tab: Visit, address: str) -> None:
    assert changed(tab, address, THEME.read_text("utf-8")) == []


@pytest.mark.audit
@pytest.mark.parametrize("address", [*SOME, *MORE])
def test_computed_styles_of_every_element_equal_those_of_the_full_sheet(tab: Visit, address: str) -> None:
    assert changed(tab, address, THEME.read_text("utf-8"), every=True) == []


def test_a_rule_that_is_missing_is_noticed(tab: Visit) -> None:
    found = changed(tab, "about/", THEME.read_text("utf-8") + ".md-footer-meta{opacity:.9}")
    assert [element.partition(">")[0] for element in found] == ['<div class="md-footer-meta md-typeset"']


def changed(tab: Visit, address: str, sheet: str, *, every: bool = False) -> list[str]:
    """The elements that look different with ``sheet``, everything expanded: of all, or of one in each kind of place."""
    tab.page.route("**/full.css", lambda route: route.fulfill(body=sheet, content_type="text/css"))
    tab.page.emulate_media(reduced_motion="reduce")
    tab.open(address)
    tab.page.evaluate(OPEN_ALL)
    trimmed = tab.page.locator("link[href*='stylesheets/main.']").get_attribute("href") or ""
    found: list[str] = tab.page.evaluate(CHANGED, [trimmed.rpartition("/")[2], "full.css", every])
    return found
