from __future__ import annotations

from hooks.findings.finding import Edit, Position
from hooks.fix.edits import apply_edits, suggested_lines

TEXT = "prompt: Why?\nkind: consept\nlevel: 'Mid'\n"
KIND = Edit(Position(2, 7), "consept", "concept")


def test_an_edit_takes_the_place_of_the_old_text() -> None:
    assert apply_edits(TEXT, [KIND]) == TEXT.replace("consept", "concept")


def test_several_edits_do_not_move_each_other() -> None:
    edits = [Edit(Position(3, 9), "Mid", "mid"), KIND, Edit(Position(1, 1), "prompt", "p")]
    assert apply_edits(TEXT, edits) == "p: Why?\nkind: concept\nlevel: 'mid'\n"


def test_an_edit_finds_its_text_behind_a_quote() -> None:
    assert apply_edits(TEXT, [Edit(Position(3, 8), "Mid", "mid")]) == TEXT.replace("Mid", "mid")


def test_an_edit_that_does_not_fit_changes_nothing() -> None:
    for edit in (
        Edit(Position(2, 8), "consept", "x"),
        Edit(Position(9, 1), "prompt", "x"),
        Edit(Position(1, 40), "x", "y"),
    ):
        assert apply_edits(TEXT, [edit]) == TEXT
        assert suggested_lines(TEXT, [edit]) is None


def test_of_two_edits_in_one_place_one_is_made() -> None:
    assert apply_edits("abc", [Edit(Position(1, 1), "ab", "x"), Edit(Position(1, 2), "bc", "y")]) == "xc"


def test_the_lines_to_put_are_whole() -> None:
    assert suggested_lines(TEXT, [KIND]) == ("kind: consept", "kind: concept")
    assert suggested_lines(TEXT.rstrip(), [Edit(Position(3, 1), "level", "l")]) == ("level: 'Mid'", "l: 'Mid'")
    assert suggested_lines("a\nb\nc", [Edit(Position(1, 1), "a\nb", "x\ny\nz")]) == ("a\nb", "x\ny\nz")


def test_several_edits_of_a_line_are_put_together() -> None:
    edits = [Edit(Position(1, 4), "<b>", "**"), Edit(Position(1, 8), "</b>", "**"), Edit(Position(9, 1), "x", "y")]
    assert suggested_lines("It <b>x</b>.\nNext", edits) == ("It <b>x</b>.", "It **x**.")
