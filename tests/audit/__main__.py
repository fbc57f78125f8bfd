"""Checks that take too long for the tests: ``make audit``.

Runs axe on every page with everything expanded, Lighthouse on one page of each kind, and the check on every hostile
file at its maximum size.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.audit import stock_theme
from tests.audit.lighthouse import Metrics, measure
from tests.browser import install
from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import visit
from tests.hostile.__main__ import CPU_SECONDS
from tests.site.building import ROOT, built, copy, written_pages
from tests.site.serving import served

LIGHTHOUSE_PAGES = ("", "topics/caching/", "questions/lost-update/", "companies/x/", "plan/two-weeks/")
RUNS = 5
_MIN_SCORES = Metrics(98, 100, 100, 100, 0, 0, 0, 0)


def main() -> int:
    """Print the results. Returns 1 if a page has a violation or a low score, or if a hostile file breaks the check."""
    os.environ.setdefault("CHROMIUM", install.find() or "chromium")
    with TemporaryDirectory() as folder:
        site = built(copy(Path(folder) / "project"))
        violations = _violations(site)
        summary = f"{len(written_pages(site))} pages, {len(violations)} accessibility violations"
        sys.stdout.write("\n".join((summary, *violations, "")))
        with served(site) as home:
            low = [url for url in LIGHTHOUSE_PAGES if not _lighthouse(f"{home}{url}", url or "home")]
        question = site / "questions" / "lost-update" / "index.html"
        with served(stock_theme.build(question, Path(folder) / "stock")) as baseline:
            _lighthouse(baseline, "the same content in the stock theme")
    sys.stdout.write("Hostile files at their maximum size, slowest first:\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "tests.hostile", "--large", "--figures"]
    hostile = subprocess.run(command, cwd=ROOT, check=False, timeout=2 * CPU_SECONDS)
    return 1 if violations or low or hostile.returncode else 0


def _violations(site: Path) -> list[str]:
    with served(site) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        violations = [line for scheme in ("light", "dark") for line in _violations_in(browser, home, site, scheme)]
        browser.close()
    return violations


def _violations_in(browser: Browser, home: str, site: Path, scheme: str) -> Iterator[str]:
    with visit(browser, home, color_scheme=scheme) as tab:
        for url in sorted(written_pages(site)):
            tab.open(url)
            tab.page.evaluate(OPEN_ALL)
            yield from (f"{url} ({scheme}): {violation}" for violation in faults(tab.page))


def _lighthouse(url: str, name: str) -> bool:
    """Print metrics and failed audits of a page. Returns whether its scores are high enough."""
    metrics, failed = measure(url, RUNS)
    scores = "/".join(f"{score:.0f}" for score in metrics[:4])
    times = f"LCP {metrics.largest_contentful_paint:.0f} ms, TBT {metrics.total_blocking_time:.0f} ms"
    summary = f"{name}: {scores}, {times}, CLS {metrics.cumulative_layout_shift:.3f}, {metrics.bytes / 1000:.0f} kB"
    sys.stdout.write("\n  ".join((summary, *failed)) + "\n")
    return all(score >= minimum for score, minimum in zip(metrics[:4], _MIN_SCORES[:4], strict=True))


if __name__ == "__main__":
    sys.exit(main())
