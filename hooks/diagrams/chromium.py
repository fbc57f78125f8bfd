"""Find Chromium, which draws the diagrams. Only ``guide draw``, the records workflow and the tests need it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hooks.node.npm import NodeError

FIX = "Install a Chromium (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_APPS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
DrawError = NodeError
"""Nothing can be drawn: Chromium, Playwright or Mermaid is missing or broken. The message says what to do."""


class DrawTimeout(Exception):  # noqa: N818 - named for what happened
    """A drawing took too long."""


def find() -> str | None:
    """The path of a Chromium that runs: the one in ``$CHROMIUM`` and no other, else the system's, else Playwright's."""
    named = os.environ.get("CHROMIUM")
    return next((path for path in ([named] if named else _known()) if _runs(path)), None)


def _known() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        yield from (str(applications / app) for app in _APPS)
    with ThreadPoolExecutor(1) as thread:  # Playwright can't be started twice in one
        yield from thread.submit(_installed_by_playwright).result()


def _installed_by_playwright() -> list[str]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a package that only tests install
    except ImportError:
        return []
    with sync_playwright() as playwright:
        return [playwright.chromium.executable_path]


def _runs(path: str) -> bool:
    """A file that exists may still lack libraries, or only print how to install it."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False
