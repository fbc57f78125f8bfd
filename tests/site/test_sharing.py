"""Metadata of pages for sharing, search engines and feeds."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from hooks.exports.social_cards import SIZE, Card, CardRenderer
from hooks.load.project import Project
from tests.site.building import ROOT, SITE_URL
from tests.site.html_tree import Element, Pages

ATOM = "{http://www.w3.org/2005/Atom}"
GENERATED = ("questions/", "topics/", "companies/", "plan/", "loop/")


def meta(page: Element, name: str) -> str:
    found = [
        element
        for element in page.all("meta")
        if name in (element.attributes.get("property"), element.attributes.get("name"))
    ]
    assert len(found) == 1, name
    return found[0].attributes["content"]


def linked(page: Element) -> dict[str, dict[str, Any]]:
    """JSON-LD by ``@type``."""
    scripts = [one for one in page.all("script") if one.attributes.get("type") == "application/ld+json"]
    return {thing["@type"]: thing for script in scripts for thing in json.loads(script.text)["@graph"]}


def test_every_page_has_a_canonical_url_description_and_social_card(pages: Pages, site: Path) -> None:
    shared = {address: page for address, page in pages.items() if not address.endswith(".html")}
    for address, page in shared.items():
        canonical = [one.attributes["href"] for one in page.all("link") if one.attributes.get("rel") == "canonical"]
        assert canonical == [f"{SITE_URL}{address}"]
        assert 40 <= len(meta(page, "description")) <= 200, address
        picture = meta(page, "og:image").removeprefix(SITE_URL)
        with Image.open(site / picture) as image:
            assert image.size == SIZE, address
        assert meta(page, "og:url") == canonical[0]
        assert meta(page, "og:title")
    descriptions = [meta(page, "description") for page in shared.values()]
    assert len(set(descriptions)) == len(descriptions)


def test_generated_page_has_learning_resource_and_breadcrumbs(pages: Pages, data: Project) -> None:
    for address, page in pages.items():
        if not address.startswith(GENERATED) or address in GENERATED[:4]:
            continue
        things = linked(page)
        assert things["LearningResource"]["@id"] == f"{SITE_URL}{address}"
        trail = [step["item"] for step in things["BreadcrumbList"]["itemListElement"]]
        assert trail[0] == SITE_URL
        assert trail[-1] == f"{SITE_URL}{address}"
        assert all(step.removeprefix(SITE_URL) in pages for step in trail)
    question = linked(pages["questions/lost-update/"])["LearningResource"]
    assert question["educationalLevel"] == data.library.questions["lost-update"].level
    assert question["timeRequired"] == "PT8M"
    assert len(question["citation"]) == len(data.library.questions["lost-update"].sources)


def test_feed_has_the_newest_answers_and_existing_urls(pages: Pages, site: Path) -> None:
    feed = ElementTree.fromstring((site / "about" / "changes.xml").read_bytes())  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 50
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == updated[0]
    for entry in entries:
        assert (entry.findtext(f"{ATOM}id") or "").removeprefix(SITE_URL) in pages
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}summary")


@pytest.mark.parametrize("title", ["Caching", "A very long title " * 12, "\N{SNOWMAN} café <b>"])
def test_social_card_is_reproducible_for_any_title(title: str) -> None:
    made = [CardRenderer(ROOT / "docs" / "assets" / "fonts").render(Card(title, "3 questions")) for _ in range(2)]
    assert made[0] == made[1]
    assert len(made[0]) < 60_000
    with Image.open(BytesIO(made[0])) as image:
        assert image.size == SIZE
