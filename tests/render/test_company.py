"""A company's page: what to do first, what's unusual about its loop, and sources as notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.model.base import Range
from hooks.model.library import Library
from hooks.model.repository import Repository
from hooks.render import pages
from hooks.render.view import View
from tests.site.html_tree import Element, parse

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def library() -> Library:
    return check(HERE).project.library


def page(library: Library, **changes: object) -> Element:
    company = library.companies["acme"].model_copy(update=changes)
    changed = library.model_copy(update={"companies": {"acme": company}})
    return parse(f"<div>{pages.company_page(View(changed), 'acme', repository=Repository())}</div>")


def test_notes_are_numbered_as_cited_and_linked_both_ways(library: Library) -> None:
    acme = library.companies["acme"]
    (first,) = acme.sources
    other, unused = (first.model_copy(update={"id": name, "title": name.title()}) for name in ("other", "unused"))
    differs = tuple(claim.model_copy(update={"source": "other"}) for claim in acme.differs)
    shown = page(library, sources=(unused, other, first), differs=differs)
    notes = [item for item in shown.all("li") if item.attributes.get("id", "").startswith("source-")]
    assert [note.attributes["id"] for note in notes] == ["source-careers", "source-other", "source-unused"]
    marks = shown.all("sup")
    assert len(marks) == 4
    for mark in marks:
        (link,) = mark.all("a")
        note = next(note for note in notes if f"#{note.attributes['id']}" == link.attributes["href"])
        assert str(notes.index(note) + 1) in link.text.replace(":", " ").split()
        assert f"#{mark.attributes['id']}" in {a.attributes["href"] for a in note.all("a")}


def test_a_mark_says_how_well_a_claim_is_supported(library: Library) -> None:
    assert [" ".join(mark.text.split()) for mark in page(library).all("sup")] == [
        "Source 1 · one report, Jan 2026",
        "Source 1: official, Jan 2026",
        "Source 1: multiple reports, Jan 2026",
        "Source 1: official, Jan 2026",
    ]


@pytest.mark.parametrize(
    ("minutes", "unusual"),
    [((45, 45), ""), ((10, 14), "shorter than the usual"), ((61, 90), "longer than the usual"), ((10, 200), "")],
)
def test_a_stage_is_unusual_if_its_length_is(library: Library, minutes: tuple[int, int], unusual: str) -> None:
    screen = (
        library.companies["acme"].stages[0].model_copy(update={"minutes": Range(least=minutes[0], most=minutes[1])})
    )
    found = page(library, stages=(screen,)).by_class("stage__unusual")
    assert [item.text.startswith(unusual) for item in found] == [True] * bool(unusual)


def test_a_stage_few_loops_have_is_unusual(library: Library) -> None:
    shown = page(library)
    assert [item.text for item in shown.by_class("stage__unusual")] == ["elsewhere in some loops"]
    assert shown.by_id("stage-2").by_class("stage__unusual")


def test_only_what_fits_in_an_hour_is_to_be_answered_first(library: Library) -> None:
    hot_row = library.questions["hot-row"]
    for minutes, stated in ((60, True), (61, False)):
        quick = hot_row.model_copy(update={"minutes": minutes})
        shown = page(library.model_copy(update={"questions": {**library.questions, "hot-row": quick}}))
        assert ("In an hour" in [term.text for term in shown.all("dt")]) is stated


def test_what_to_do_first_is_on_top_and_sources_are_at_the_foot(library: Library) -> None:
    text = str(pages.company_page(View(library), "acme", repository=Repository()))
    headings = [line.rpartition("{ #")[2].rstrip(" }") for line in text.split("\n") if line.startswith("## ")]
    assert headings == ["first", "stages", "differs", "process", "evaluates", "questions", "tips", "sources"]
