"""The search asked in a real browser, through the worker that its pages use."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

ASK = """async texts => {
  const { search } = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(search);
  const answer = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await answer({ type: 0 });
  const found = [];
  for (const text of texts) {
    const start = performance.now();
    const { data } = await answer({ type: 2, data: text });
    if (data.failed) throw new Error(data.failed);
    const addresses = data.items.map(([first]) => first.location);
    found.push({ addresses, total: data.total, milliseconds: performance.now() - start });
  }
  worker.terminate();
  return found;
}"""


def ask(page: Page, texts: Sequence[str]) -> list[list[str]]:
    """What is found for each of ``texts``, best first: addresses from the site's root, without fragments that open."""
    found = page.evaluate(ASK, list(texts))
    return [[address.removesuffix("#answer") for address in result["addresses"]] for result in found]
