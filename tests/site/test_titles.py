"""Questions are named by their title everywhere; a slug only appears in URLs, paths and commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hooks.exports import feed, question_index
from hooks.load.project import Project
from hooks.prose import html
from tests.site.html_tree import Element, Pages, parse
from tests.site.test_pages import visible_texts

SLUG = re.compile(r"(?<![\w/.#-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-]|\.\w)")
"""A hyphenated slug outside URLs, paths and file names. One-word slugs look like prose and are not checked."""
QUESTION_URL = re.compile(r"(?:\.\./)+(?:questions/)?([a-z0-9-]+)/(?:#answer)?")
TEMPLATE_LINKS = ("row", "card__title", "links", "angles", "see", "neighbors", "more", "topic-nav")
"""Classes of the elements in which templates, not answers, link questions."""
PREFIX = re.compile(r"^(?:Previous|Next|Full answer:) ")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def titles(data: Project) -> dict[str, str]:
    """Plain titles by slug."""
    return {slug: html.plain(question.title) for slug, question in data.library.questions.items()}


def visible_slugs(page: Element, titles: dict[str, str]) -> list[str]:
    return [text for text in visible_texts(page) for word in SLUG.findall(text) if word in titles]


def question_links(page: Element, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The linked question's title and the link text, for every link written by a template."""
    for name in TEMPLATE_LINKS:
        for container in page.by_class(name):
            for link in container.all("a"):
                match = QUESTION_URL.fullmatch(link.attributes.get("href", ""))
                if match and match[1] in titles:
                    yield titles[match[1]], link.text


def test_no_slug_is_visible(pages: Pages, titles: dict[str, str]) -> None:
    assert {url: found for url, page in pages.items() if (found := visible_slugs(page, titles))} == {}


@pytest.mark.parametrize(
    "markup",
    ["<h2>lost-update</h2>", "<p>Short answer to lost-update.</p>", '<a aria-label="write lost-update" href="x">x</a>'],
)
def test_visible_slugs_are_detected(markup: str, titles: dict[str, str]) -> None:
    assert visible_slugs(parse(f"<main>{markup}</main>"), titles)


@pytest.mark.parametrize(
    "markup",
    [
        "<code>guide demo lost-update</code>",
        "<p>in /questions/lost-update/</p>",
        "<p>lost-update.sql</p>",
        '<a href="../lost-update/">x</a>',
    ],
)
def test_slugs_in_urls_paths_and_commands_are_allowed(markup: str, titles: dict[str, str]) -> None:
    assert visible_slugs(parse(f"<main>{markup}</main>"), titles) == []


def test_links_to_questions_show_their_titles(pages: Pages, titles: dict[str, str]) -> None:
    links = [link for page in pages.values() for link in question_links(page, titles)]
    assert len(links) > 1000
    assert {link for link in links if PREFIX.sub("", link[1]) != link[0]} == set()


def test_question_page_is_named_by_its_title_and_quotes_the_prompt(
    pages: Pages, titles: dict[str, str], data: Project
) -> None:
    for slug, title in titles.items():
        page = pages[f"questions/{slug}/"]
        assert page.one("h1").text.removesuffix("#") == title
        assert page.one("head").one("title").text == f"{title} · Backend Loop"
        (prompt,) = page.by_class("prompt")
        assert (prompt.tag, prompt.text) == ("blockquote", html.plain(data.library.questions[slug].prompt))
        (current,) = page.by_class("md-nav__link--active")
        assert current.text == title
        (social,) = (meta for meta in page.all("meta") if meta.attributes.get("property") == "og:title")
        assert social.attributes["content"] == title


def test_api_feed_search_and_linked_data_have_the_titles(pages: Pages, site: Path, titles: dict[str, str]) -> None:
    index = json.loads((site / question_index.PATH).read_text("utf-8"))["questions"]
    assert {entry["id"]: entry["title"] for entry in index} == titles
    entries = ElementTree.parse(site / feed.PATH).getroot().findall(f"{ATOM}entry")  # noqa: S314 - our own file
    assert {entry.findtext(f"{ATOM}title") for entry in entries} <= set(titles.values())
    rows = json.loads((site / "search/index.json").read_text("utf-8"))["rows"]
    found = dict(zip(rows["address"], rows["title"], strict=True))
    assert {slug: found.get(f"questions/{slug}/#answer") or found[f"questions/{slug}/"] for slug in titles} == titles
    for slug, title in titles.items():
        scripts = pages[f"questions/{slug}/"].all("script")
        (script,) = (one for one in scripts if one.attributes.get("type") == "application/ld+json")
        resource, breadcrumbs = json.loads("".join(script.texts()))["@graph"]
        assert resource["name"] == breadcrumbs["itemListElement"][-1]["name"] == title
