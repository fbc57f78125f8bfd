"""Fixtures that several tests share: the site built from this tree, a server for it, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from compileall import compile_dir
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import install
from tests.hostile.building import hostile_files as build_hostile_files
from tests.hostile_data.building import hostile_names, hostile_texts
from tests.site.building import ROOT, Once, build_sample, built, copy, small
from tests.site.serving import served

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How long an example takes depends on what else the machine does."""
settings.register_profile("test", BUSY, derandomize=True)
settings.register_profile("audit", BUSY, max_examples=1000, print_blob=True)
settings.load_profile("test")

SITE_SECONDS = 900
DISABLED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
"""Features of Chromium: those that playwright disables, too, and the address bar's, which cost more than our pages."""
ARGUMENTS = [
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    f"--disable-features={','.join(DISABLED)}",
]
"""No DNS lookups: requests to other origins are observed, and fail."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--unconfined", action="store_true", help="run changed programs even without a sandbox")
    parser.addoption("--golden", action="store_true", help="rewrite the golden files instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the code once, even if Python is set not to: many tests start a process, or build a copy."""
    if not hasattr(config, "workerinput"):
        compile_dir(ROOT / "hooks", quiet=2)


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: tests often wait, for a browser, a server or a program that sleeps."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests more time that may build a site, or wait for another worker to build it."""
    for item in items:
        if "once" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(SITE_SECONDS))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Fills a folder by name, or waits for the pytest-xdist worker that does. Tests must not change it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once"
    shared.mkdir(exist_ok=True)

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        made, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            if not done.exists():
                shutil.rmtree(made, ignore_errors=True)
                make(made)
                done.touch()
        return made

    return folder


@pytest.fixture(scope="session")
def project(once: Once) -> Path:
    """A copy of the project, built."""
    return once("project", lambda folder: built(copy(folder)))


@pytest.fixture(scope="session")
def small_project(once: Once) -> Path:
    """A project with a few pages, built."""
    return once("small", lambda folder: built(small(folder)))


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    """The folder of the built site."""
    return project / "site"


@pytest.fixture(scope="session")
def sample(once: Once) -> Path:
    """The built page of ``tests/site/sample.md``, in a project that also enables content tabs."""
    return once("sample", lambda folder: build_sample(small(folder))) / "site" / "guide" / "sample" / "index.html"


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """URL of the site's home page, with a trailing slash."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def hostile(once: Once) -> Path:
    """A built project in which every text is a payload."""
    return once("hostile", hostile_texts)


@pytest.fixture(scope="session")
def hostile_files(once: Once) -> Path:
    """The project, built with every file of ``tests/hostile`` in it."""
    return once("hostile_files", build_hostile_files)


@pytest.fixture(scope="session")
def misnamed(once: Once) -> Path:
    """The project, built with files whose names are payloads."""
    return once("misnamed", hostile_names)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or install.find()
    assert path, install.FIX
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
