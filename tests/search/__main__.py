"""Relevance of the search on the built site: ``make relevance``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.bench import relevance
from tests.browser import install
from tests.search.metrics import Result, misses, table
from tests.search.queries import HELD_OUT, KEPT_APART, TUNED, read_queries
from tests.search.run_queries import run_queries
from tests.site.serving import served

SITE = Path(__file__).parents[2] / "site"


def main() -> None:
    """Print metrics by class for each set of queries, and those of other engines.

    Misses are listed for the tuning queries only. Never look at those of the held-out ones.
    """
    with served(SITE) as home, sync_playwright() as playwright, TemporaryDirectory(prefix="guide-") as folder:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or install.find(), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(home)
        for query_set in (TUNED, HELD_OUT, KEPT_APART):
            queries = read_queries(query_set)
            urls = run_queries(page, [query.text for query in queries])
            results = [Result(*pair) for pair in zip(queries, urls, strict=True)]
            missed = misses(results) if query_set == TUNED else ()
            sys.stdout.write("\n".join((query_set.name, *table(results, open_pages()), *missed, "\n")))
        for line in relevance.report(browser, Path(folder)):
            sys.stdout.write(f"{line}\n")
        browser.close()


def open_pages() -> frozenset[str]:
    """URLs of questions without an answer."""
    index = json.loads((SITE / "api" / "v1" / "questions.json").read_text("utf-8"))
    return frozenset(question["url"].removeprefix("/") for question in index["questions"] if not question["answered"])


if __name__ == "__main__":
    main()
