"""Relevance metrics: mean reciprocal rank, success at k, and the share of queries without results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.search.queries import Query

_DEPTHS = (1, 3, 5)


class Metrics(NamedTuple):
    """Averages over all queries, from 0 to 1. ``success`` is success at 1, 3 and 5."""

    queries: int
    mrr: float
    success: tuple[float, ...]
    no_results: float


class Result(NamedTuple):
    """A query and the URLs it found, best first."""

    query: Query
    urls: Sequence[str]

    @property
    def rank(self) -> int:
        """Rank of the first relevant URL, or of an anchor on a relevant page. 0 if there is none."""
        relevant = self.query.relevant
        return next((rank for rank, url in enumerate(self.urls, 1) if {url, url.partition("#")[0]} & relevant), 0)


def evaluate(results: Sequence[Result]) -> Metrics:
    """The metrics over all ``results``."""
    ranks = [result.rank for result in results]
    count = len(results) or 1
    return Metrics(
        len(results),
        sum(1 / rank for rank in ranks if rank) / count,
        tuple(sum(0 < rank <= depth for rank in ranks) / count for depth in _DEPTHS),
        sum(not result.urls for result in results) / count,
    )


def table(results: Sequence[Result], open_pages: frozenset[str] = frozenset()) -> Iterator[str]:
    """Metrics by class, then for answered and open questions, then overall."""
    yield f"{'':<16} {'queries':>7} {'MRR':>6} {'1st':>6} {'top 3':>6} {'top 5':>6} {'nothing':>8}"
    for kind in dict.fromkeys(result.query.kind for result in results):
        yield _line(kind, [result for result in results if result.query.kind == kind])
    is_open = [result.query.relevant <= open_pages for result in results]
    if any(is_open):
        yield _line("answered", [result for result, open_ in zip(results, is_open, strict=True) if not open_])
        yield _line("open", [result for result, open_ in zip(results, is_open, strict=True) if open_])
    yield _line("all", results)


def misses(results: Iterable[Result]) -> Iterator[str]:
    """A line for every query whose first result isn't relevant."""
    for result in results:
        if result.rank != 1:
            expected, got = ", ".join(sorted(result.query.relevant)), ", ".join(result.urls[:3]) or "nothing"
            yield f"{result.query.kind}: {result.query.text!r}: expected {expected}; got {got}"


def _line(name: str, results: Sequence[Result]) -> str:
    metrics = evaluate(results)
    success = " ".join(f"{share:>6.1%}" for share in metrics.success)
    return f"{name:<16} {metrics.queries:>7} {metrics.mrr:>6.3f} {success} {metrics.no_results:>8.1%}"
