"""Runs queries in a real browser, through the search worker that pages use."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

RUN_QUERIES = """async texts => {
  const { search } = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(search);
  const send = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await send({ type: 0 });
  const results = [];
  for (const text of texts) {
    const start = performance.now();
    const { data } = await send({ type: 2, data: text });
    if (data.failed) throw new Error(data.failed);
    const urls = data.items.map(([first]) => first.location);
    results.push({ urls, total: data.total, milliseconds: performance.now() - start });
  }
  worker.terminate();
  return results;
}"""


def run_queries(page: Page, texts: Sequence[str]) -> list[list[str]]:
    """The results of each query, best first: URLs from the site's root, without ``#answer``."""
    results = page.evaluate(RUN_QUERIES, list(texts))
    return [[url.removesuffix("#answer") for url in result["urls"]] for result in results]
