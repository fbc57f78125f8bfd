"""A page has the style sheets that style what is on it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.html_tree import Element, Pages


def classes(css: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", css)))


def used(article: Element) -> set[str]:
    return {name for element in article for name in element.attributes.get("class", "").split()}


def test_a_page_loads_a_sheet_for_every_class_of_its_article(site: Path, pages: Pages) -> None:
    """The search's sheet comes when it's opened, so until then it can't be the one that styles something."""
    sheets = {file.name: classes(file.read_text("utf-8")) for file in site.glob("assets/**/*.css")}
    assert len(sheets) > 4
    styled = set[str]().union(*sheets.values())
    for address, page in pages.items():
        links = {link.attributes["href"].rsplit("/", 1)[-1] for link in page.all("link")}
        here = set[str]().union(*(found for name, found in sheets.items() if name in links))
        for article in page.all("article"):
            assert used(article) & styled <= here, address
