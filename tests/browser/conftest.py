"""One tab for many tests: opening a new browser context takes longer than loading a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.visit import Visit, visit

SIZE: ViewportSize = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def shared(browser: Browser, home: str) -> Iterator[Visit]:
    permissions = ["clipboard-read", "clipboard-write"]
    with visit(browser, home, viewport=SIZE, permissions=permissions) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_without_javascript(browser: Browser, home: str) -> Iterator[Visit]:
    with visit(browser, home, viewport=SIZE, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def plain(shared_without_javascript: Visit) -> Iterator[Visit]:
    """The shared tab without JavaScript, reset."""
    shared_without_javascript.page.set_viewport_size(SIZE)
    yield shared_without_javascript
    shared_without_javascript.forget()


@pytest.fixture
def tab(shared: Visit) -> Iterator[Visit]:
    """The shared tab, reset: nothing stored, nothing intercepted."""
    shared.page.set_viewport_size(SIZE)
    yield shared
    shared.forget()


@pytest.fixture(params=["tab", "plain"], ids=["with JavaScript", "without JavaScript"])
def with_or_without_javascript(request: pytest.FixtureRequest) -> Visit:
    tab: Visit = request.getfixturevalue(request.param)
    return tab
