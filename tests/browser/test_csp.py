"""The content security policy: every page has it, no foreign script runs, and instant navigation works with it."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.browser.visit import Visit, visit
from tests.site.building import PREFIX, SITE_URL

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INJECT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.hacked = 1";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 1' style='color: red'>");
}"""


def test_every_page_has_its_csp_first(site: Path) -> None:
    policies = set()
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        policy = POLICY.search(text)
        assert policy, page
        policies.add(policy[1])
        assert not re.search(r"<(script|link|style|img)\b", text[: policy.start()]), page
    assert len(policies) <= 2, "redirects have no script, all other pages have the same"
    assert "unsafe" not in str(policies)


def test_injected_scripts_do_not_run(browser: Browser, home: str) -> None:
    with visit(browser, home) as tab:
        tab.open("questions/lost-update/")
        tab.page.evaluate(INJECT)
        tab.page.wait_for_load_state("networkidle")
        assert tab.page.evaluate("window.hacked ?? null") is None
        assert any("Content Security Policy" in complaint for complaint in tab.complaints)


def test_instant_navigation_works_with_the_csp(browser: Browser, site: Path) -> None:
    with visit(browser, SITE_URL) as tab:
        tab.page.context.route("**/*", lambda route: _answer(route, site))
        tab.open("questions/lost-update/")
        tab.page.evaluate("window.kept = true")
        tab.page.locator("nav a[href*='write-skew']").first.click()
        tab.page.wait_for_url("**/questions/write-skew/")
        expect(tab.page.locator("h1")).to_contain_text("Write skew")  # the address changes before the page
        tab.page.get_by_role("button", name="Expand all").click()
        assert tab.page.locator("details.answer:not([open])").count() == 0
        tab.page.locator(".demo").first.get_by_text("Source").click()
        expect(tab.page.locator(".demo .md-code__button").first).to_be_visible()
        _through_the_list(tab)
        assert tab.page.evaluate("window.kept")
        assert tab.complaints == []


def _through_the_list(tab: Visit) -> None:
    tab.page.locator(".md-tabs a", has_text="Questions").click()
    tab.page.wait_for_url("**/questions/")
    tab.page.locator("question-filters").get_by_label("Level").select_option("staff")
    expect(tab.page.locator(".filters__count")).to_contain_text("question")
    tab.page.locator(".row:visible > a").first.click()
    expect(tab.page.get_by_role("button", name="Expand all")).to_be_visible()


def _answer(route: Route, site: Path) -> None:
    """The built site as if its real address led here."""
    path = site / route.request.url.partition(PREFIX)[2].partition("?")[0].partition("#")[0]
    file = path / "index.html" if path.is_dir() else path
    if not file.is_file():
        route.fulfill(status=404)
        return
    kind = (
        "text/javascript" if file.suffix == ".mjs" else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    )
    route.fulfill(body=file.read_bytes(), content_type=kind)
