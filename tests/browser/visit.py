"""One tab of a real browser, and everything it did that a reader would not see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, Request, expect

PATIENCE = 60_000
"""Milliseconds to wait for a condition. Playwright's own 5 seconds are too few on a busy machine."""
expect.set_options(timeout=PATIENCE)


@dataclass
class Visit:
    """A tab at ``page``. Requests to other origins are noted."""

    page: Page
    home: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on the console, errors nobody caught, and dialogs."""

    def open(self, address: str) -> None:
        """Load an address of the site, even if only its fragment is new, and forget what was noted before."""
        if urldefrag(self.page.url).url == urldefrag(f"{self.home}{address}").url:
            self.page.goto("about:blank")
        self.outside.clear()
        self.complaints.clear()
        self.page.goto(f"{self.home}{address}")

    def forget(self) -> None:
        """Leave the page, and undo what it stored and what the test intercepted."""
        self.page.context.unroute_all(behavior="ignoreErrors")
        self.page.unroute_all(behavior="ignoreErrors")
        if self.page.url.startswith(self.home):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.context.clear_cookies()
        self.page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        self.page.goto("about:blank")

    def search(self, words: str) -> None:
        """Open the search dialog, and enter ``words`` at once."""
        self.page.keyboard.press("/")
        expect(self.page.locator(".md-search__input")).to_be_focused()
        self.page.keyboard.insert_text(words)

    def find(self, words: str) -> Locator:
        """What the search of the page finds, as it comes."""
        self.search(words)
        return self.page.locator(".md-search-result__item")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and not request.url.startswith(self._origin):
            self.outside.append(request.url)

    @property
    def _origin(self) -> str:
        parts = urlsplit(self.home)
        return f"{parts.scheme}://{parts.netloc}/"

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text} {message.location}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"{self.page.url}: dialog {dialog.message}")
        dialog.dismiss()


@contextmanager
def visit(browser: Browser, home: str, **options: Any) -> Iterator[Visit]:  # noqa: ANN401 - as playwright takes them
    """A new tab that shares nothing with others; ``options`` are those of ``Browser.new_context``."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    tab = Visit(context.new_page(), home)
    context.on("request", tab._request)
    tab.page.on("console", tab._console)
    tab.page.on("dialog", tab._dialog)
    tab.page.on("pageerror", lambda error: tab.complaints.append(f"{tab.page.url}: {error}"))
    try:
        yield tab
    finally:
        context.close()
