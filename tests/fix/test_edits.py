from __future__ import annotations

from hooks.findings.finding import Edit, Position
from hooks.fix.edits import apply_edits, suggested_lines

TEXT = "prompt: Why?\nkind: consept\nlevel: 'Mid'\n"
KIND = Edit(Position(2, 7), "consept", "concept")


def test_edit_replaces_the_old_text() -> None:
    assert apply_edits(TEXT, [KIND]) == TEXT.replace("consept", "concept")


def test_edits_do_not_shift_each_other() -> None:
    edits = [Edit(Position(3, 9), "Mid", "mid"), KIND, Edit(Position(1, 1), "prompt", "p")]
    assert apply_edits(TEXT, edits) == "p: Why?\nkind: concept\nlevel: 'mid'\n"


def test_edit_applies_after_an_opening_quote() -> None:
    assert apply_edits(TEXT, [Edit(Position(3, 8), "Mid", "mid")]) == TEXT.replace("Mid", "mid")


def test_edit_that_does_not_match_is_skipped() -> None:
    for edit in (
        Edit(Position(2, 8), "consept", "x"),
        Edit(Position(9, 1), "prompt", "x"),
        Edit(Position(1, 40), "x", "y"),
    ):
        assert apply_edits(TEXT, [edit]) == TEXT
        assert suggested_lines(TEXT, [edit]) is None


def test_first_of_overlapping_edits_is_applied() -> None:
    assert apply_edits("abc", [Edit(Position(1, 1), "ab", "x"), Edit(Position(1, 2), "bc", "y")]) == "xc"


def test_suggestion_covers_complete_lines() -> None:
    assert suggested_lines(TEXT, [KIND]) == ("kind: consept", "kind: concept")
    assert suggested_lines(TEXT.rstrip(), [Edit(Position(3, 1), "level", "l")]) == ("level: 'Mid'", "l: 'Mid'")
    assert suggested_lines("a\nb\nc", [Edit(Position(1, 1), "a\nb", "x\ny\nz")]) == ("a\nb", "x\ny\nz")


def test_edits_on_one_line_are_combined() -> None:
    edits = [Edit(Position(1, 4), "<b>", "**"), Edit(Position(1, 8), "</b>", "**"), Edit(Position(9, 1), "x", "y")]
    assert suggested_lines("It <b>x</b>.\nNext", edits) == ("It <b>x</b>.", "It **x**.")
