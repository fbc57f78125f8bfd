"""Question lists: one line each, open ones folded away, filters and legend only where they help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.model.library import Library
from hooks.model.question import Question
from hooks.render import pages
from hooks.render.view import View
from tests.site.html_tree import Element, parse

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def library() -> Library:
    return check(HERE).project.library


def view(library: Library, answered: int, opened: int) -> View:
    """A library with that many answered and open questions of one topic."""
    made = [*copies(library.questions["hot-row"], answered), *copies(library.questions["dirty-read"], opened)]
    return View(library.model_copy(update={"questions": {question.slug: question for question in made}}))


def copies(question: Question, number: int) -> Iterator[Question]:
    return (question.model_copy(update={"slug": f"{question.slug}-{index}"}) for index in range(number))


def shown(html: object) -> Element:
    return parse(f"<div>{html}</div>")


def test_a_line_has_title_level_minutes_and_a_mark_if_claims_are_tested(library: Library) -> None:
    question = library.questions["hot-row"]
    untested = question.model_copy(update={"slug": "cold-row", "title": "Cold row", "programs": ()})
    lines = shown(View(library).rows([question, untested])).by_class("row")
    assert [" ".join(line.text.split()) for line in lines] == [
        "Hot row <b>lock</b> Senior 1 h 15 min claims tested",
        "Cold row Senior 1 h 15 min",
    ]


def test_open_questions_are_folded_below_the_answered_ones(library: Library) -> None:
    page = shown(pages.topic_page(view(library, 2, 3), "locks"))
    folded = page.by_id("open")
    assert folded.tag == "details"
    assert "open" not in folded.attributes
    assert folded.one("summary").text == "3 questions without an answer yet"
    assert len(folded.by_class("row")) == 3
    assert len(page.by_class("row")) == 5


def test_open_questions_are_shown_where_nothing_is_answered(library: Library) -> None:
    page = shown(pages.topic_page(view(library, 0, 2), "locks"))
    assert "open" in page.by_id("open").attributes


def test_without_open_questions_there_is_no_switch(library: Library) -> None:
    without = view(library, 2, 0)
    assert "open-questions" not in pages.topic_page(without, "locks")
    assert pages.open_questions(without).strip() == ""
    assert pages.open_questions(view(library, 2, 1)).strip() != ""


def test_ten_answered_questions_have_filters_and_nine_have_none(library: Library) -> None:
    for answered in (9, 10):
        made = view(library, answered, 5)
        for page in (pages.topic_page(made, "locks"), pages.question_filters(made)):
            assert ("question-filters" in page) is (answered == 10)


def test_a_filter_has_only_values_that_questions_of_the_page_have(library: Library) -> None:
    made = view(library, 10, 1)
    level = next(
        item for item in shown(pages.question_filters(made)).all("select") if item.attributes["name"] == "level"
    )
    assert [option.text for option in level.all("option")] == ["Level", "Junior", "Senior"]
    alike = shown(pages.question_filters(view(library, 10, 0)))
    assert alike.all("select") == []


def test_topics_without_an_answer_are_named_below_the_cards(library: Library) -> None:
    cards = shown(pages.topic_cards(view(library, 1, 1)))
    assert [card.text.rsplit(" ", 2)[1:] for card in cards.by_class("card")] == [["1", "question"]]
    nothing = shown(pages.topic_cards(view(library, 0, 1)))
    assert nothing.by_class("card") == []
    assert nothing.by_class("muted")[0].text == "Not covered yet: Locks & queues."


def test_an_open_question_leads_to_answered_ones_of_its_topic(library: Library) -> None:
    made = view(library, 5, 2)
    lonely = next(made.library.questions["dirty-read-0"].model_copy(update={"related": ()}) for _ in "x")
    assert [question.slug for question in made.related(lonely)] == ["hot-row-0", "hot-row-1", "hot-row-2"]
    assert all(question.answer for question in made.related(made.library.questions["hot-row-0"]))
