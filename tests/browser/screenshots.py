"""The pictures of the README, taken from the built site: ``make screenshots``."""

from __future__ import annotations

import os
from typing import NamedTuple

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import install
from tests.browser.visit import visit
from tests.site.building import ROOT
from tests.site.serving import served


class Shot(NamedTuple):
    """A page, where in it, and how it is seen."""

    address: str
    width: int = 1280
    height: int = 800
    scheme: str = "light"
    words: str = ""


SHOTS = {
    "home": Shot(""),
    "program": Shot("questions/lost-update/#lost-update-row-lock-sql"),
    "search": Shot("questions/", words="dogpile"),
    "phone": Shot("questions/lost-update/", 390, 800, "dark"),
}


def main() -> None:
    """Write ``screenshots/<name>.png`` for every one of ``SHOTS``."""
    folder = ROOT / "screenshots"
    with served(ROOT / "site") as home, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or install.find()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, shot in SHOTS.items():
            (folder / f"{name}.png").write_bytes(_taken(browser, home, shot))
        browser.close()


def _taken(browser: Browser, home: str, shot: Shot) -> bytes:
    size = {"width": shot.width, "height": shot.height}
    options = {"color_scheme": shot.scheme, "reduced_motion": "reduce"}  # so that the replay is complete
    with visit(browser, home, viewport=size, **options) as tab:
        tab.open(shot.address)
        if shot.words:
            expect(tab.find(shot.words).first).to_be_visible()
        tab.page.wait_for_load_state("networkidle")
        return tab.page.screenshot(animations="disabled")


if __name__ == "__main__":
    main()
