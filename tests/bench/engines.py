"""Three search engines behind the same interface: ours, Material's own, and Pagefind."""

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
"""URL, title and text of each page."""

_WORKERS = Path("assets", "javascripts", "workers")
_OURS = """async () => {
  const worker = new Worker("assets/scripts/search/worker.js");
  const send = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  window.runQuery = async text => {
    const { data } = await send({ type: 2, data: text, limit: 10 });
    return data.items.map(([first]) => first.location);
  };
}"""
_MATERIAL = """async () => {
  const { config, docs } = await (await fetch("search/search_index.json")).json();
  const worker = new Worker("assets/javascripts/workers/search.js");
  const send = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await send({ type: 0, data: { config, docs, options: { suggest: false } } });
  window.runQuery = async text => {
    const { data } = await send({ type: 2, data: text });
    return data.items.slice(0, 20).map(([first]) => first.location);
  };
}"""
_PAGEFIND = """async () => {
  const engine = await import(new URL("pagefind/pagefind.js", location.href));
  await engine.options({ basePath: new URL("pagefind/", location.href).pathname, baseUrl: "/" });
  window.runQuery = async text => {
    const { results } = await engine.search(text);
    const top = await Promise.all(results.slice(0, 10).map(result => result.data()));
    return top.map(({ raw_url, url }) => (raw_url ?? url).replace(/^\\//, "").replace(/index\\.html$/, ""));
  };
}"""


class Engine(NamedTuple):
    """``setup`` is a script that defines ``runQuery(text)``; ``eager`` tells which files every page view fetches."""

    name: str
    setup: str
    eager: Callable[[str], bool]


OURS = Engine("ours", _OURS, lambda name: name.endswith("lazy-load.js"))
MATERIAL = Engine("Material's own", _MATERIAL, lambda name: name.endswith(("search_index.json", "search.js")))
PAGEFIND = Engine("Pagefind", _PAGEFIND, lambda _: False)
ENGINES = (OURS, MATERIAL, PAGEFIND)


def write_site(folder: Path, pages: Pages) -> Path:
    """Write a site of ``pages`` with Material's search index, its worker, and Pagefind's index; returns ``folder``."""
    docs = []
    for url, title, text in pages:
        file = folder / url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f'<!doctype html><html lang="en"><title>{escape(title)}</title>'
        file.write_text(f"{head}<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>", "utf-8")
        docs.append({"location": url, "title": escape(title), "text": f"<p>{escape(text)}</p>"})
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
    return add_engines(folder)


def add_engines(site: Path) -> Path:
    """Add Material's worker under a fixed name, and Pagefind's index, to a site that has Material's index."""
    shutil.copy(_material_worker(), site / _WORKERS / "search.js")
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site), "--silent"], check=True, timeout=600)
    return site


def _material_worker() -> Path:
    """The search worker in the installed theme."""
    package_files = files("mkdocs-material") or []
    return next(Path(str(file.locate())) for file in package_files if file.match("workers/search.*.min.js"))
