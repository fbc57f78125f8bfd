"""Finds a Chromium that runs, or installs one. ``python -m tests.browser.install`` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

FIX = "Install a Chromium (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium make test"
_INSTALL_SECONDS = 1200
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_APPS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
_APT = (
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-liberation"],
)


def find() -> str | None:
    """The path of a Chromium: the one ``CHROMIUM`` names and no other, else the system's, else playwright's."""
    named = os.environ.get("CHROMIUM")
    return next((path for path in ([named] if named else _known()) if _runs(path)), None)


def install() -> str | None:
    """The path of a Chromium put here now: by playwright, else by Debian's packages if we may."""
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if found := find():
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in _APT:
            _run(command)
    return find()


def main() -> None:
    """Print the path, and nothing else, to standard output; exit 1 with what to do where there is none."""
    path = find()
    if path is None and not os.environ.get("CHROMIUM"):
        path = install()
    if path is None:
        sys.exit(FIX)
    sys.stdout.write(f"{path}\n")


def _known() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        yield from (str(applications / app) for app in _APPS)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield path


def _runs(path: str) -> bool:
    """A file that is there may still lack libraries, or only print how to install it."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


def _run(command: list[str]) -> None:
    """Run ``command`` with its output on standard error; the caller checks whether it helped."""
    sys.stderr.write(f"$ {' '.join(command)}\n")
    subprocess.run(command, stdout=sys.stderr, check=False, timeout=_INSTALL_SECONDS)


if __name__ == "__main__":
    main()
