"""A split index finds the same as a full index, in the same order, and fetches little."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.search.corpus import with_generated
from tests.search.index_site import real_rows, write_index_site
from tests.search.queries import TUNED, read_queries
from tests.search.run_queries import run_queries
from tests.site.serving import served

UNICODE_AND_COMPOUNDS = [
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
MAX_BYTES = 250_000
"""Compressed bytes fetched for the first result, up to 10,000 questions."""


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*(query.text for query in read_queries(TUNED)), *UNICODE_AND_COMPOUNDS]


@pytest.fixture(scope="module")
def full_index(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    yield from opened(browser, write_index_site(tmp_path_factory.mktemp("full"), real_rows(), split_threshold=10**6))


@pytest.fixture(scope="module")
def split_index(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    yield from opened(browser, write_index_site(tmp_path_factory.mktemp("split"), real_rows(), split_threshold=0))


def opened(browser: Browser, folder: Path) -> Iterator[Page]:
    with served(folder) as home:
        page = browser.new_page()
        page.goto(home)
        yield page
        page.close()


def test_a_split_index_gives_the_same_results(full_index: Page, split_index: Page, texts: list[str]) -> None:
    full, split = run_queries(full_index, texts), run_queries(split_index, texts)
    different = {text: (a, b) for text, a, b in zip(texts, full, split, strict=True) if a != b}
    assert different == {}


@pytest.mark.parametrize("questions", [3_500, pytest.param(10_000, marks=pytest.mark.audit)])
def test_the_first_result_fetches_little(browser: Browser, tmp_path: Path, questions: int) -> None:
    folder = write_index_site(tmp_path / "large", with_generated(real_rows(), questions), split_threshold=3_000)
    with served(folder) as home:
        page = browser.new_page()
        fetched: list[str] = []
        page.context.on("request", lambda request: fetched.append(request.url.partition("#")[0].removeprefix(home)))
        page.goto(home)
        for text in ("cache stampede", "deadlok", "how does garbage collection affect a server"):
            fetched.clear()
            assert run_queries(page, [text])[0]
            assert sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in fetched if name) < MAX_BYTES, (
                text
            )
        page.close()
