"""Every subject of the guide is covered by the built site, at the place ``rows.yml`` gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.site.parsed import Pages

ROWS = Path(__file__).with_name("rows.yml")


def rows() -> Iterator[tuple[str, str]]:
    """Each subject with each place that holds it; a bare id is that of a question, at its full answer."""
    for group, subjects in yaml.safe_load(ROWS.read_text("utf-8")).items():
        for subject, places in subjects.items():
            assert places, subject
            yield from ((f"{group}: {subject}", place if is_address(place) else answered(place)) for place in places)


def is_address(place: str) -> bool:
    return "/" in place or "#" in place


def answered(question: str) -> str:
    return f"questions/{question}/#full-answer"


def held(pages: Pages, place: str) -> bool:
    """Whether the site has the page, and the page the fragment."""
    address, _, fragment = place.partition("#")
    ids = {element.attributes.get("id") for element in pages.get(address, ())}
    return fragment in ids if fragment else address in pages


def test_every_subject_is_at_its_place(pages: Pages) -> None:
    assert [row for row in rows() if not held(pages, row[1])] == []


def test_missing_page_fragment_or_answer_is_detected(pages: Pages) -> None:
    places = ("guide/nowhere/", "guide/mistakes/#nowhere", answered("nobody-asked-this"))
    assert [place for place in places if held(pages, place)] == []
