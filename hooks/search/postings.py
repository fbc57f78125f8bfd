"""The inverted index (postings lists): which rows have which term in which field, as rank.mjs would index them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hooks.search.row import Row
from hooks.search.tokenizer import name_term, tokenize

_NEAR_NAMES = 3
"""The first names count more than the rest, as in rank.mjs."""

Terms = Mapping[str, Mapping[int, Counter[int]]]
"""Term frequency per row, by term and field."""


class Postings(NamedTuple):
    """The inverted index. ``lengths`` is the number of distinct terms per row and field."""

    terms: Terms
    lengths: list[list[int]]


def postings(rows: Sequence[Row], topics: Mapping[str, str]) -> Postings:
    """The postings of ``rows``; a row's id is its position. ``topics`` maps slugs to titles."""
    terms: defaultdict[str, defaultdict[int, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    lengths: list[list[int]] = []
    for row_id, row in enumerate(rows):
        fields = [Counter(field) for field in _fields(row, topics.get(row.topic or "", ""))]
        lengths.append([len(frequencies) for frequencies in fields])
        for field, frequencies in enumerate(fields):
            for term, frequency in frequencies.items():
                terms[term][field][row_id] = frequency
    return Postings(terms, lengths)


def _fields(row: Row, topic: str) -> Iterator[Iterator[str]]:
    """The terms of each field, in the order of rank.mjs."""
    yield map(name_term, row.main)
    yield map(name_term, row.names[:_NEAR_NAMES])
    yield map(name_term, (*row.names[_NEAR_NAMES:], *row.searched))
    yield tokenize(row.title)
    yield tokenize(row.prompt)
    yield tokenize("\n".join((*row.main, *row.names)))
    yield tokenize("\n".join(row.searched))
    yield tokenize(" ".join(row.also))
    yield tokenize(topic)
    yield tokenize(row.text)
