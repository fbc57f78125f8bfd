"""Hostile files are plain text on the built pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.hostile.building import INERT, all_pages, pages_of
from tests.hostile.corpus import hostile_names
from tests.site.building import written_pages
from tests.site.html_tree import Element, parse

FORBIDDEN = {"base", "embed", "frame", "iframe", "marquee", "math", "object", "style", "textarea"}


@pytest.fixture(scope="module")
def shown(hostile_files: Path) -> list[tuple[str, Element]]:
    written = written_pages(hostile_files / "site")
    return [
        (a, parse((hostile_files / "site" / a / "index.html").read_text("utf-8")))
        for a in all_pages(hostile_names())
        if a in written
    ]


def all_elements(shown: list[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    return ((address, element) for address, page in shown for element in page)


def test_build_runs_no_hostile_code(hostile_files: Path) -> None:
    assert list(hostile_files.rglob("hacked")) == []


@pytest.mark.parametrize("name", [name for name in INERT if pages_of(name)])
def test_inert_file_has_its_page(hostile_files: Path, name: str) -> None:
    assert set(pages_of(name)) <= written_pages(hostile_files / "site")


def test_hostile_files_add_no_elements(shown: list[tuple[str, Element]]) -> None:
    assert len(shown) > 200
    assert [(address, element.tag) for address, element in all_elements(shown) if element.tag in FORBIDDEN] == []
    for address, element in all_elements(shown):
        if element.tag == "script" and element.attributes.get("type") == "application/ld+json":
            assert "<" not in element.text, address
        elif element.tag == "script":
            assert not any(word in element.text for word in ("hacked", "evil.example", "{{")), address


def test_hostile_files_add_no_unsafe_attributes(shown: list[tuple[str, Element]]) -> None:
    for address, element in all_elements(shown):
        assert not [name for name in element.attributes if name.startswith("on") or name in ("style", "srcdoc")], (
            address
        )
        for name in ("href", "src", "action", "xlink:href"):
            parts = urlsplit(element.attributes.get(name, ""))
            assert parts.scheme in {"", "http", "https"}, (address, element)
            assert element.tag == "a" or "evil.example" not in parts.netloc, (address, element)


def test_template_syntax_is_shown_as_text(shown: list[tuple[str, Element]]) -> None:
    pages = dict(shown)
    assert "os.popen('touch hacked').read() }}" in pages["questions/a-jinja-that-runs/"].one("article").text
    assert "{{ 7*7 }} {% include 'mkdocs.yml' %}" in pages["questions/jinja-in-every-text/"].one("article").text


def test_ids_are_unique(shown: list[tuple[str, Element]]) -> None:
    for address, page in shown:
        found = [element.attributes["id"] for element in page if "id" in element.attributes]
        assert [identifier for identifier in set(found) if found.count(identifier) > 1] == [], address
