"""What a search costs and finds beside the theme's own and Pagefind, on the same pages and queries in one run."""

from __future__ import annotations

import gzip
import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.bench import beside
from tests.bench.engines import MATERIAL, OURS, PAGEFIND, Engine, lay_stock
from tests.browser import install
from tests.search.corpus import bodies, grown
from tests.search.made import MOST_IN_ONE, lay, real_rows
from tests.site.serving import served

_SIZES = (400, 2_000, 10_000)
_WORDS = 330
"""Of a page that engines read which read whole pages: about what an answered question has."""
_TYPED = ("cache stampede", "isolaton levels", "how do I store user passwords safely", "kafka or rabbitmq", "k8s")
_KEYSTROKES = """async texts => {
  const taken = [];
  for (const text of texts) {
    for (let end = 1; end <= text.length; end++) {
      const start = performance.now();
      await ask(text.slice(0, end));
      taken.push(performance.now() - start);
    }
  }
  return taken;
}"""
_ASK = "async texts => { const found = []; for (const text of texts) found.push(await ask(text)); return found; }"


class Cost(NamedTuple):
    """Packed bytes on each page view and up to the first result, and milliseconds a keystroke."""

    seen: int
    first: int
    median: float
    most: float


def report(folder: Path) -> Iterator[str]:
    """Lines: costs at each size, then what the test queries find in the guide as it is."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or install.find()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield f"{'questions':>9}  {'search':<15} {'page view kB':>12} {'1st result kB':>13} {'ms a key':>8} {'95 %':>7}"
        for size in _SIZES:
            rows = grown(real_rows(), size)
            ours = lay(folder / f"search-{size}", rows, most_in_one=MOST_IN_ONE)
            pages = ((row.address.partition("#")[0], row.title, text) for row, text in bodies(rows, _WORDS))
            stock = lay_stock(folder / f"stock-{size}", pages)
            for engine, site in ((OURS, ours), (MATERIAL, stock), (PAGEFIND, stock)):
                yield _costs(size, engine, cost(browser, site, engine))
        yield from beside.report(browser, folder)
        browser.close()


def cost(browser: Browser, site: Path, engine: Engine) -> Cost:
    """Of one engine over ``site``; the first result is that of the first query in a fresh browser."""
    with served(site) as home:
        page = browser.new_page()
        fetched: list[str] = []
        page.context.on("request", lambda request: fetched.append(request.url.partition("?")[0].removeprefix(home)))
        page.goto(home)
        fetched.clear()
        page.evaluate(engine.begin)
        page.evaluate("text => ask(text)", _TYPED[0])
        first = sum(_packed(site / name) for name in set(fetched))
        seen = sum(_packed(site / name) for name in set(fetched) if engine.seen(name))
        if engine is OURS:
            seen = _packed(site / "assets" / "scripts" / "search" / "lazy.js")
        taken: list[float] = page.evaluate(_KEYSTROKES, list(_TYPED))
        page.context.close()
    return Cost(seen, first, statistics.median(taken), statistics.quantiles(taken, n=20)[-1])


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9)) if file.is_file() else 0


def _costs(size: int, engine: Engine, cost: Cost) -> str:
    kilobytes = f"{cost.seen / 1000:>12.1f} {cost.first / 1000:>13.1f}"
    return f"{size:>9,}  {engine.name:<15} {kilobytes} {cost.median:>8.1f} {cost.most:>7.1f}"
