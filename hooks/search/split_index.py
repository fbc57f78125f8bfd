"""The split index, for a guide too large to fetch at once: a query fetches only the files it needs.

Terms are sharded alphabetically, rows in blocks of equal size. The files are in a folder named after a hash of their
content, so that a browser never mixes two builds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from hooks.search.postings import Postings, Terms, postings
from hooks.search.row import Row
from hooks.search.tokenizer import NAME_PREFIX

_SHARD_SIZE = 32_000
"""Approximate bytes in a file of terms, uncompressed."""
_BLOCK_SIZE = 20
"""Rows in a file."""

ToJson = Callable[[object], str]


def split_index(
    rows: Sequence[Row], topics: Mapping[str, str], to_json: ToJson
) -> tuple[dict[str, Any], dict[str, str]]:
    """The manifest that ``index.json`` needs, and the files by path below the search folder."""
    index = postings(rows, topics)
    shards = list(_term_shards(index.terms, to_json))
    files = {f"terms-{number}.json": text for number, (_, text) in enumerate(shards)}
    files |= {f"rows-{number}.json": to_json(block) for number, block in enumerate(_row_blocks(rows))}
    files["words.json"] = to_json(sorted(term for term in index.terms if not term.startswith(NAME_PREFIX)))
    folder = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:12]
    starts = [start for start, _ in shards]
    manifest = {"folder": folder, "block": _BLOCK_SIZE, "starts": starts, "lengths": _lengths(index)}
    return manifest, {f"{folder}/{name}": text for name, text in files.items()}


def _lengths(index: Postings) -> list[list[int]]:
    """Field lengths as columns, which compress better."""
    return [list(column) for column in zip(*index.lengths, strict=True)]


def _term_shards(terms: Terms, to_json: ToJson) -> Iterator[tuple[str, str]]:
    """The first sort key and the JSON of each file of terms. Terms with the same key are never separated."""
    shard: dict[str, Any] = {}
    start, last, size = "", "", 0
    for key, term in sorted((_sort_key(term), term) for term in terms):
        fields = [[field, *_delta_encoded(rows)] for field, rows in sorted(terms[term].items())]
        if size > _SHARD_SIZE and key != last:
            yield start, to_json(shard)
            shard, start, size = {}, key, 0
        shard[term] = fields
        size += len(term) + 3 * sum(map(len, fields))
        last = key
    if shard:
        yield start, to_json(shard)


def _sort_key(term: str) -> str:
    """The term, or the longest word of a name: a query for the name looks up this word, too."""
    return max(term[1:].split(" "), key=len) if term.startswith(NAME_PREFIX) else term


def _delta_encoded(rows: Mapping[int, int]) -> Iterator[int]:
    """Row ids, each as the difference to the one before; a term that's in a row n times adds n - 1 zeros."""
    last = -1
    for row, frequency in sorted(rows.items()):
        yield row - last
        yield from [0] * (frequency - 1)
        last = row


def _row_blocks(rows: Sequence[Row]) -> Iterator[list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]]:
    rest = iter(rows)
    while block := list(islice(rest, _BLOCK_SIZE)):
        yield [(row.url, row.title, row.text or row.prompt, (*row.main, *row.names), row.searched) for row in block]
