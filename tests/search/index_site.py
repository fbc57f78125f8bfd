"""A minimal site with a search index built from given rows, for queries in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hooks.build.guide import Guide
from hooks.search import Row, index_files, search_rows

ROOT = Path(__file__).parents[2]


@cache
def guide() -> Guide:
    """This project's guide."""
    return Guide(ROOT)


@cache
def real_rows() -> tuple[Row, ...]:
    """This project's search rows."""
    return search_rows(guide().view, guide().handwritten_pages)


def write_index_site(folder: Path, rows: Sequence[Row], *, split_threshold: int) -> Path:
    """Write the engine and the index of ``rows`` into ``folder``, and return it."""
    shutil.copytree(ROOT / "docs" / "assets" / "scripts" / "search", folder / "assets" / "scripts" / "search")
    shutil.copytree(ROOT / "docs" / "assets" / "vendor", folder / "assets" / "vendor")
    view = guide().view
    index = index_files(rows, topics=view.topics, companies=view.companies, split_threshold=split_threshold)
    for name, text in index.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    config = '<script id="__config" type="application/json">{"search": "assets/scripts/search/worker.js"}</script>'
    for name in ("index.html", "404.html"):
        (folder / name).write_text(f"<!doctype html>{config}", "utf-8")
    return folder
