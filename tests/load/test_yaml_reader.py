"""The YAML reader: plain values, each with its position."""

from __future__ import annotations

import time
from pathlib import PurePosixPath

import pytest

from hooks.findings.finding import Position
from hooks.load.yaml import MAX_DEPTH, Document, parse

PATH = PurePosixPath("data/x.yml")
TEXT = """\
# a remark
title: Ein Wörtchen
list:
  - one
  - "two"
  - {in: 3, out: null}
  -   - deep
long: >-
  folded
  text
  "quoted": yes
empty:
last: |
  kept
"""


def read(text: str) -> Document:
    return parse(PATH, text)


def test_values_and_positions() -> None:
    document = read(TEXT)
    assert document.value == {
        "title": "Ein Wörtchen",
        "list": ["one", "two", {"in": 3, "out": None}, ["deep"]],
        "long": 'folded text "quoted": yes',
        "empty": None,
        "last": "kept\n",
    }
    assert document.positions == {
        (): Position(2, 1),
        ("title",): Position(2, 8),
        ("list",): Position(4, 3),
        ("list", 0): Position(4, 5),
        ("list", 1): Position(5, 5),
        ("list", 2): Position(6, 5),
        ("list", 2, "in"): Position(6, 10),
        ("list", 2, "out"): Position(6, 18),
        ("list", 3): Position(7, 7),
        ("list", 3, 0): Position(7, 9),
        ("long",): Position(8, 7),
        ("empty",): Position(12, 7),
        ("last",): Position(13, 7),
    }
    assert document.key_positions == {
        ("title",): Position(2, 1),
        ("list",): Position(3, 1),
        ("list", 2, "in"): Position(6, 6),
        ("list", 2, "out"): Position(6, 13),
        ("long",): Position(8, 1),
        ("empty",): Position(12, 1),
        ("last",): Position(13, 1),
    }
    assert document.syntax_error is None


def test_columns_count_characters() -> None:
    assert read("{日本: 語, 😀: [é, x]}").positions[("😀", 1)] == Position(1, 16)


def test_missing_value_has_the_position_of_its_parent() -> None:
    document = read("a:\n  - b: 1\n")
    assert document.position("a", 0, "c", "d") == Position(2, 5)
    assert document.position("z") == Position(1, 1)
    assert document.key_position("a", 0, "b") == Position(2, 5)
    assert document.key_position("a", 0) == Position(2, 5)
    assert read("").position("a", 1) == Position(1, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", "~"),
        ("", None),
        ("1:30", "1:30"),
        ("0", 0),
        ("-7", -7),
        ("007", "007"),
        ("+7", "+7"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("9999999999999999", 9_999_999_999_999_999),
        ("99999999999999999", "99999999999999999"),
        ("2026-11-20", "2026-11-20"),
        ('"8"', "8"),
        ("'null'", "null"),
        ("٣", "٣"),
        ("<<", "<<"),
    ],
)
def test_only_json_constants_and_integers_are_not_text(text: str, value: object) -> None:
    found = read(f"a: {text}\n").value
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


def test_first_duplicate_key_wins_and_the_others_are_recorded() -> None:
    document = read("a: 1\nb: 2\na: 3\nc: {d: 4, d: 5}\na: [6]\n")
    assert document.value == {"a": 1, "b": 2, "c": {"d": 4}}
    assert [(occurrence.text, occurrence.position) for occurrence in document.duplicates] == [
        ("a", Position(3, 1)),
        ("d", Position(4, 11)),
        ("a", Position(5, 1)),
    ]
    assert document.positions["a",] == Position(1, 4)
    assert document.key_positions["a",] == Position(1, 1)


def test_aliases_are_recorded_and_not_expanded() -> None:
    document = read("a: &x [1, 2]\nb: *x\n<<: *x\n")
    assert [(occurrence.text, occurrence.position, occurrence.loc) for occurrence in document.anchors] == [
        ("&x", Position(1, 4), ("a",)),
        ("*x", Position(2, 4), ("b",)),
        ("*x", Position(3, 5), ("<<",)),
    ]
    assert document.value == {"a": [1, 2], "b": "*x", "<<": "*x"}


def test_billion_laughs_stays_small() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}, *a{i}, *a{i}]\n" for i in range(60))
    assert len(str(read(bomb).value)) < 5_000


def test_tags_are_recorded_and_ignored() -> None:
    document = read("a: !!python/object/apply:os.system [id]\nb: !x y\nc: !!int '3'\n")
    assert [occurrence.position for occurrence in document.tags] == [Position(1, 4), Position(2, 4), Position(3, 4)]
    assert document.value == {"a": ["id"], "b": "y", "c": "3"}


def test_second_document_is_not_read() -> None:
    document = read("---\na: 1\n---\nb: 2\n---\nc: 3\n")
    assert document.value == {"a": 1}
    assert [occurrence.position for occurrence in document.more_documents] == [Position(3, 1)]


def test_complex_key_is_recorded_and_its_value_dropped() -> None:
    document = read("a: 1\n[b, c]: {d: e}\n{f: g}: h\ni: 2\n")
    assert document.value == {"a": 1, "i": 2}
    assert [occurrence.position for occurrence in document.complex_keys] == [Position(2, 1), Position(3, 1)]


def test_too_deep_value_is_dropped() -> None:
    document = read(f"a: {'[' * (MAX_DEPTH + 3)}x{']' * (MAX_DEPTH + 3)}\nb: 2\n")
    assert [occurrence.position for occurrence in document.too_deep] == [Position(1, 3 + MAX_DEPTH)]
    assert isinstance(document.value, dict)
    assert document.value["b"] == 2
    assert document.syntax_error is None


@pytest.mark.parametrize("text", ["[", "{a: ", "- ", "? ", "[{a: ", "&a [", "!a ["])
def test_deep_nesting_fails_fast(text: str) -> None:
    start = time.process_time()
    document = read(text * 100_000)
    assert document.syntax_error is not None
    assert "levels deep" in document.syntax_error.message
    assert document.syntax_error.position.line == 1
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a: b\x00c\n", Position(1, 5)),
        ("é: 1\né: \x07\n", Position(2, 4)),
        ("\ufffe", Position(1, 1)),
        ("😀: \x1b[2J", Position(1, 4)),
    ],
)
def test_position_of_a_forbidden_character(text: str, position: Position) -> None:
    syntax_error = read(text).syntax_error
    assert syntax_error is not None
    assert syntax_error.position == position
    assert "is not allowed" in syntax_error.message


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_unicode_line_breaks_do_not_shift_positions(char: str) -> None:
    document = read(f"a: one{char}two\nb: 3\n")
    assert document.positions["b",] == Position(2, 4)
    assert document.value == {"a": "one\ufffdtwo", "b": 3}
