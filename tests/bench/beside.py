"""What the test queries find with ours, with the theme's own search and with Pagefind, in one run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import plain
from tests.bench.engines import ENGINES, OURS, Engine, lay_built
from tests.bench.measure import build
from tests.search.made import MOST_IN_ONE, ROOT, lay, real_rows
from tests.search.queries import HELD_OUT, TUNED, Query, queries
from tests.search.scores import Found, score
from tests.site.serving import served

_ASK = "async texts => { const found = []; for (const text of texts) found.push(await ask(text)); return found; }"


def report(browser: Browser, folder: Path) -> Iterator[str]:
    """A line an engine for each folder of queries; only those for questions and topics, which stock MkDocs has too."""
    plain.make(ROOT, folder / "plain", in_nav=False)
    build(folder / "plain")
    stock = lay_built(folder / "plain" / "site")
    ours = lay(folder / "real", real_rows(), most_in_one=MOST_IN_ONE)
    sets = {part.name: [query for query in queries(part) if _is_there(query, stock)] for part in (TUNED, HELD_OUT)}
    asked = {**sets, "all": [query for part in sets.values() for query in part]}
    found = {engine: _found(browser, ours if engine is OURS else stock, engine, asked["all"]) for engine in ENGINES}
    for name, some in asked.items():
        yield f"{name}: {len(some)} queries for questions and topics"
        for engine in ENGINES:
            figures = score([Found(query, found[engine][query]) for query in some])
            success = " ".join(f"{share:>6.1%}" for share in figures.success)
            line = f"MRR {figures.mrr:.3f}, 1st/3/5 {success}, nothing {figures.nothing:.1%}"
            yield f"{'':>11}{engine.name:<15} {line}"


def _found(browser: Browser, site: Path, engine: Engine, asked: list[Query]) -> dict[Query, list[str]]:
    with served(site) as home:
        page = browser.new_page()
        page.goto(home)
        page.evaluate(engine.begin)
        found: list[list[str]] = page.evaluate(_ASK, [query.text for query in asked])
        page.context.close()
    pages = [list(dict.fromkeys(map(_page, addresses))) for addresses in found]
    return dict(zip(asked, pages, strict=True))


def _page(address: str) -> str:
    return address.partition("#")[0].removeprefix("backend-loop/")


def _is_there(query: Query, site: Path) -> bool:
    return any((site / address / "index.html").is_file() for address in query.want if "#" not in address)
