"""Three engines behind one question: ours, the theme's own, and Pagefind, each in a folder that is served."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from html import escape
from importlib.metadata import files
from pathlib import Path
from typing import NamedTuple

Pages = Iterable[tuple[str, str, str]]
"""Address, title and text of each."""

_WORKERS = Path("assets", "javascripts", "workers")
_OURS = """async () => {
  const worker = new Worker("assets/scripts/search/worker.js");
  const answer = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  window.ask = async text => {
    const { data } = await answer({ type: 2, data: text, limit: 10 });
    return data.items.map(([first]) => first.location);
  };
}"""
_MATERIAL = """async () => {
  const { config, docs } = await (await fetch("search/search_index.json")).json();
  const worker = new Worker("assets/javascripts/workers/search.js");
  const answer = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await answer({ type: 0, data: { config, docs, options: { suggest: false } } });
  window.ask = async text => {
    const { data } = await answer({ type: 2, data: text });
    return data.items.slice(0, 20).map(([first]) => first.location);
  };
}"""
_PAGEFIND = """async () => {
  const engine = await import(new URL("pagefind/pagefind.js", location.href));
  await engine.options({ basePath: new URL("pagefind/", location.href).pathname, baseUrl: "/" });
  window.ask = async text => {
    const { results } = await engine.search(text);
    const found = await Promise.all(results.slice(0, 10).map(result => result.data()));
    return found.map(({ raw_url, url }) => (raw_url ?? url).replace(/^\\//, "").replace(/index\\.html$/, ""));
  };
}"""


class Engine(NamedTuple):
    """``begin`` is a script after which ``ask(text)`` gives addresses; ``seen`` is what every page view fetches."""

    name: str
    begin: str
    seen: Callable[[str], bool]


OURS = Engine("ours", _OURS, lambda name: name.endswith("lazy.js"))
MATERIAL = Engine("Material's own", _MATERIAL, lambda name: name.endswith(("search_index.json", "search.js")))
PAGEFIND = Engine("Pagefind", _PAGEFIND, lambda _: False)
ENGINES = (OURS, MATERIAL, PAGEFIND)


def lay_stock(folder: Path, pages: Pages) -> Path:
    """What the theme's own search and Pagefind read: an index of all pages, and these as HTML."""
    docs = []
    for address, title, text in pages:
        file = folder / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f'<!doctype html><html lang="en"><title>{escape(title)}</title>'
        file.write_text(f"{head}<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>", "utf-8")
        docs.append({"location": address, "title": escape(title), "text": f"<p>{escape(text)}</p>"})
    config = {
        "lang": ["en"],
        "separator": "[\\s\\-]+",
        "pipeline": ["stemmer", "stopWordFilter", "trimmer"],
        "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
    }
    index = folder / "search" / "search_index.json"
    index.parent.mkdir(exist_ok=True)
    index.write_text(json.dumps({"config": config, "docs": docs}, separators=(",", ":")), "utf-8")
    (folder / "404.html").write_text("<!doctype html>", "utf-8")
    (folder / _WORKERS).mkdir(parents=True)
    shutil.copy(_own_worker(), folder / _WORKERS / "search.js")
    return with_pagefind(folder)


def _own_worker() -> Path:
    """The theme's, wherever it is installed."""
    parts = files("mkdocs-material") or []
    return next(Path(str(part.locate())) for part in parts if part.match("workers/search.*.min.js"))


def lay_built(site: Path) -> Path:
    """The same beside a site that stock MkDocs has built; its index is the theme's own."""
    shutil.copy(_own_worker(), site / _WORKERS / "search.js")
    return with_pagefind(site)


def with_pagefind(site: Path) -> Path:
    """``site`` with the index that Pagefind makes of its pages."""
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site), "--silent"], check=True, timeout=600)
    return site
