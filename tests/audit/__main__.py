"""What takes too long for the tests: ``make audit``.

Every page for barriers, opened, as it is published; five kinds of page by Lighthouse; every hostile file as large as it
may be.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.audit import stock
from tests.audit.lighthouse import Figures, measure
from tests.browser import install
from tests.browser.axe import faults
from tests.browser.test_every_page import OPEN_ALL
from tests.browser.visit import visit
from tests.hostile.__main__ import SECONDS
from tests.site.building import ROOT, built, copy, written_pages
from tests.site.serving import served

MEASURED = ("", "topics/caching/", "questions/lost-update/", "companies/x/", "plan/two-weeks/")
RUNS = 5
_LEAST = Figures(98, 100, 100, 100, 0, 0, 0, 0)


def main() -> int:
    """Print what was found; 1 if a page has a barrier, a score is too low, or a hostile file crashes the check."""
    os.environ.setdefault("CHROMIUM", install.find() or "chromium")
    with TemporaryDirectory() as folder:
        site = built(copy(Path(folder) / "project"))
        barriers = _barriers(site)
        sys.stdout.write("\n".join((f"{len(written_pages(site))} pages, {len(barriers)} barriers", *barriers, "")))
        with served(site) as home:
            low = [address for address in MEASURED if not _measured(f"{home}{address}", address or "home")]
        question = site / "questions" / "lost-update" / "index.html"
        with served(stock.build(question, Path(folder) / "stock")) as other:
            _measured(other, "the same words in the stock theme")
    sys.stdout.write("Hostile files as large as they may be, and what took the longest to judge:\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "tests.hostile", "--large", "--figures"]
    hostile = subprocess.run(command, cwd=ROOT, check=False, timeout=2 * SECONDS)
    return 1 if barriers or low or hostile.returncode else 0


def _barriers(site: Path) -> list[str]:
    with served(site) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        found = [fault for scheme in ("light", "dark") for fault in _barriers_in(browser, home, site, scheme)]
        browser.close()
    return found


def _barriers_in(browser: Browser, home: str, site: Path, scheme: str) -> Iterator[str]:
    with visit(browser, home, color_scheme=scheme) as tab:
        for address in sorted(written_pages(site)):
            tab.open(address)
            tab.page.evaluate(OPEN_ALL)
            yield from (f"{address} ({scheme}): {fault}" for fault in faults(tab.page))


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
