"""The relevant page comes first, whatever people type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import Visit, visit
from tests.search.metrics import Result, evaluate, misses, table
from tests.search.queries import HELD_OUT, KEPT_APART, TUNED, Query, read_queries
from tests.search.run_queries import run_queries


@pytest.fixture(scope="module")
def tab(browser: Browser, home: str) -> Iterator[Visit]:
    with visit(browser, home) as opened:
        opened.open("")
        yield opened


@pytest.fixture(scope="module")
def tuned(tab: Visit) -> list[Result]:
    return results_of(tab, read_queries(TUNED))


@pytest.fixture(scope="module")
def held_out(tab: Visit) -> list[Result]:
    return results_of(tab, read_queries(HELD_OUT))


def results_of(tab: Visit, queries: list[Query]) -> list[Result]:
    urls = run_queries(tab.page, [query.text for query in queries])
    return [Result(*pair) for pair in zip(queries, urls, strict=True)]


def report(tuned: list[Result], held_out: list[Result]) -> str:
    """Metrics, and the misses of the tuning queries. Held-out misses must stay unknown."""
    return "\n".join((*table([*tuned, *held_out]), "held out:", *table(held_out), "misses:", *misses(tuned)))


def test_there_are_queries_of_every_class() -> None:
    kinds = {query.kind for query in read_queries(TUNED)}
    assert {"exact", "synonym", "abbreviation", "typo", "prefix", "natural", "stem", "company", "any order"} <= kinds
    assert len(read_queries(TUNED)) >= 200


def test_enough_queries_are_held_out() -> None:
    parts = (TUNED, HELD_OUT, KEPT_APART)
    tuned, *held_out = ([query.text.casefold() for query in read_queries(part)] for part in parts)
    everything = [*tuned, *held_out[0], *held_out[1]]
    assert len(everything) - len(tuned) >= 0.3 * len(everything)
    assert len(set(everything)) == len(everything)


def test_every_relevant_page_exists(site: Path) -> None:
    relevant = {url for part in (TUNED, HELD_OUT, KEPT_APART) for query in read_queries(part) for url in query.relevant}
    assert {url for url in relevant if not exists(site, url)} == set()


def exists(site: Path, url: str) -> bool:
    path, _, fragment = url.partition("#")
    page = site / path / "index.html"
    return page.is_file() and (not fragment or f'id="{fragment}"' in page.read_text("utf-8"))


def test_relevant_pages_come_first(tuned: list[Result], held_out: list[Result]) -> None:
    metrics = evaluate([*tuned, *held_out])
    assert metrics.mrr >= 0.93, report(tuned, held_out)
    assert metrics.success[0] >= 0.90, report(tuned, held_out)
    assert metrics.no_results <= 0.01, report(tuned, held_out)


def test_relevant_pages_come_first_for_held_out_queries(held_out: list[Result]) -> None:
    assert evaluate(held_out).mrr >= 0.88, report([], held_out)


def test_relevant_pages_come_first_for_queries_kept_apart(tab: Visit) -> None:
    metrics = evaluate(results_of(tab, read_queries(KEPT_APART)))
    assert metrics.mrr >= 0.86, metrics
    assert metrics.no_results <= 0.02, metrics


AS_TYPED = {
    "on-call": {"questions/lead-an-incident/", "questions/production-outage/"},
    "back-off": {"questions/retry-without-making-it-worse/"},
    "apikey": {"questions/api-keys/"},
    "writeAheadLog": {"questions/write-ahead-log/"},
    "behavi\u006fur": {"topics/behavioral/"},
    "re\u0301sume\u0301": {"guide/resume/"},
    "A.C.I.D.": {"questions/what-acid-promises/"},
    "tls 1.3": {"questions/tls-handshake/"},
}


def test_compounds_and_spellings_are_understood_as_typed(tab: Visit) -> None:
    first = {text: urls[:1] for text, urls in zip(AS_TYPED, run_queries(tab.page, list(AS_TYPED)), strict=True)}
    assert {text: found for text, found in first.items() if not AS_TYPED[text].intersection(found)} == {}


def test_a_query_without_matches_has_no_results(tab: Visit) -> None:
    assert run_queries(tab.page, ["xylophone", "qqqq zzzz", "!!!", " ", "xylophone interview"]) == [[], [], [], [], []]
