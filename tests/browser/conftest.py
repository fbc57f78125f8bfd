"""One tab for many tests: a browser takes longer to open a profile of its own than to load a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import Visit, visit

SIZE = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def shared(browser: Browser, home: str) -> Iterator[Visit]:
    permissions = ["clipboard-read", "clipboard-write"]
    with visit(browser, home, viewport=SIZE, permissions=permissions) as opened:
        yield opened


@pytest.fixture
def tab(shared: Visit) -> Iterator[Visit]:
    """The tab that tests share, as new: nothing stored, nothing intercepted."""
    shared.page.set_viewport_size(SIZE)
    yield shared
    shared.forget()
