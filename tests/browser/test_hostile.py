"""tests/site/test_escaping.py in a real browser: nothing from the data runs."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import visit
from tests.hostile.building import INERT, all_pages
from tests.hostile_data.payloads import PAYLOADS
from tests.site.building import written_pages
from tests.site.html_tree import parse
from tests.site.serving import served

TREE = """async address => {
  const text = await (await fetch(address)).text();
  const tree = new DOMParser().parseFromString(text, "text/html");
  const found = {};
  for (const element of tree.querySelectorAll("*")) {
    const name = [element.localName, ...element.getAttributeNames().sort()].join(" ").toLowerCase();
    found[name] = (found[name] ?? 0) + 1;
  }
  return found;
}"""
DONE = """() => Boolean(window.hacked) || [...document.querySelectorAll("*")].some(
  element => element.getAttributeNames().some(name => name.startsWith("on")))"""


TO_VISIT = re.compile(r"questions/q-.*|(topics|companies|plan)/(.-(script|jinja-run|double-quote)/)?|guide/.*|loop/|")
"""A page for every payload, and of every kind of page some; index pages show payloads of all the others."""
SOME = re.compile(
    r"questions/q-(jinja-run|script|title-break|comment|image|svg|style|frame|double-quote|stash|script-link|data-link)/"
    r"|(topics|companies|plan)/(.-script/)?|guide/glossary/|loop/|"
)
FEW = 5
"""Of the pages with hostile files, one in so many; `make audit` opens all."""
each_or_some = pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["some", "every"]
)


@pytest.fixture(scope="module")
def to_visit(hostile: Path) -> list[str]:
    return sorted(filter(TO_VISIT.fullmatch, written_pages(hostile / "site")))


def nothing_runs(browser: Browser, project: Path, addresses: list[str]) -> None:
    with served(project / "site") as home, visit(browser, home) as tab:
        for address in addresses:
            tab.open(address)
            assert not tab.page.evaluate(DONE), address
            assert tab.outside == [], address
            assert tab.complaints == [], address


@each_or_some
def test_no_hostile_text_runs(browser: Browser, hostile: Path, to_visit: list[str], *, every: bool) -> None:
    some = list(filter(SOME.fullmatch, to_visit))
    assert len(to_visit) > len(PAYLOADS) + 15
    assert len(some) > 18
    nothing_runs(browser, hostile, to_visit if every else some)


def test_browser_parses_the_same_elements_as_the_tests(browser: Browser, hostile: Path, to_visit: list[str]) -> None:
    with served(hostile / "site") as home, visit(browser, home) as tab:
        tab.open("")
        for address in filter(SOME.fullmatch, to_visit):
            read = parse((hostile / "site" / address / "index.html").read_text("utf-8"))
            ours = Counter(" ".join((element.tag, *sorted(element.attributes))) for element in read if element.tag)
            assert tab.page.evaluate(TREE, f"{home}{address}") == ours, address


def test_no_hostile_text_runs_in_search_results(browser: Browser, hostile: Path) -> None:
    with served(hostile / "site") as home, visit(browser, home) as tab:
        for words in ("script", "hacked", "evil", "onerror"):
            tab.open("")
            tab.find(words).first.wait_for()
            assert not tab.page.evaluate(DONE), words
            assert tab.outside == [], words
            assert tab.complaints == [], words


@each_or_some
def test_no_hostile_file_runs(browser: Browser, hostile_files: Path, *, every: bool) -> None:
    to_visit = all_pages(INERT)
    assert len(to_visit) > 40
    nothing_runs(browser, hostile_files, to_visit if every else to_visit[::FEW])


def test_no_hostile_name_runs_where_findings_are_shown(browser: Browser, misnamed: Path) -> None:
    with served(misnamed / "site") as home, visit(browser, home) as tab:
        tab.open("questions/stale-read/")
        assert "<img src=x onerror=" in tab.page.locator(".findings").inner_text()
        assert not tab.page.evaluate(DONE)
        assert tab.outside == []
        assert tab.complaints == []
