"""Page weight: the compressed bytes of a first visit to the heaviest question, as on GitHub Pages."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser, Request

from tests.browser.visit import visit

MOST, MOST_WITH_FONTS = 80_000, 130_000


def test_heaviest_question_is_within_its_budget(browser: Browser, home: str, site: Path) -> None:
    heaviest = max(site.glob("questions/*/index.html"), key=lambda page: len(gzip.compress(page.read_bytes(), 6)))
    finished: list[Request] = []
    with visit(browser, home, viewport={"width": 390, "height": 844}) as tab:
        tab.page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - playwright takes no builtin
        tab.open(f"questions/{heaviest.parent.name}/")
        tab.page.wait_for_load_state("networkidle")
        sizes = {request.url: request.sizes()["responseBodySize"] for request in finished}
    fonts = sum(size for address, size in sizes.items() if "/fonts/" in address)
    assert fonts > 0
    assert sum(sizes.values()) - fonts <= MOST
    assert sum(sizes.values()) <= MOST_WITH_FONTS
