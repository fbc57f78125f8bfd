"""Test queries with relevance labels: ``queries.yml`` for tuning, ``held-out.yml`` for evaluation only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDER = Path(__file__).parent
TUNED, HELD_OUT = FOLDER / "queries.yml", FOLDER / "held-out.yml"


class Query(NamedTuple):
    """A query. One of ``relevant`` (URLs from the site's root) must come first."""

    text: str
    kind: str
    relevant: frozenset[str]


def read_queries(file: Path) -> list[Query]:
    """The queries of ``file``, in order."""
    return list(_read(file))


def _read(file: Path) -> Iterator[Query]:
    for kind, entries in yaml.safe_load(file.read_text("utf-8")).items():
        for entry in entries:
            yield Query(str(entry["q"]), kind, frozenset(map(_url, entry["want"])))


def _url(want: str) -> str:
    return want if "/" in want else f"questions/{want}/"
