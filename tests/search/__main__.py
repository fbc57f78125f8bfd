"""Figures of the search on the built site: ``make relevance``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.bench import beside
from tests.browser import install
from tests.search.asking import ask
from tests.search.queries import HELD_OUT, TUNED, queries
from tests.search.scores import Found, missed, table
from tests.site.serving import served

SITE = Path(__file__).parents[2] / "site"


def main() -> None:
    """Print the figures by class for each folder of queries, and those of other engines.

    What did not come first is told of the queries that the search is tuned on, never of those kept apart.
    """
    with served(SITE) as home, sync_playwright() as playwright, TemporaryDirectory(prefix="guide-") as folder:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or install.find(), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(home)
        for source in (TUNED, HELD_OUT):
            asked = queries(source)
            found = ask(page, [query.text for query in asked])
            results = [Found(*pair) for pair in zip(asked, found, strict=True)]
            told = missed(results) if source == TUNED else ()
            sys.stdout.write("\n".join((source.name, *table(results, open_pages()), *told, "\n")))
        for line in beside.report(browser, Path(folder)):
            sys.stdout.write(f"{line}\n")
        browser.close()


def open_pages() -> frozenset[str]:
    """Addresses of the questions that nobody has answered yet."""
    index = json.loads((SITE / "api" / "v1" / "questions.json").read_text("utf-8"))
    return frozenset(one["url"].removeprefix("/") for one in index["questions"] if not one["answered"])


if __name__ == "__main__":
    main()
