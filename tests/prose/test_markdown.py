from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from hooks.findings.finding import Position
from hooks.prose.markdown import AnswerFacts, Fence, Heading, Link, answer_facts, html_in, links_in

MORE = "\n\n<!-- more -->\n\n"


def test_answer_is_split_at_the_marker_and_words_are_counted() -> None:
    facts = answer_facts(f"One two.{MORE}Three four five.\n")
    assert (facts.short_words, facts.full_words) == (2, 3)
    assert facts.short_text == "One two."


@pytest.mark.parametrize(
    "text", ["One.", "One.\n<!-- more -->\nTwo.", "`<!-- more -->`", "- One.\n\n  <!-- more -->\n"]
)
def test_without_a_marker_on_its_own_line_everything_is_the_short_answer(text: str) -> None:
    assert answer_facts(text).full_words is None


def test_first_marker_counts_and_all_have_positions() -> None:
    facts = answer_facts(f"One.{MORE}Two.{MORE}Three.")
    assert (facts.short_words, facts.full_words) == (1, 2 + 1)
    assert facts.more_markers == (("<!-- more -->", Position(3, 1)), ("<!-- more -->", Position(7, 1)))


@pytest.mark.parametrize(
    "marker",
    [
        "<!--more-->",
        "<!-- More -->",
        "<!-- MORE -->",
        "<!--  more  -->",
        "<!-- read more -->",
        "<!-- more\n-->",
        "<!- more ->",
    ],
)
def test_misspelled_markers_are_recognized(marker: str) -> None:
    facts = answer_facts(f"One.\n\n{marker}\n\nTwo.")
    assert facts.more_markers == ((marker, Position(3, 1)),)
    assert facts.html == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's a read-modify-write of `SET x = 1`, done 3 times.", 10),
        ("don’t – stop — now …", 3),
        ("```sql\nSELECT many words here;\n```\n\nTwo words", 2),
        ("| a | b |\n|---|---|\n| c d | e |", 5),
        ("- one\n- two\n\n> three\n\n# four", 4),
        ("naïve café 日本", 3),
        ("[link text](https://example.com/not/counted) ![alt text](x.png)", 4),
        ("    indented code does not count", 0),
        ("snake_case", 2),
        ("", 0),
    ],
)
def test_word_count_skips_code_blocks(text: str, words: int) -> None:
    assert answer_facts(text).short_words == words


def test_fences_have_language_and_position() -> None:
    text = "x\n\n```SQL title=x\na\n```\n\n- y\n\n  ~~~\n  b\n  ~~~\n\n    not fenced\n"
    assert answer_facts(text).fences == (Fence("sql", "a\n", Position(3, 1)), Fence("", "b\n", Position(9, 1)))


def test_headings_have_level_and_position() -> None:
    assert answer_facts("x\n\n## A `b`\n\nC\n---\n\n```\n# no\n```\n").headings == (
        Heading(2, "A `b`", Position(3, 1)),
        Heading(2, "C", Position(5, 1)),
    )


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[x](a.sql)", [Link("a.sql", "x", Position(1, 5), alone=True)]),
        ("[a.sql](a.sql)", [Link("a.sql", "a.sql", Position(1, 9), alone=True)]),
        ("[*x* `y`](a.sql)", [Link("a.sql", "x y", Position(1, 11), alone=True)]),
        ("See\n[x](b) and [y](b).", [Link("b", "x", Position(2, 5)), Link("b", "y", Position(2, 16))]),
        ("- [x](b)", [Link("b", "x", Position(1, 7))]),
        ("> q\n> [x](b)", [Link("b", "x", Position(2, 7))]),
        ("| h |\n|---|\n| [x](b) |", [Link("b", "x", Position(3, 7))]),
        ("[x](b)[y](c)", [Link("b", "x", Position(1, 5)), Link("c", "y", Position(1, 11))]),
        (
            "<https://a.b> or [x](https://a.b)",
            [Link("https://a.b", "https://a.b", Position(1, 2)), Link("https://a.b", "x", Position(1, 22))],
        ),
        ("![alt](p.png)", [Link("p.png", "alt", Position(1, 8), image=True)]),
        ("x\n\nsee [x][r]\n\n[r]: c", [Link("c", "x", Position(3, 1))]),
        ("[x](<a b>)", [Link("a%20b", "x", Position(1, 1), alone=True)]),
        ("`[x](y)` \\[x](y)", []),
        ("[x](javascript:y)", [Link("javascript:y", "x", Position(1, 5), alone=True)]),
    ],
)
def test_links_have_target_and_position(text: str, links: list[Link]) -> None:
    assert list(answer_facts(text).links) == links


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>c</b>", [("<b>", Position(1, 3)), ("</b>", Position(1, 7))]),
        ("<b>x</b> <b>", [("<b>", Position(1, 1)), ("</b>", Position(1, 5)), ("<b>", Position(1, 10))]),
        ("<b> <b>", [("<b>", Position(1, 1)), ("<b>", Position(1, 5))]),
        ("`<b>` and <b>", [("<b>", Position(1, 11))]),
        ("x\n<details open>\ny", [("<details open>", Position(2, 1))]),
        ("<a\nhref=x>", [("<a\nhref=x>", Position(1, 1))]),
        ("> - x\n>   <br/>", [("<br/>", Position(2, 5))]),
        (
            "<!-- remark --> <?php x?> <!DOCTYPE x>",
            [("<!-- remark -->", Position(1, 1)), ("<?php x?>", Position(1, 17)), ("<!DOCTYPE x>", Position(1, 27))],
        ),
        ("\\<b> &lt;b> `<b>`", []),
        ("\\\\<b>", [("<b>", Position(1, 3))]),
        ("a < b > c, a<3, <-, <https://a.b>", []),
        ("```\n<b>\n```", []),
    ],
)
def test_html_tags_outside_code_have_positions(text: str, html: list[tuple[str, Position]]) -> None:
    assert list(answer_facts(text).html) == html


def test_short_footnotes_have_positions() -> None:
    facts = answer_facts(f"One.\nTwo.[^1]{MORE}Three.[^1]\n\n[^1]: Note.")
    assert facts.short_footnotes == (Position(2, 5),)


def test_links_and_tags_in_inline_text() -> None:
    assert [link.target for link in links_in("a [b](c)\nand ![d](e)")] == ["c", "e"]
    assert html_in("a <b> `<i>` \\<u> x\ny <s>") == ("<b>", "<s>")


@given(st.text("ab <>![]()`*_#-\n\\&;/.:\"'é日\x00\t|^~") | st.text())
def test_facts_of_any_text_survive_json(text: str) -> None:
    adapter = TypeAdapter(AnswerFacts)
    assert adapter.validate_json(adapter.dump_json(answer_facts(text))) == answer_facts(text)
