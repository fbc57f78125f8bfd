"""Every page for barriers and in its opened state, and five kinds of page by Lighthouse: ``make audit``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.audit import stock
from tests.audit.lighthouse import Figures, measure
from tests.browser import install
from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import visit
from tests.site.building import ROOT, written_pages
from tests.site.serving import served

SITE = ROOT / "site"
MEASURED = ("", "topics/caching/", "questions/lost-update/", "companies/x/", "plan/two-weeks/")
RUNS = 5
_LEAST = Figures(98, 100, 100, 100, 0, 0, 0, 0)


def main() -> int:
    """Print what was found; 1 if a page has a barrier or a score is too low."""
    os.environ.setdefault("CHROMIUM", install.find() or "chromium")
    with served(SITE) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        barriers = list(_barriers(browser, home))
        browser.close()
        sys.stdout.write("\n".join((f"{len(written_pages(SITE))} pages, {len(barriers)} barriers", *barriers, "")))
        low = [address for address in MEASURED if not _measured(f"{home}{address}", address or "home")]
        question = SITE / "questions" / "lost-update" / "index.html"
        with TemporaryDirectory() as folder, served(stock.build(question, Path(folder) / "stock")) as other:
            _measured(other, "the same words in the stock theme")
    return 1 if barriers or low else 0


def _barriers(browser: Browser, home: str) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        with visit(browser, home, color_scheme=scheme) as tab:
            for address in sorted(written_pages(SITE)):
                tab.open(address)
                tab.page.evaluate(OPEN_ALL)
                found += [f"{address} ({scheme}): {fault}" for fault in faults(tab.page)]
    return found


def _measured(address: str, name: str) -> bool:
    figures, wanting = measure(address, RUNS)
    scores = "/".join(f"{score:.0f}" for score in figures[:4])
    told = (
        f"{name}: {scores}, paint {figures.paint:.0f} ms, blocked {figures.blocked:.0f} ms, shift {figures.shift:.3f}"
    )
    sys.stdout.write("\n  ".join((f"{told}, {figures.bytes / 1000:.0f} kB", *wanting)) + "\n")
    return all(score >= least for score, least in zip(figures[:4], _LEAST[:4], strict=True))


if __name__ == "__main__":
    sys.exit(main())
