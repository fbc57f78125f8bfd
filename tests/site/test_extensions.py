"""A hand-written page can use pymdown-extensions as Material's documentation teaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.html_tree import Element, parse


@pytest.fixture(scope="session")
def article(sample: Path) -> Element:
    return parse(sample.read_text("utf-8")).one("article")


def test_details_are_closed_or_open_and_hold_markdown(article: Element) -> None:
    closed, opened = article.all("details")
    assert closed.attributes == {"class": "note"}
    assert closed.one("summary").text == "Closed at first"
    assert closed.one("strong").text == "Markdown"
    assert "open" in opened.attributes
    assert opened.one("summary").text == "Tip"


def test_an_admonition_has_its_title(article: Element) -> None:
    (admonition,) = article.by_class("admonition")
    assert admonition.text == "Always open An admonition."


def test_a_fence_has_title_line_numbers_and_highlighted_lines(article: Element) -> None:
    fence = next(iter(article.by_class("language-python")[1:]))
    assert fence.by_class("filename")[-1].text == "balance.py"
    assert [line.text for line in fence.by_class("hll")] == ["balance += 25"]
    assert fence.by_class("linenodiv")[0].text == "1 2"


def test_code_is_highlighted_by_classes(article: Element) -> None:
    (sql,) = article.by_class("language-sql")
    assert [word.text for word in sql.by_class("k")][:2] == ["SELECT", "FROM"]
    inline, plain = article.all("details")[0].all("code")
    assert inline.by_class("nb")[0].text == "len"
    assert plain.attributes == {}
    assert not any("style" in element.attributes for element in article)


def test_a_fence_may_be_in_a_list(article: Element) -> None:
    (item,) = (item for item in article.by_class("task-list-item") if item.by_class("language-sh"))
    assert item.by_class("language-sh")[0].text == "make test"


def test_every_checkbox_of_a_task_list_says_what_it_shows(article: Element) -> None:
    boxes = [item.one("input").attributes for item in article.by_class("task-list-item")]
    assert [box["aria-label"] for box in boxes] == ["done", "done", "to do"]
    assert ["checked" in box for box in boxes] == [True, True, False]
    assert all("disabled" in box for box in boxes)


def test_macro_output_on_the_same_page_is_unchanged(article: Element) -> None:
    assert article.by_id("day-of").tag == "h2"
    assert article.by_class("checklist")


def test_tabs_are_radio_buttons_with_labels(article: Element) -> None:
    (tabs,) = article.by_class("tabbed-set")
    radios = [radio.attributes["id"] for radio in tabs.all("input")]
    assert [label.attributes["for"] for label in tabs.all("label")] == radios
    assert [block.text for block in tabs.by_class("tabbed-block")] == ["In SQL.", "In Python."]
