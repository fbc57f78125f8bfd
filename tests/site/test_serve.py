"""``mkdocs serve`` while editing: errors show on the page, and disappear once they're fixed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.test_csp import INJECT
from tests.browser.visit import visit
from tests.processes import started
from tests.site.building import PREFIX, copy, environment, replace
from tests.site.html_tree import Element, parse

DEADLINE = 120.0
"""Seconds to wait for a page."""
QUESTION = "data/questions/caching/why-birds-buy-rockets/question.yml"
ADDRESS = "questions/why-birds-buy-rockets/"
SOUND = "title: Birds and rockets\nprompt: Why do birds buy rockets at night?\nkind: concept\nlevel: mid\n"
BROKEN = SOUND.replace("level", "lvel")
FINDING = f"{QUESTION}:4:1: S001 unknown key `lvel`"


@dataclass
class Served:
    """A running ``mkdocs serve`` over a copy of the project."""

    process: subprocess.Popen[bytes]
    project: Path
    home: str
    log: Path

    def page(self, address: str, *, when: Callable[[str], bool]) -> Element:
        """The page once ``when`` is true for its text."""
        end = time.monotonic() + DEADLINE
        text = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the server ended:\n{self.log.read_text('utf-8')}"
            text = self._text(address)
            if when(text):
                return parse(text)
            time.sleep(0.05)
        raise TimeoutError(f"{text[:20_000]}\n{self.log.read_text('utf-8')}")

    def _text(self, address: str) -> str:
        try:
            with urlopen(f"{self.home}{address}", timeout=DEADLINE) as answer:  # noqa: S310 - our own server
                body: bytes = answer.read()
                return body.decode("utf-8")
        except HTTPError as error:
            with error:
                return ""
        except OSError:
            return ""


@contextmanager
def serving(project: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.parent / "serve.log"
    with (
        log.open("wb") as said,
        started(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            env=environment(),
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        yield Served(process, project, f"http://127.0.0.1:{port}{PREFIX}", log)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_project: Path) -> Iterator[Served]:
    """Started with valid data; tests restore what they change."""
    with serving(copy(tmp_path_factory.mktemp("serve") / "project", small_project)) as running:
        running.page("", when=lambda text: "Backend interview answers, tested on a real database" in text)
        yield running


def findings(page: Element) -> str:
    return page.by_class("findings")[0].text


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    """``file`` with one replacement, undone on exit."""
    replace(file, old, new)
    try:
        yield
    finally:
        replace(file, new, old)


@contextmanager
def added(file: Path, text: str) -> Iterator[None]:
    """A new file, deleted on exit."""
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    try:
        yield
    finally:
        shutil.rmtree(file.parent)


def test_new_file_becomes_a_page_without_a_restart(server: Served) -> None:
    with added(server.project / QUESTION, SOUND):
        server.page(ADDRESS, when=lambda text: "This question has no answer yet." in text)
        server.page("questions/", when=lambda text: ADDRESS.split("/")[1] in text)
    server.page("questions/", when=lambda text: "<h1" in text and ADDRESS.split("/")[1] not in text)


def test_broken_data_is_shown_on_the_page_until_fixed(server: Served) -> None:
    with added(server.project / QUESTION, SOUND):
        server.page(ADDRESS, when=lambda text: "This question has no answer yet." in text)
        with changed(server.project / QUESTION, SOUND, BROKEN):
            broken = server.page("questions/", when=lambda text: "lvel" in text)
            assert FINDING in findings(broken)
            assert "Did you mean `level`?" in findings(broken)
        fixed = server.page(ADDRESS, when=lambda text: "This question has no answer yet." in text)
        assert "lvel" not in "".join(fixed.texts())
        assert not fixed.by_class("findings")


def test_unknown_macro_is_shown_on_its_page_until_fixed(server: Served) -> None:
    with changed(server.project / "docs/guide/glossary.md", "{{ glossary() }}", "{{ glosary() }}"):
        broken = server.page("guide/glossary/", when=lambda text: "glosary" in text)
        assert "'glosary' is undefined" in broken.one("article").text
    fixed = server.page("guide/glossary/", when=lambda text: 'id="term-' in text)
    assert "glosary" not in "".join(fixed.texts())


def test_unknown_id_in_a_macro_is_shown_on_its_page_until_fixed(server: Served) -> None:
    with changed(server.project / "docs/index.md", 'question("stale-read")', 'question("stale-rea")'):
        broken = server.page("", when=lambda text: "there is no question" in text)
        assert "there is no question 'stale-rea'; did you mean 'stale-read'?" in broken.one("article").text
    fixed = server.page("", when=lambda text: "Short answer" in text)
    assert "there is no question" not in "".join(fixed.texts())


def test_server_started_with_broken_data_reports_it_and_recovers(small_project: Path, tmp_path: Path) -> None:
    broken_project = copy(tmp_path / "project", small_project)
    replace(broken_project / "data/funnel.yml", "\nstages:", "\nstages: {")
    with added(broken_project / QUESTION, BROKEN), serving(broken_project) as running:
        broken = running.page("companies/acme/", when=lambda text: "findings" in text)
        assert FINDING in findings(broken)
        assert "data/funnel.yml:" in findings(broken)
        assert "What to do first" in broken.one("article").text
        replace(broken_project / QUESTION, BROKEN, SOUND)
        replace(broken_project / "data/funnel.yml", "\nstages: {", "\nstages:")
        running.page(ADDRESS, when=lambda text: "This question has no answer yet." in text)
        running.page("loop/", when=lambda text: "picture--funnel" in text and "findings" not in text)


def test_served_pages_have_the_policy_and_reload_under_it(server: Served, browser: Browser) -> None:
    with visit(browser, server.home) as tab:
        tab.open("questions/stale-read/")
        tab.page.evaluate(INJECT)
        assert tab.page.evaluate("window.hacked ?? null") is None
        tab.open("questions/stale-read/")
        with tab.page.expect_navigation():
            (server.project / "docs/guide/faq.md").touch()
        assert tab.complaints == []
        policy = tab.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert "unsafe" not in policy
        assert "script-src 'self' 'sha256-" in policy
