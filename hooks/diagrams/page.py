"""Draw in a page of Chromium, ``tools/draw/page.html``. It gets its files from here and has no network.

Imports Playwright, which only tests install.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, Error, Page, Playwright, Route, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeout

from hooks.diagrams.chromium import FIX, DrawError, DrawTimeout, find
from hooks.node.npm import find_node, install

TOOLS = Path("tools", "draw")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--host-resolver-rules=MAP * ~NOTFOUND")
"""No sandbox, since containers don't allow one; no hinting, so that text is as wide on every machine; no network."""
_HOME = "http://guide.invalid/"
_FILES = {
    **{name: TOOLS / name for name in ("page.html", "draw.js", "record.js", "path.js")},
    "mermaid.js": TOOLS / "node_modules" / "mermaid" / "dist" / "mermaid.min.js",
    "geist.woff2": Path("docs", "assets", "fonts", "geist.woff2"),
}
_START = """given => {
  delete document.documentElement.dataset.drawn
  setTimeout(async () => {
    window.drawn = await draw(given)
    document.documentElement.dataset.drawn = ''
  })
}"""
"""Returns at once, so that waiting for the end can have a time limit."""

Result = dict[str, Any]
"""``svg`` and ``faults``, or Mermaid's ``error`` and its ``line``. Untrusted."""
Draw = Callable[[Result], Result]
"""Draws one source with given settings. Raises `DrawTimeout`, after which the next call starts a new browser."""
T = TypeVar("T")


def with_page(root: Path, work: Callable[[Draw], T], *, timeout: int) -> T:
    """Call ``work`` with a function that draws, which has ``timeout`` seconds for each drawing.

    It runs in a thread of its own, since Playwright can't be started twice in one, and tests may have a page open.

    Raises:
        DrawError: Nothing can be drawn.
    """
    path = find()
    if path is None:
        raise DrawError(f"Diagrams are drawn in Chromium. {FIX}")
    install(root / TOOLS, find_node())

    def run() -> T:
        with sync_playwright() as playwright:
            pages = _Pages(playwright, path, root, timeout)
            try:
                return work(pages.draw)
            finally:
                pages.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


class _Pages:
    """One page at a time, opened when it's first needed."""

    def __init__(self, playwright: Playwright, path: str, root: Path, timeout: int) -> None:
        self._playwright, self._path, self._root, self._timeout = playwright, path, root, timeout
        self._browser: Browser | None = None
        self._page: Page | None = None

    def draw(self, given: Result) -> Result:
        try:
            page = self._page or self._open()
            page.evaluate(_START, given)
            page.wait_for_selector("html[data-drawn]", timeout=self._timeout * 1000)
            result: Result = page.evaluate("window.drawn")
        except PageTimeout:
            self.close()
            raise DrawTimeout from None
        except Error as error:
            raise DrawError(f"Chromium failed: {error.message.splitlines()[0]}") from error
        if broken := result.get("broken"):
            raise DrawError(f"Nothing can be drawn: {broken}")
        return result

    def _open(self) -> Page:
        self._browser = self._playwright.chromium.launch(executable_path=self._path, args=list(ARGUMENTS))
        self._page = self._browser.new_page()
        self._page.route("**/*", self._serve)
        self._page.goto(f"{_HOME}page.html")
        return self._page

    def _serve(self, route: Route) -> None:
        file = self._root / _FILES.get(route.request.url.removeprefix(_HOME), "")
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.abort()

    def close(self) -> None:
        if self._browser:
            self._browser.close()
        self._browser = self._page = None
