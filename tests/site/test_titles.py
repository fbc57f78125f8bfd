"""Every question is named by its title; its slug is an address and never a name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hooks.exports import feed, questions
from hooks.load.project import Project
from hooks.prose import html
from tests.site.parsed import Element, Pages, parse
from tests.site.test_pages import told

SLUG = re.compile(r"(?<![\w/.#-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-]|\.\w)")
"""A slug that stands alone: next to a slash or a dot it is part of an address or a file name, and one of
one word can't be told from prose."""
ADDRESS = re.compile(r"(?:\.\./)+(?:questions/)?([a-z0-9-]+)/(?:#answer)?")
NAMED_BY_US = ("row", "card__title", "links", "angles", "see", "neighbors", "more", "beside")
"""Classes of the elements in which the templates, and not an answer, name questions."""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def titles(data: Project) -> dict[str, str]:
    return {slug: html.plain(question.title) for slug, question in data.library.questions.items()}


def slugs_shown(page: Element, titles: dict[str, str]) -> list[str]:
    return [text for text in told(page) for word in SLUG.findall(text) if word in titles]


def links_to_questions(page: Element, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Title of the question and text of the link, for each that stands where the templates name questions."""
    for name in NAMED_BY_US:
        for place in page.by_class(name):
            for link in place.all("a"):
                found = ADDRESS.fullmatch(link.attributes.get("href", ""))
                if found and found[1] in titles:
                    yield titles[found[1]], link.text


def test_no_slug_is_shown(pages: Pages, titles: dict[str, str]) -> None:
    assert {address: found for address, page in pages.items() if (found := slugs_shown(page, titles))} == {}


@pytest.mark.parametrize(
    "shown",
    [
        "<h2>lost-update</h2>",
        "<p>Short answer to lost-update.</p>",
        '<a aria-label="answer lost-update" href="x">x</a>',
    ],
)
def test_a_slug_that_is_shown_would_be_found(shown: str, titles: dict[str, str]) -> None:
    assert slugs_shown(parse(f"<main>{shown}</main>"), titles)


@pytest.mark.parametrize(
    "shown",
    [
        "<code>guide demo lost-update</code>",
        "<p>in /questions/lost-update/</p>",
        "<p>lost-update.sql</p>",
        '<a href="../lost-update/">x</a>',
    ],
)
def test_a_slug_in_an_address_or_a_command_is_none(shown: str, titles: dict[str, str]) -> None:
    assert slugs_shown(parse(f"<main>{shown}</main>"), titles) == []


def test_links_to_questions_are_their_titles(pages: Pages, titles: dict[str, str]) -> None:
    links = [pair for page in pages.values() for pair in links_to_questions(page, titles)]
    assert len(links) > 1000
    assert {pair for pair in links if not pair[1].removeprefix("Full answer: ").endswith(pair[0])} == set()


def test_a_page_is_named_by_its_title_and_quotes_the_prompt(
    pages: Pages, titles: dict[str, str], data: Project
) -> None:
    for slug, title in titles.items():
        page = pages[f"questions/{slug}/"]
        assert page.one("h1").text.removesuffix("#") == title
        assert page.one("title").text == f"{title} · Backend Loop"
        (prompt,) = page.by_class("prompt")
        assert (prompt.tag, prompt.text) == ("blockquote", html.plain(data.library.questions[slug].prompt))
        (current,) = (link for link in page.all("a") if link.attributes.get("aria-current") == "page")
        assert current.text == title
        shared = {meta.attributes.get("property"): meta.attributes["content"] for meta in page.all("meta")}
        assert shared.get("og:title", title) == title


def test_programs_that_read_the_site_get_titles(pages: Pages, site: Path, titles: dict[str, str]) -> None:
    listed = json.loads((site / questions.ADDRESS).read_text("utf-8"))["questions"]
    assert {one["id"]: one["title"] for one in listed} == titles
    entries = ElementTree.parse(site / feed.ADDRESS).getroot().findall(f"{ATOM}entry")  # noqa: S314 - our own file
    assert {entry.findtext(f"{ATOM}title") for entry in entries} <= set(titles.values())
    rows = json.loads((site / "search/index.json").read_text("utf-8"))["rows"]
    found = dict(zip(rows["address"], rows["title"], strict=True))
    assert {slug: found.get(f"questions/{slug}/#answer") or found[f"questions/{slug}/"] for slug in titles} == titles
    for slug, title in titles.items():
        (script,) = (
            one
            for one in pages[f"questions/{slug}/"].all("script")
            if one.attributes.get("type") == "application/ld+json"
        )
        resource, trail = json.loads("".join(script.texts()))["@graph"]
        assert resource["name"] == trail["itemListElement"][-1]["name"] == title
