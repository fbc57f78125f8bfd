"""Links and resources of pages, and redirects of old URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from hooks.load.project import Project
from tests.site.building import PREFIX, REPO_URL, SITE_URL, Once, built, replace, small, written_pages
from tests.site.html_tree import Element, Pages, parse

LINKING = ("href", "src", "srcset", "poster", "action", "data", "formaction", "xlink:href")
LOADING = {"script", "img", "source", "video", "audio", "iframe", "object", "embed", "use", "image", "track", "input"}
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
EDIT = f"{REPO_URL}/edit/main/"
URL_IN_CSS = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)|@import\s+['"]([^'"]+)['"]""")


def targets(page: Element) -> Iterator[str]:
    """Every URL a page links to or loads."""
    for element in page:
        yield from (element.attributes[name] for name in LINKING if name in element.attributes)
        yield from in_css(element.attributes.get("style", ""))
        if element.tag == "style":
            yield from in_css(element.text)


def loaded(page: Element) -> Iterator[str]:
    """Every URL a browser fetches on its own."""
    for element in page:
        is_link = element.tag == "link" and LOADED_LINKS.intersection(element.attributes.get("rel", "").split())
        if element.tag in LOADING or is_link:
            yield from (element.attributes[name] for name in LINKING if name in element.attributes)


def in_css(text: str) -> Iterator[str]:
    return (first or second for first, second in URL_IN_CSS.findall(text))


def is_outside(target: str) -> bool:
    """Whether the target is on another site. Fragments and ``data:`` URLs aren't."""
    return bool(urlsplit(target).netloc) or urlsplit(target).scheme in {"http", "https", "mailto"}


def dead(site: Path, pages: Pages, base: str, target: str) -> bool:
    """Whether ``target``, linked from the file at ``base``, doesn't exist in the site."""
    parts = urlsplit(urljoin(f"{SITE_URL}{base}", target))
    if not parts.path.startswith(PREFIX):
        return True
    address = unquote(parts.path.removeprefix(PREFIX))
    if address in pages:
        fragment = unquote(parts.fragment)
        return bool(fragment) and fragment not in pages[address].ids
    return not (site / address).is_file()


def test_no_link_or_fragment_is_dead(site: Path, pages: Pages) -> None:
    found = {
        (address, target)
        for address, page in pages.items()
        for target in targets(page)
        if not is_outside(target) and dead(site, pages, address, target)
    }
    assert found == set()


def test_style_sheets_and_scripts_refer_to_existing_files(site: Path, pages: Pages) -> None:
    sheets = {sheet.relative_to(site).as_posix(): sheet.read_text("utf-8") for sheet in site.rglob("*.css")}
    found = {(name, target) for name, text in sheets.items() for target in in_css(text) if not embedded(target)}
    assert sheets
    assert {(name, target) for name, target in found if is_outside(target) or dead(site, pages, name, target)} == set()


def embedded(target: str) -> bool:
    return target.startswith(("data:", "#"))


def test_nothing_is_loaded_from_other_origins(pages: Pages) -> None:
    found = {(address, target) for address, page in pages.items() for target in loaded(page)}
    assert {address for address, _ in found} == set(pages)
    assert {(address, target) for address, target in found if is_outside(target)} == set()


def test_external_links_are_absolute_and_use_https(pages: Pages) -> None:
    links = {a.attributes.get("href", "") for page in pages.values() for a in page.all("a")}
    assert {link for link in links if is_outside(link) and urlsplit(link).scheme not in {"https", "mailto"}} == set()


def test_edit_links_point_to_existing_files(project: Path, pages: Pages) -> None:
    links = {a.attributes["href"] for page in pages.values() for a in page.all("a") if "href" in a.attributes}
    files = {link.removeprefix(EDIT) for link in links if link.startswith(EDIT)}
    assert {file.split("/")[1] for file in files} == {"questions", "companies", "plans", "funnel.yml"}
    assert {file for file in files if not (project / file).is_file()} == set()


def test_every_question_links_its_source_files(project: Path, pages: Pages) -> None:
    files = [file for file in project.glob("data/questions/*/*/*") if file.suffix in {".yml", ".md", ".sql", ".py"}]
    assert files
    for file in files:
        page = pages[f"questions/{file.parent.name}/"]
        links = {a.attributes["href"] for a in page.by_class("edit")[0].all("a")}
        assert f"{EDIT}{file.relative_to(project).as_posix()}" in links


def test_404_page_links_work_at_any_depth(site: Path, pages: Pages) -> None:
    page = pages["404.html"]
    assert all(target.startswith((PREFIX, "#")) or is_outside(target) for target in targets(page))
    assert all(not dead(site, pages, "", target) for target in targets(page) if target.startswith(PREFIX))
    ways = {a.attributes["href"].removeprefix(PREFIX) for a in page.one("article").all("a")}
    assert {"questions/", "topics/", "plan/", "."} <= ways
    assert page.one("h1").text == "Page not found"


def test_sitemap_lists_every_content_page_once(site: Path, pages: Pages, data: Project) -> None:
    tree = ET.parse(site / "sitemap.xml")  # noqa: S314 - written by our own build
    listed = sorted(loc.text or "" for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"))
    unanswered = {f"questions/{slug}/" for slug, question in data.library.questions.items() if not question.answer}
    assert unanswered
    assert listed == sorted(f"{SITE_URL}{address}" for address in pages.keys() - unanswered - {"404.html"})


def with_old_ids(folder: Path) -> None:
    project = small(folder)
    question = project / "data/questions/caching/stale-read/question.yml"
    replace(question, "redirect_from: [old-read]\n", "redirect_from: [old-read, read-stale]\n")
    built(project, {"SITE_URL": "", "REPO_URL": ""})


@pytest.fixture(scope="session")
def clone(once: Once) -> Path:
    """A site built without a known URL or repository, where stale-read has former ids."""
    return once("clone", with_old_ids) / "site"


def test_old_question_url_redirects(clone: Path) -> None:
    for old in ("old-read", "read-stale"):
        page = parse((clone / "questions" / old / "index.html").read_text("utf-8"))
        (refresh,) = (meta for meta in page.all("meta") if meta.attributes.get("http-equiv") == "refresh")
        wait, _, target = refresh.attributes["content"].partition("; url=")
        assert (wait, target) == ("0", page.one("a").attributes["href"])
        landed = urlsplit(urljoin(f"{SITE_URL}questions/{old}/", target)).path
        assert landed == f"{PREFIX}questions/stale-read/"


def test_redirects_are_not_listed_as_pages(clone: Path) -> None:
    redirects = {"questions/old-read/", "questions/read-stale/"}
    assert redirects < written_pages(clone)
    listed = (clone / "sitemap.xml").read_text("utf-8")
    assert not any(address in listed for address in redirects)
    index = (clone / "search" / "index.json").read_text("utf-8")
    assert not any(address in index for address in redirects)


def test_without_a_repository_file_paths_are_shown_without_links(clone: Path, small_project: Path) -> None:
    pages = {
        address: parse((small_project / "site" / address / "index.html").read_text("utf-8"))
        for address in written_pages(small_project / "site") - {"404.html"}
    }
    for address, linked in pages.items():
        page = parse((clone / address / "index.html").read_text("utf-8"))
        assert dead_links(clone, pages, address, page) == dead_links(clone, pages, address, linked), address
        assert [edit.text for edit in page.by_class("edit")] == [named(edit) for edit in linked.by_class("edit")]


def dead_links(site: Path, pages: Pages, address: str, page: Element) -> set[str]:
    """The links of a page inside the site that lead nowhere."""
    return {target for target in targets(page) if not is_outside(target) and dead(site, pages, address, target)}


def named(edit: Element) -> str:
    """The text of the edit line when files can't be linked: their paths are added, unless the link is a file name."""
    text = edit.text
    for link in edit.all("a"):
        if link.all("code"):
            continue
        text = text.replace(link.text, f"{link.text} ({link.attributes['href'].removeprefix(EDIT)})")
    return text
