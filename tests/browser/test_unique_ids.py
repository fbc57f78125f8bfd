"""Ids are unique on a page also after all scripts have run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.visit import Visit
from tests.site.building import written_pages

SOME = (
    "",
    "404.html",
    "contribute/rules/",
    "guide/checklists/",
    "questions/add-a-message-queue/",
    "questions/implement-an-lru-cache/",
    "questions/lost-update/",
    "search/?q=cache",
)
DUPLICATES = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, place) => !id || ids.indexOf(id) !== place);
}"""
NAMED = """() => [...document.querySelectorAll("pre:has(> code)")].every((block) => block.id.startsWith("__code_"))"""
UNNAMED = """() => [...document.querySelectorAll("[for], [aria-labelledby], [aria-describedby]")].flatMap((element) =>
  ["for", "aria-labelledby", "aria-describedby"].flatMap((name) => (element.getAttribute(name) ?? "").split(" "))
).filter((id) => id && !document.getElementById(id))"""


def duplicates(tab: Visit, address: str) -> list[str]:
    """Ids that occur twice with the search dialog open, and references to none."""
    tab.open(address)
    if not address.startswith("search/"):
        tab.find("transaction").first.wait_for()
    tab.page.wait_for_function(NAMED)
    found: list[str] = tab.page.evaluate(DUPLICATES)
    unnamed: list[str] = tab.page.evaluate(UNNAMED)
    return found + unnamed


@pytest.mark.parametrize("address", SOME)
def test_ids_are_unique(tab: Visit, address: str) -> None:
    assert duplicates(tab, address) == []


@pytest.mark.audit
def test_ids_are_unique_on_every_page(tab: Visit, site: Path) -> None:
    several = [address for address in sorted(written_pages(site)) if (site / address / "index.html").is_file()]
    assert len(several) > 200
    assert {address: found for address in several if (found := duplicates(tab, address))} == {}


def test_theme_names_several_blocks_of_one_page(tab: Visit) -> None:
    tab.open("questions/add-a-message-queue/#answer")
    names: list[str] = tab.page.evaluate("[...document.querySelectorAll('.highlight pre')].map((block) => block.id)")
    assert len(names) > 1
    assert all(name.startswith("__code_block_") for name in names)
