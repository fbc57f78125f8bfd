from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.prose.markdown import WORD
from hooks.prose.sentences import Paragraph, count_numbers, paragraphs, sentences


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(Paragraph(text, 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Use it, e.g. The Times at 5 p.m. Then stop.", ["Use it, e.g. The Times at 5 p.m. Then stop."]),
        ('"It works." She left.', ['"It works."', "She left."]),
        ("It takes 1.5 s. 20 of them wait.", ["It takes 1.5 s.", "20 of them wait."]),
        ("The first: a lock; the second: none", ["The first: a lock; the second: none"]),
        ("It ends here.\nThe next is below.", ["It ends here.", "The next is below."]),
        ("See a.example.com for more, and v1.2 too.", ["See a.example.com for more, and v1.2 too."]),
        ("It's plan B. No. Then (and only then) A.", ["It's plan B.", "No.", "Then (and only then) A."]),
        ("It ends. `a_b` begins (`c`).", ["It ends.", "`a_b` begins (`c`)."]),
        ("…", []),
    ],
)
def test_text_is_split_into_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_sentence_knows_its_line_and_its_words() -> None:
    found = list(sentences(Paragraph("One two\nthree. Four\nfive.\nSix.", 7)))
    assert [(sentence.line, sentence.words) for sentence in found] == [(7, 3), (8, 2), (10, 1)]


def test_paragraphs_leave_out_what_is_not_prose() -> None:
    answer = """\
Short, with `a. B` in *code*.

<!-- more -->

## A heading

[A program](crash.py)

| a | table |
|---|---|
| 1 | 2 |

```text
code
```

- An item
  of [two lines](https://example.com).[^1]

[^1]: A note.
"""
    assert list(paragraphs(answer)) == [
        Paragraph("Short, with `a__B` in code.", 1),
        Paragraph("An item\nof two lines.", 17),
        Paragraph("A note.", 20),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("No number at all", 0),
        ("It takes 1.5 s for 2,000 rows, or 90%", 3),
        ("PostgreSQL 18, Python 3.14, HTTP 409, RFC 9110 and UUIDv7", 0),
        ("p99 in us-east-1", 0),
        ("from 20 to 30 at 10:15", 4),
    ],
)
def test_versions_and_names_are_not_numbers(text: str, count: int) -> None:
    assert count_numbers(Paragraph(text, 1)) == count


@given(st.text("aB1.!? \n\"')e.g"))
def test_no_word_is_lost(text: str) -> None:
    found = list(sentences(Paragraph(text, 1)))
    assert sum(sentence.words for sentence in found) == len(WORD.findall(text))
