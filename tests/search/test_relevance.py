"""The page that somebody wants comes first, whatever they call it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import Visit, visit
from tests.search.asking import ask
from tests.search.queries import HELD_OUT, TUNED, Query, queries
from tests.search.scores import Found, missed, score, table


@pytest.fixture(scope="module")
def tab(browser: Browser, home: str) -> Iterator[Visit]:
    with visit(browser, home) as opened:
        opened.open("")
        yield opened


@pytest.fixture(scope="module")
def tuned(tab: Visit) -> list[Found]:
    return answered(tab, queries(TUNED))


@pytest.fixture(scope="module")
def held_out(tab: Visit) -> list[Found]:
    return answered(tab, queries(HELD_OUT))


def answered(tab: Visit, asked: list[Query]) -> list[Found]:
    found = ask(tab.page, [query.text for query in asked])
    return [Found(*pair) for pair in zip(asked, found, strict=True)]


def told(tuned: list[Found], held_out: list[Found]) -> str:
    """The figures, and what was missed of the queries one may tune on: never which of the others."""
    return "\n".join((*table([*tuned, *held_out]), "kept apart:", *table(held_out), "missed:", *missed(tuned)))


def test_there_are_queries_of_every_class() -> None:
    kinds = {query.kind for query in queries(TUNED)}
    assert {"exact", "synonym", "abbreviation", "typo", "prefix", "natural", "stem", "company", "any order"} <= kinds
    assert len(queries(TUNED)) >= 200


def test_enough_is_kept_apart() -> None:
    tuned, held_out = ([query.text.casefold() for query in queries(folder)] for folder in (TUNED, HELD_OUT))
    assert len(held_out) >= 0.3 * len([*tuned, *held_out])
    assert set(tuned).isdisjoint(held_out)
    assert len({*tuned, *held_out}) == len(tuned) + len(held_out)


def test_every_page_that_is_wanted_is_there(site: Path) -> None:
    wanted = {address for folder in (TUNED, HELD_OUT) for query in queries(folder) for address in query.want}
    assert {address for address in wanted if not is_there(site, address)} == set()


def is_there(site: Path, address: str) -> bool:
    path, _, fragment = address.partition("#")
    page = site / path / "index.html"
    return page.is_file() and (not fragment or f'id="{fragment}"' in page.read_text("utf-8"))


def test_the_page_wanted_comes_first(tuned: list[Found], held_out: list[Found]) -> None:
    found = [*tuned, *held_out]
    figures = score(found)
    assert figures.mrr >= 0.93, told(tuned, held_out)
    assert figures.success[0] >= 0.90, told(tuned, held_out)
    assert figures.nothing <= 0.01, told(tuned, held_out)


def test_it_does_so_for_queries_that_nothing_was_tuned_on(held_out: list[Found]) -> None:
    assert score(held_out).mrr >= 0.88, told([], held_out)


def test_a_query_that_nothing_fits_finds_nothing(tab: Visit) -> None:
    assert ask(tab.page, ["xylophone", "qqqq zzzz", "!!!", " ", "xylophone interview"]) == [[], [], [], [], []]
