"""axe-core on a page of a real browser."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from hooks.node.npm import find_node, install
from tests.site.building import ROOT

WEB = ROOT / "tools" / "web"
_RUN = """async ({ within, rules }) => {
  const { violations } = await axe.run(within, { resultTypes: ["violations"], rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@cache
def _axe() -> str:
    install(WEB, find_node())
    return (WEB / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def faults(page: Page, *, contrast: bool = True, within: str = ":root") -> list[str]:
    """Every rule of axe-core that the page breaks, with the element and why; contrast takes most of the time."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(_RUN, {"within": within, "rules": {"color-contrast": {"enabled": contrast}}})
    return found
