"""The index in pieces, for a guide so large that nobody should fetch all of it: a query takes those it needs.

Terms stand in files by their beginning, rows in blocks; both lie in a folder named by what is in them, so that no
browser mixes two builds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from hooks.search.postings import Postings, Terms, postings
from hooks.search.row import Row
from hooks.search.words import NAME

_BYTES = 32_000
"""Of a file of terms, before it is packed."""
_BLOCK = 20
"""Rows in a file."""

Dump = Callable[[object], str]


def split(rows: Sequence[Row], topics: Mapping[str, str], dump: Dump) -> tuple[dict[str, Any], dict[str, str]]:
    """What the index says of its pieces, and these by their place below the search's folder."""
    found = postings(rows, topics)
    parts = list(_parts(found.terms, dump))
    pieces = {f"terms-{number}.json": text for number, (_, text) in enumerate(parts)}
    pieces |= {f"rows-{number}.json": dump(block) for number, block in enumerate(_blocks(rows))}
    pieces["words.json"] = dump(sorted(term for term in found.terms if not term.startswith(NAME)))
    folder = hashlib.sha256("".join(pieces.values()).encode()).hexdigest()[:12]
    about = {"folder": folder, "block": _BLOCK, "starts": [start for start, _ in parts], "lengths": _lengths(found)}
    return about, {f"{folder}/{name}": text for name, text in pieces.items()}


def _lengths(found: Postings) -> list[list[int]]:
    """By field, for each row: columns pack better."""
    return [list(column) for column in zip(*found.lengths, strict=True)]


def _parts(terms: Terms, dump: Dump) -> Iterator[tuple[str, str]]:
    """Files of terms, each with the beginning of its first."""
    held: dict[str, Any] = {}
    start, last, size = "", "", 0
    for place, term in sorted((_place(term), term) for term in terms):
        entry = [[field, *_steps(rows)] for field, rows in sorted(terms[term].items())]
        if size > _BYTES and place != last:
            yield start, dump(held)
            held, start, size = {}, place, 0
        held[term] = entry
        size += len(term) + 3 * sum(map(len, entry))
        last = place
    if held:
        yield start, dump(held)


def _place(term: str) -> str:
    """The word a term is sorted by: a name's longest. Whoever asks for the name asks for this word too."""
    return max(term[1:].split(" "), key=len) if term.startswith(NAME) else term


def _steps(rows: Mapping[int, int]) -> Iterator[int]:
    """Row after row as the distance to the one before, 0 where the term comes again in the same row."""
    last = -1
    for row, count in sorted(rows.items()):
        yield row - last
        yield from [0] * (count - 1)
        last = row


def _blocks(rows: Sequence[Row]) -> Iterator[list[tuple[str, str, str, tuple[str, ...]]]]:
    left = iter(rows)
    while block := list(islice(left, _BLOCK)):
        yield [(row.address, row.title, row.text or row.prompt, (*row.main, *row.names)) for row in block]
