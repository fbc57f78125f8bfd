from __future__ import annotations

from hooks.findings.finding import Edit, Mark
from hooks.fix.edits import edited, lines_to_put

TEXT = "prompt: Why?\nkind: consept\nlevel: 'Mid'\n"
KIND = Edit(Mark(2, 7), "consept", "concept")


def test_an_edit_takes_the_place_of_the_old_text() -> None:
    assert edited(TEXT, [KIND]) == TEXT.replace("consept", "concept")


def test_several_edits_do_not_move_each_other() -> None:
    edits = [Edit(Mark(3, 9), "Mid", "mid"), KIND, Edit(Mark(1, 1), "prompt", "p")]
    assert edited(TEXT, edits) == "p: Why?\nkind: concept\nlevel: 'mid'\n"


def test_an_edit_finds_its_text_behind_a_quote() -> None:
    assert edited(TEXT, [Edit(Mark(3, 8), "Mid", "mid")]) == TEXT.replace("Mid", "mid")


def test_an_edit_that_does_not_fit_changes_nothing() -> None:
    for edit in (Edit(Mark(2, 8), "consept", "x"), Edit(Mark(9, 1), "prompt", "x"), Edit(Mark(1, 40), "x", "y")):
        assert edited(TEXT, [edit]) == TEXT
        assert lines_to_put(TEXT, [edit]) is None


def test_of_two_edits_in_one_place_one_is_made() -> None:
    assert edited("abc", [Edit(Mark(1, 1), "ab", "x"), Edit(Mark(1, 2), "bc", "y")]) == "xc"


def test_the_lines_to_put_are_whole() -> None:
    assert lines_to_put(TEXT, [KIND]) == ("kind: consept", "kind: concept")
    assert lines_to_put(TEXT.rstrip(), [Edit(Mark(3, 1), "level", "l")]) == ("level: 'Mid'", "l: 'Mid'")
    assert lines_to_put("a\nb\nc", [Edit(Mark(1, 1), "a\nb", "x\ny\nz")]) == ("a\nb", "x\ny\nz")


def test_several_edits_of_a_line_are_put_together() -> None:
    edits = [Edit(Mark(1, 4), "<b>", "**"), Edit(Mark(1, 8), "</b>", "**"), Edit(Mark(9, 1), "x", "y")]
    assert lines_to_put("It <b>x</b>.\nNext", edits) == ("It <b>x</b>.", "It **x**.")
