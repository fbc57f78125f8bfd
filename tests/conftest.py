"""What several tests need once: the site built from this very tree, a server for it, a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import install
from tests.hostile_data.building import hostile_names, hostile_texts
from tests.site.building import built, copy
from tests.site.serving import served

ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
"""No name is looked up: what asks for another origin is seen to ask, and gets nothing."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden renders anew instead of comparing")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, built; only to be read. Each worker of pytest-xdist has its own."""
    copied = copy(tmp_path_factory.mktemp("guide") / "project")
    built(copied)
    return copied


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    """The folder of the built site."""
    return project / "site"


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """The address of the site's start page, ending in a slash."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose every text is a payload, built."""
    return hostile_texts(tmp_path_factory.mktemp("hostile") / "project")


@pytest.fixture(scope="session")
def misnamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with files whose names are payloads, built."""
    return hostile_names(tmp_path_factory.mktemp("misnamed") / "project")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or install.find()
    assert path, install.MEND
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
