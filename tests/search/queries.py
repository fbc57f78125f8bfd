"""Queries with what they should find: ``queries.yml``, and ``held-out.yml``, which nothing was tuned on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDER = Path(__file__).parent
TUNED, HELD_OUT = FOLDER / "queries.yml", FOLDER / "held-out.yml"


class Query(NamedTuple):
    """What somebody types, the class it belongs to, and the addresses of which any must come first."""

    text: str
    kind: str
    want: frozenset[str]


def queries(file: Path) -> list[Query]:
    """The queries of ``file`` in their order."""
    return list(_read(file))


def _read(file: Path) -> Iterator[Query]:
    for kind, entries in yaml.safe_load(file.read_text("utf-8")).items():
        for entry in entries:
            yield Query(str(entry["q"]), kind, frozenset(map(_address, entry["want"])))


def _address(want: str) -> str:
    return want if "/" in want else f"questions/{want}/"
