"""Finds a Chromium that runs, or installs one. ``python -m tests.browser.install`` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from hooks.diagrams.chromium import FIX, find

__all__ = ["FIX", "find", "install"]

_INSTALL_SECONDS = 1200
_APT = (
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-liberation"],
)


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


def _run(command: list[str]) -> None:
    """Run ``command`` with its output on standard error; the caller checks whether it helped."""
    sys.stderr.write(f"$ {' '.join(command)}\n")
    subprocess.run(command, stdout=sys.stderr, check=False, timeout=_INSTALL_SECONDS)


if __name__ == "__main__":
    main()
