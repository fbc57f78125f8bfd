"""Files of a search built from rows, laid over a copy of the site's scripts, so that a browser can ask them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hooks.build.guide import Guide
from hooks.search import Row, files
from hooks.search.files import MOST_IN_ONE
from hooks.search.rows import rows

__all__ = ["MOST_IN_ONE", "ROOT", "guide", "lay", "real_rows"]

ROOT = Path(__file__).parents[2]


@cache
def guide() -> Guide:
    """The guide of this very tree."""
    return Guide(ROOT)


@cache
def real_rows() -> tuple[Row, ...]:
    """What its search finds."""
    return rows(guide().view, guide().written)


def lay(folder: Path, rows: Sequence[Row], *, most_in_one: int) -> Path:
    """A folder to serve with the engine and the files of ``rows``, in one piece or, if there are more, in many."""
    shutil.copytree(ROOT / "docs" / "assets" / "scripts" / "search", folder / "assets" / "scripts" / "search")
    shutil.copytree(ROOT / "docs" / "assets" / "vendor", folder / "assets" / "vendor")
    view = guide().view
    for name, text in files(rows, topics=view.topics, companies=view.companies, most_in_one=most_in_one).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    settings = '<script id="__config" type="application/json">{"search": "assets/scripts/search/worker.js"}</script>'
    for name in ("index.html", "404.html"):
        (folder / name).write_text(f"<!doctype html>{settings}", "utf-8")
    return folder
