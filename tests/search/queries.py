"""Test queries with relevance labels: ``queries/`` for tuning, the other folders for evaluation only; a file per class.

A query is labeled with the pages of which any may come first: the id of a question, or the URL of another page. No
query is in two folders. Two people wrote those in ``held-out/`` from the list of topics alone and labeled them
afterwards from the prompts; one had seen nothing else, the other hadn't looked at the synonyms. Those in
``kept-apart/`` were written from the topics' names before the lists of ``searched``, and labeled from the titles.
Change a label only if it is wrong in itself, never because of what search finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDER = Path(__file__).parent
TUNED, HELD_OUT, KEPT_APART = FOLDER / "queries", FOLDER / "held-out", FOLDER / "kept-apart"


class Query(NamedTuple):
    """A query. One of ``relevant`` (URLs from the site's root) must come first."""

    text: str
    kind: str
    relevant: frozenset[str]


def read_queries(folder: Path) -> list[Query]:
    """The queries of ``folder``, class by class."""
    return [query for file in sorted(folder.glob("*.yml")) for query in _read(file)]


def _read(file: Path) -> Iterator[Query]:
    for entry in yaml.safe_load(file.read_text("utf-8")):
        yield Query(str(entry["q"]), file.stem.replace("-", " "), frozenset(map(_url, entry["want"])))


def _url(want: str) -> str:
    return want if "/" in want else f"questions/{want}/"
