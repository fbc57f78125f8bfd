"""Compares our search with Material's own and Pagefind on the same pages and queries: bytes, latency, relevance."""

from __future__ import annotations

import gzip
import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from hooks.search.index_files import SPLIT_THRESHOLD
from tests.bench import relevance
from tests.bench.engines import MATERIAL, OURS, PAGEFIND, Engine, write_site
from tests.browser import install
from tests.search.corpus import page_texts, with_generated
from tests.search.index_site import real_rows, write_index_site
from tests.site.serving import served

_SIZES = (400, 2_000, 10_000)
_WORDS_PER_PAGE = 330
"""For the engines that index full pages: about the length of an answered question."""
_TYPED_QUERIES = (
    "cache stampede",
    "isolaton levels",
    "how do I store user passwords safely",
    "kafka or rabbitmq",
    "k8s",
)
_TYPE_QUERIES = """async texts => {
  const times = [];
  for (const text of texts) {
    for (let end = 1; end <= text.length; end++) {
      const start = performance.now();
      await runQuery(text.slice(0, end));
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


class SearchCost(NamedTuple):
    """Compressed bytes on every page view and until the first result; milliseconds per keystroke."""

    page_view: int
    first_result: int
    median: float
    p95: float


def report(folder: Path) -> Iterator[str]:
    """Lines of the report: costs at each size, then relevance on the real guide."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or install.find()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield f"{'questions':>9}  {'search':<15} {'page view kB':>12} {'1st result kB':>13} {'ms a key':>8} {'p95':>7}"
        for size in _SIZES:
            rows = with_generated(real_rows(), size)
            ours = write_index_site(folder / f"search-{size}", rows, split_threshold=SPLIT_THRESHOLD)
            pages = ((row.url.partition("#")[0], row.title, text) for row, text in page_texts(rows, _WORDS_PER_PAGE))
            others = write_site(folder / f"other-engines-{size}", pages)
            for engine, site in ((OURS, ours), (MATERIAL, others), (PAGEFIND, others)):
                yield _line(size, engine, measure(browser, site, engine))
        yield from relevance.report(browser, folder)
        browser.close()


def measure(browser: Browser, site: Path, engine: Engine) -> SearchCost:
    """The cost of ``engine`` on ``site``, in a fresh browser context."""
    with served(site) as home:
        page = browser.new_page()
        fetched: list[str] = []
        page.context.on("request", lambda request: fetched.append(request.url.partition("?")[0].removeprefix(home)))
        page.goto(home)
        fetched.clear()
        page.evaluate(engine.setup)
        page.evaluate("text => runQuery(text)", _TYPED_QUERIES[0])
        first_result = sum(_gzipped_size(site / name) for name in set(fetched))
        page_view = sum(_gzipped_size(site / name) for name in set(fetched) if engine.eager(name))
        if engine is OURS:
            page_view = _gzipped_size(site / "assets" / "scripts" / "search" / "lazy-load.js")
        times: list[float] = page.evaluate(_TYPE_QUERIES, list(_TYPED_QUERIES))
        page.context.close()
    return SearchCost(page_view, first_result, statistics.median(times), statistics.quantiles(times, n=20)[-1])


def _gzipped_size(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9)) if file.is_file() else 0


def _line(size: int, engine: Engine, cost: SearchCost) -> str:
    kilobytes = f"{cost.page_view / 1000:>12.1f} {cost.first_result / 1000:>13.1f}"
    return f"{size:>9,}  {engine.name:<15} {kilobytes} {cost.median:>8.1f} {cost.p95:>7.1f}"
