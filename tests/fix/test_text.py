from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from hooks.fix.text import normalize, tidy, tidy_answer
from hooks.prose import html
from hooks.prose.markdown import tokenize
from tests.load.test_any_text import MARKDOWN, mangled
from tests.rules.sample_project import ANSWER

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a\n"),
        ("a\r\nb\rc", "a\nb\nc\n"),
        ("\ufeffa\n", "a\n"),
        ("a\n\n \n", "a\n"),
        ("cafe\u0301\n", "caf\u00e9\n"),
        ("\n a\n", "\n a\n"),
        ("", ""),
        (" \n", " \n"),
    ],
)
def test_text_is_normalized_and_ends_with_one_newline(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Word. \nWord.\t\n", "Word.\nWord.\n"),
        ("Hard  \nbreak.\n", "Hard  \nbreak.\n"),
        ("One.\n\n\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("```\na \n\n\nb\n```\n", "```\na \n\n\nb\n```\n"),
        ("One.\n\n    a \n\n\n    b\n", "One.\n\n    a \n\n\n    b\n"),
        ("\n\nOne.\n", "One.\n"),
    ],
)
def test_answer_loses_insignificant_whitespace(text: str, expected: str) -> None:
    assert tidy_answer(text) == expected
    assert tidy_answer(expected) == expected


def content(text: str) -> list[tuple[str, str]]:
    return [(t.type, c.content) for t in tokenize(text) for c in t.children or (t,)]


@given(text=MARKDOWN | mangled(ANSWER, MARKDOWN))
@example("\r\ufeff")
@example("\r\u2028")
@settings(deadline=None)
def test_any_answer_keeps_its_content(text: str) -> None:
    written = tidy_answer(text)
    assert content(written) == content(tidy(text))
    assert unicodedata.is_normalized("NFC", written)
    assert tidy_answer(written) == written
    assert normalize(written) == written


@pytest.mark.parametrize("file", sorted((ROOT / "data").rglob("answer.md")), ids=lambda file: file.parent.name)
def test_answers_of_the_guide_are_tidy(file: Path) -> None:
    text = file.read_text("utf-8")
    assert tidy_answer(text) == text
    assert html.plain(tidy_answer(text)) == html.plain(text)
