"""Data is text. Whatever it says, it comes out as text or as a finding, and nothing of it runs.

Rules refuse most of these texts before a page is made. Here the site is made all the same, as ``mkdocs serve`` makes
it while somebody writes, so that it is the rendering that must hold.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from hooks.check.check import Checked, check
from hooks.load.fields import leaves
from hooks.load.layout import place_of
from hooks.model.base import Markup
from tests.hostile_data.library import short_text
from tests.hostile_data.payloads import DRAWINGS, HARMLESS, NAMES, PAYLOADS, Payload
from tests.site.building import build, small, written_pages
from tests.site.html_tree import Element, Pages, parse

KINDS = ("topics/t-{}/", "questions/q-{}/", "questions/id-{}/", "companies/c-{}/", "plan/p-{}/")
"""Pages of a payload. The third is a redirect from a former question id."""
OWN_FILES = ("topics/t-{0}", "questions/t-{0}/q-{0}/question", "companies/c-{0}", "plans/p-{0}")
LISTS = ("checklists", "questions-to-ask", "rubric", "skills")
ENTRIES = ("faq", "glossary", "mistakes", "red-flags")
SHARED = {
    "funnel": "loop/",
    **{f"guide/{name}": f"guide/{name}/" for name in LISTS},
    **{f"guide/{name}/e-{{}}": f"guide/{name}/" for name in ENTRIES},
}
"""Files whose page shows other files, too. The last ones have a file per payload."""
NOT_SHOWN = {("aka", 0), ("exhibit", "language")}
each_payload = pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)


@pytest.fixture(scope="session")
def hostile_pages(hostile: Path) -> Pages:
    addresses = sorted(written_pages(hostile / "site") - {"404.html"})
    return {address: parse((hostile / "site" / address / "index.html").read_text("utf-8")) for address in addresses}


@pytest.fixture(scope="session")
def hostile_data(hostile: Path) -> Checked:
    return check(hostile)


def test_build_runs_nothing_from_the_data(hostile: Path, misnamed: Path) -> None:
    for project in (hostile, misnamed):
        assert [path for path in project.rglob("*") if path.name == "hacked"] == []


def skeleton(page: Element, without: frozenset[str] = frozenset()) -> Counter[tuple[str, ...]]:
    """Elements with the names of their attributes and their classes; without syntax highlighting."""
    highlighted = {id(span) for pre in page.all("pre") for span in pre.all("span")}
    return Counter(
        (element.tag, *sorted(element.attributes), element.attributes.get("class", ""))
        for element in page
        if element.tag not in without and id(element) not in highlighted
    )


@each_payload
def test_payload_adds_no_element_or_attribute(hostile_pages: Pages, payload: Payload) -> None:
    for kind in KINDS:
        expected = skeleton(hostile_pages[kind.format(HARMLESS.name)], payload.marks)
        assert skeleton(hostile_pages[kind.format(payload.name)], payload.marks) == expected, kind


def test_only_code_is_highlighted(hostile_pages: Pages) -> None:
    for address, page in hostile_pages.items():
        for element in (element for pre in page.all("pre") for element in pre if element is not pre):
            assert element.tag in {"code", "span"}, address
            assert element.attributes.keys() <= {"class"}, address


def test_no_attribute_runs_code_or_has_an_unsafe_url(hostile_pages: Pages) -> None:
    for address, page in hostile_pages.items():
        for element in page:
            assert not [name for name in element.attributes if name.startswith("on") or name == "style"], address
            for name in ("href", "src", "action"):
                parts = urlsplit(element.attributes.get(name, ""))
                assert parts.scheme in {"", "http", "https"}, (address, element)
                assert not parts.netloc.endswith("evil.example"), (address, element)


@each_payload
def test_payload_is_shown_verbatim_in_every_field(
    hostile_pages: Pages, hostile_data: Checked, payload: Payload
) -> None:
    for kind, file in zip((kind for kind in KINDS if "id-" not in kind), OWN_FILES, strict=True):
        shown = hostile_pages[kind.format(payload.name)].one("article").text
        path = PurePosixPath("data", f"{file.format(payload.name)}.yml")
        assert shown.count(payload.shown) >= fields(hostile_data, path, payload), path


def fields(data: Checked, path: PurePosixPath, payload: Payload) -> int:
    """Number of texts in the file that are the payload and are shown on pages."""
    shape = data.project.yaml_files[path]
    texts = [leaf for leaf in leaves(shape.model, shape.document.value) if Markup.INLINE in leaf.annotations]
    found = [leaf.loc for leaf in texts if leaf.text == payload.text]
    shown = [loc for loc in found if loc[:2] not in NOT_SHOWN]
    assert len(shown) > 2
    return len(shown)


@each_payload
def test_payload_is_shown_verbatim_in_shared_files(
    hostile_pages: Pages, hostile_data: Checked, payload: Payload
) -> None:
    for file, address in SHARED.items():
        shown = hostile_pages[address].one("article").text
        shape = hostile_data.project.yaml_files[PurePosixPath("data", f"{file.format(payload.name)}.yml")]
        texts = [leaf.text for leaf in leaves(shape.model, shape.document.value) if Markup.INLINE in leaf.annotations]
        assert shown.count(payload.shown) >= texts.count(payload.text) > 0, file


@each_payload
def test_payload_is_shown_verbatim_in_code_programs_records_and_diagrams(
    hostile_pages: Pages, payload: Payload
) -> None:
    page = hostile_pages[f"questions/q-{payload.name}/"]
    printed, program, _command = page.by_class("demo")[0].all("pre")
    wanted = " ".join(payload.text.translate({2: None, 3: None}).split())
    assert program.text == f"-- {wanted} SELECT '{wanted}';"
    assert printed.text == wanted
    fenced = [pre.text for pre in page.by_id("full-answer").all("pre")]
    assert wanted in fenced
    drawn = page.by_class("diagram")[0]
    assert [drawn.one(name).text for name in ("title", "desc", "text")] == [wanted] * 3


@pytest.mark.parametrize("place", range(len(DRAWINGS)))
def test_unsafe_diagram_is_not_shown(hostile_pages: Pages, place: int) -> None:
    page = hostile_pages[f"questions/drawn-{place}/"]
    assert not page.by_class("diagram")
    assert page.by_id("full-answer").one("pre").text == "flowchart TD A[fence] --> B"


def test_diagram_has_no_inline_style(hostile_pages: Pages) -> None:
    (drawn,) = hostile_pages[f"questions/drawn-{len(DRAWINGS)}/"].by_class("diagram")
    assert not drawn.all("style")
    assert drawn.one("rect").attributes == {"width": "9", "height": "9"}


@each_payload
def test_payload_is_shown_verbatim_in_titles(hostile_pages: Pages, payload: Payload) -> None:
    page = hostile_pages[f"questions/q-{payload.name}/"]
    assert page.one("head").one("title").text.translate({2: None, 3: None}) in {
        f"{payload.shown} · Backend Loop",
        f"{short_text(payload)} · Backend Loop",
    }
    topic = hostile_pages[f"topics/t-{payload.name}/"]
    assert topic.one("head").one("title").text.translate({2: None, 3: None}) == f"{payload.shown} · Backend Loop"
    entries = [entry.text for entry in topic.by_class("md-nav__link") if entry.attributes.get("href") == "./"]
    assert payload.shown in entries


@pytest.mark.parametrize(
    "payload", [payload for payload in PAYLOADS if payload.rules], ids=lambda payload: payload.name
)
def test_check_rejects_payloads_that_are_markup(hostile_data: Checked, payload: Payload) -> None:
    rules: dict[PurePosixPath, set[str]] = {}
    for finding in hostile_data.findings:
        rules.setdefault(finding.path, set()).add(finding.rule)
    files = [f"{file.format(payload.name)}.yml" for file in OWN_FILES]
    for file in (*files, f"questions/t-{payload.name}/q-{payload.name}/answer.md"):
        path = PurePosixPath("data", file)
        assert place_of(path)
        assert payload.rules <= rules[path], path


def test_production_build_fails_before_writing(hostile: Path, tmp_path: Path) -> None:
    project = small(tmp_path / "project")
    shutil.copytree(hostile / "data/topics", project / "data/topics", dirs_exist_ok=True)
    done = build(project)
    assert done.returncode != 0
    assert "data/topics/t-script.yml:2:11: R005 raw HTML: `<script>`" in done.stdout
    assert not list(project.glob("site/**/*.html"))


def test_invalid_file_names_are_reported_and_make_no_page(misnamed: Path, small_project: Path) -> None:
    assert written_pages(misnamed / "site") == written_pages(small_project / "site")
    for address in ("", "topics/caching/", "questions/stale-read/", "companies/acme/", "plan/one-day/"):
        page, valid = (
            parse((built / "site" / address / "index.html").read_text("utf-8")) for built in (misnamed, small_project)
        )
        (findings,) = page.by_class("findings")
        assert all(f"data/topics/{name}.yml:1:1: F007" in "".join(findings.texts()) for name in NAMES)
        added = skeleton(page) - skeleton(valid)
        assert sorted(tag for tag, *_ in added.elements()) == ["aside", "div", "pre", "strong"]
