"""Which row has which term in which field, as the engine would find it by itself from all rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hooks.search.row import Row
from hooks.search.words import name_term, tokens

_NEAR = 3
"""So many of a row's names count more than those that follow, as in rank.mjs."""

Terms = Mapping[str, Mapping[int, Counter[int]]]
"""By term and field, how often each row has it."""


class Postings(NamedTuple):
    """The terms, and how many different ones each row has in each field."""

    terms: Terms
    lengths: list[list[int]]


def postings(rows: Sequence[Row], topics: Mapping[str, str]) -> Postings:
    """Of ``rows`` in their order; ``topics`` has the titles."""
    found: defaultdict[str, defaultdict[int, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    lengths: list[list[int]] = []
    for row_id, row in enumerate(rows):
        counted = [Counter(terms) for terms in _fields(row, topics.get(row.topic or "", ""))]
        lengths.append([len(counts) for counts in counted])
        for field, counts in enumerate(counted):
            for term, count in counts.items():
                found[term][field][row_id] = count
    return Postings(found, lengths)


def _fields(row: Row, topic: str) -> Iterator[Iterator[str]]:
    """The terms of each field, in the order of rank.mjs."""
    yield map(name_term, row.main)
    yield map(name_term, row.names[:_NEAR])
    yield map(name_term, row.names[_NEAR:])
    yield tokens(row.title)
    yield tokens(row.prompt)
    yield tokens("\n".join((*row.main, *row.names)))
    yield tokens(" ".join(row.also))
    yield tokens(topic)
    yield tokens(row.text)
