"""An index in pieces finds what a whole one finds, in the same order, and fetches little for it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.search.asking import ask
from tests.search.corpus import grown
from tests.search.made import lay, real_rows
from tests.search.queries import TUNED, queries
from tests.site.serving import served

ODD = [
    "İstanbul",
    "ﬁnd ǅ ｃａｃｈｅ",
    "naïve café",
    "e\u0301clair",
    "c++ / c#",
    "node.js",
    "pub/sub",
    "O’Reilly",
    "ǆ ß ẞ",
    "數據庫",
    "_a_b_",
]
LIMIT = 250_000
"""Bytes to a first result at 10,000 questions."""


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*(query.text for query in queries(TUNED)), *ODD]


@pytest.fixture(scope="module")
def whole(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    yield from opened(browser, lay(tmp_path_factory.mktemp("whole"), real_rows(), most_in_one=10**6))


@pytest.fixture(scope="module")
def pieces(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    yield from opened(browser, lay(tmp_path_factory.mktemp("pieces"), real_rows(), most_in_one=0))


def opened(browser: Browser, folder: Path) -> Iterator[Page]:
    with served(folder) as home:
        page = browser.new_page()
        page.goto(home)
        yield page
        page.close()


def test_pieces_find_what_the_whole_finds(whole: Page, pieces: Page, texts: list[str]) -> None:
    one, other = ask(whole, texts), ask(pieces, texts)
    different = {text: (a, b) for text, a, b in zip(texts, one, other, strict=True) if a != b}
    assert different == {}


def test_a_first_result_costs_little_at_ten_thousand_questions(browser: Browser, tmp_path: Path) -> None:
    folder = lay(tmp_path / "large", grown(real_rows(), 10_000), most_in_one=3_000)
    with served(folder) as home:
        page = browser.new_page()
        fetched: list[str] = []
        page.context.on("request", lambda request: fetched.append(request.url.partition("#")[0].removeprefix(home)))
        page.goto(home)
        for words in ("cache stampede", "deadlok", "how does garbage collection affect a server"):
            fetched.clear()
            found = ask(page, [words])
            assert found[0]
            assert sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in fetched if name) < LIMIT, words
        page.close()
