"""Finding or installing a browser: prints its path and nothing else, or what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import install
from tests.site.building import ROOT


def run(**words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.browser.install"],
        cwd=ROOT,
        env=os.environ | words,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def browser(folder: Path, name: str, *, exits: int = 0) -> Path:
    """A program that stands in for a browser."""
    file = folder / name
    file.write_text(f"#!/bin/sh\nexit {exits}\n", "utf-8")
    file.chmod(0o755)
    return file


def test_named_browser_is_preferred(tmp_path: Path) -> None:
    named = browser(tmp_path, "mine")
    done = run(CHROMIUM=str(named))
    assert (done.returncode, done.stdout) == (0, f"{named}\n")


def test_named_browser_that_does_not_run_is_reported_and_not_replaced(tmp_path: Path) -> None:
    for broken in (browser(tmp_path, "broken", exits=127), tmp_path / "absent"):
        done = run(CHROMIUM=str(broken))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.strip() == install.FIX


def test_system_browser_that_does_not_run_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(tmp_path, "chromium", exits=1)
    runs = browser(tmp_path, "google-chrome")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert install.find() == str(runs)


def test_without_a_browser_playwright_then_the_package_manager_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[str] = []
    browser(tmp_path, "apt-get")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install, "_run", lambda command: commands.append(" ".join(command)))
    monkeypatch.setattr(install, "find", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert install.install() is None
    assert [command.removeprefix(f"{sys.executable} -m ").split(" -")[0] for command in commands] == [
        "playwright install chromium",
        "apt-get update",
        "apt-get install",
    ]


def test_packages_are_not_installed_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    browser(tmp_path, "apt-get")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install, "_run", commands.append)
    monkeypatch.setattr(install, "find", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert install.install() is None
    assert [command[-3:] for command in commands] == [["playwright", "install", "chromium"]]
