"""How well what was found fits what was wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.search.queries import Query

_DEPTHS = (1, 3, 5)


class Score(NamedTuple):
    """Shares from 0 to 1 over so many queries; ``mrr`` is the mean reciprocal rank."""

    queries: int
    mrr: float
    success: tuple[float, ...]
    nothing: float


class Found(NamedTuple):
    """A query and the addresses it found, best first."""

    query: Query
    addresses: Sequence[str]

    @property
    def rank(self) -> int:
        """Place of the first address that is wanted, or is a place in a page that is; 0 if none is there."""
        wanted = self.query.want
        return next((place for place, one in enumerate(self.addresses, 1) if {one, one.partition("#")[0]} & wanted), 0)


def score(found: Sequence[Found]) -> Score:
    """The figures for all of ``found``."""
    ranks = [one.rank for one in found]
    count = len(found) or 1
    return Score(
        len(found),
        sum(1 / rank for rank in ranks if rank) / count,
        tuple(sum(0 < rank <= depth for rank in ranks) / count for depth in _DEPTHS),
        sum(not one.addresses for one in found) / count,
    )


def table(found: Sequence[Found], open_pages: frozenset[str] = frozenset()) -> Iterator[str]:
    """Figures by class, then for answered and for open targets, then over all."""
    yield f"{'':<16} {'queries':>7} {'MRR':>6} {'1st':>6} {'top 3':>6} {'top 5':>6} {'nothing':>8}"
    for kind in dict.fromkeys(one.query.kind for one in found):
        yield _line(kind, [one for one in found if one.query.kind == kind])
    is_open = [one.query.want <= open_pages for one in found]
    if any(is_open):
        yield _line("answered", [one for one, wanted in zip(found, is_open, strict=True) if not wanted])
        yield _line("wanted", [one for one, wanted in zip(found, is_open, strict=True) if wanted])
    yield _line("all", found)


def missed(found: Iterable[Found]) -> Iterator[str]:
    """A line for every query whose first result is another than wanted."""
    for one in found:
        if one.rank != 1:
            got = ", ".join(one.addresses[:3]) or "nothing"
            yield f"{one.query.kind}: {one.query.text!r} wants {', '.join(sorted(one.query.want))}; got {got}"


def _line(name: str, found: Sequence[Found]) -> str:
    figures = score(found)
    success = " ".join(f"{share:>6.1%}" for share in figures.success)
    return f"{name:<16} {figures.queries:>7} {figures.mrr:>6.3f} {success} {figures.nothing:>8.1%}"
