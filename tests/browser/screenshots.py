"""The pictures of the README, taken from the built site: ``make screenshots``."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser import install
from tests.site.serving import served

ROOT = Path(__file__).parents[2]
SHOTS = {"question": "questions/lost-update/#answer", "loop": "loop/"}
_SIZE = ViewportSize(width=1280, height=800)


def main() -> None:
    """Write ``screenshots/<name>.png`` for every page of ``SHOTS``."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with served(ROOT / "site") as home, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or install.find()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, address in SHOTS.items():
            page = browser.new_page(viewport=_SIZE)
            page.goto(home + address, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
