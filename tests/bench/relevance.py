"""Compares relevance on the test queries: our search, Material's own, and Pagefind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from hooks.search.index_files import SPLIT_THRESHOLD
from tests.bench import plain_mkdocs
from tests.bench.engines import ENGINES, OURS, Engine, add_engines
from tests.bench.measure import build
from tests.search.index_site import ROOT, real_rows, write_index_site
from tests.search.metrics import Result, evaluate
from tests.search.queries import HELD_OUT, TUNED, Query, read_queries
from tests.site.serving import served

_RUN_QUERIES = """async texts => {
  const results = [];
  for (const text of texts) results.push(await runQuery(text));
  return results;
}"""


def report(browser: Browser, folder: Path) -> Iterator[str]:
    """A line per engine and set of queries. Uses only queries for pages that plain MkDocs has, too."""
    plain_mkdocs.write_project(ROOT, folder / "plain", in_nav=False)
    build(folder / "plain")
    plain = add_engines(folder / "plain" / "site")
    ours = write_index_site(folder / "real", real_rows(), split_threshold=SPLIT_THRESHOLD)
    sets = {
        part.name: [query for query in read_queries(part) if _has_target(query, plain)] for part in (TUNED, HELD_OUT)
    }
    queries = {**sets, "all": [query for part in sets.values() for query in part]}
    urls = {engine: _urls(browser, ours if engine is OURS else plain, engine, queries["all"]) for engine in ENGINES}
    for name, group in queries.items():
        yield f"{name}: {len(group)} queries for questions and topics"
        for engine in ENGINES:
            metrics = evaluate([Result(query, urls[engine][query]) for query in group])
            success = " ".join(f"{share:>6.1%}" for share in metrics.success)
            line = f"MRR {metrics.mrr:.3f}, 1st/3/5 {success}, nothing {metrics.no_results:.1%}"
            yield f"{'':>11}{engine.name:<15} {line}"


def _urls(browser: Browser, site: Path, engine: Engine, queries: list[Query]) -> dict[Query, list[str]]:
    with served(site) as home:
        page = browser.new_page()
        page.goto(home)
        page.evaluate(engine.setup)
        results: list[list[str]] = page.evaluate(_RUN_QUERIES, [query.text for query in queries])
        page.context.close()
    pages = [list(dict.fromkeys(map(_page_url, urls))) for urls in results]
    return dict(zip(queries, pages, strict=True))


def _page_url(url: str) -> str:
    return url.partition("#")[0].removeprefix("backend-loop/")


def _has_target(query: Query, site: Path) -> bool:
    return any((site / url / "index.html").is_file() for url in query.relevant if "#" not in url)
