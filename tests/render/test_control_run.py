"""A control's run is shown from the first difference to the real run on, with its new lines marked."""

from __future__ import annotations

import pytest

from hooks.demos.transcript import parse
from hooks.render.control_run import ControlRun, control_run

START = "  > CREATE TABLE t ();\n    CREATE TABLE\nA > BEGIN;\nA   BEGIN\n"
END = "B > COMMIT;\nB   COMMIT"
LOCKED = "A > SELECT n FROM t FOR UPDATE;\nA    n\nA   ---\nA    1"
READ = "A > SELECT n FROM t;\nA    n\nA   ---\nA    1"


def run(real: str, other: str, product: str = "PostgreSQL 18.6") -> ControlRun:
    marked = other.replace("\n", "\n| ")
    control = f"without it: fails\n| {marked}\n|\n| claim fails: a\n"
    record = parse(f"{product}\n\n{real}\n\nclaim holds: a\n\n{control}")
    return control_run(record, record.controls[0])


def test_what_is_the_same_at_the_beginning_and_end_is_left_out() -> None:
    found = run(f"{START}{LOCKED}\n{END}", f"{START}{READ}\n{END}")
    assert (found.begins_alike, found.ends_alike) == (True, True)
    assert found.text == (
        "<del>A &gt; SELECT n FROM t FOR UPDATE;\nA    n\nA   ---\nA    1</del>\n"
        "<ins>A &gt; SELECT n FROM t;</ins>\nA    n\nA   ---\nA    1"
    )
    assert found.legend == "<ins>New</ins> and <del>Old</del>"


def test_a_statement_with_another_result_is_shown_once() -> None:
    found = run(f"{START}{READ}", f"{START}{READ.replace('1', '2')}")
    assert found.text == "A &gt; SELECT n FROM t;\nA    n\nA   ---\n<ins>A    2</ins>"
    assert not found.ends_alike


def test_a_statement_that_comes_later_is_not_old() -> None:
    found = run(f"{LOCKED}\n{END}", f"{END}\n{LOCKED}")
    assert found.legend == ""
    assert not found.begins_alike


def test_what_is_missing_is_shown_if_nothing_else_differs() -> None:
    found = run(f"{START}{LOCKED}\n{END}\n{END}", f"{START}{END}")
    assert found.text.startswith("<del>A &gt; SELECT n FROM t FOR UPDATE;\n")
    assert found.text.endswith("B &gt; COMMIT;\nB   COMMIT</del>")


def test_lines_of_a_script_are_compared() -> None:
    found = run("one\n\ntwo < three\nfour", "one\n\ntwo > three\nfour", "Python 3.11.7")
    assert found.text == "<del>two &lt; three</del>\n<ins>two &gt; three</ins>"


def test_a_long_run_is_cut_in_the_middle() -> None:
    found = run("one", "\n".join(map(str, range(1000))), "Python 3.11.7")
    assert "\n29</ins>\n⋮\n<ins>970\n" in found.text
    assert found.text.count("\n") == 61


@pytest.mark.parametrize(
    ("line", "product", "marked"),
    [
        (f"A > SELECT {'n' * 30};", "PostgreSQL 18.6", "<ins>A"),
        (f"A   ERROR:  {'n' * 30}", "PostgreSQL 18.6", "<ins>A"),
        (f"A   {'n' * 30}", "PostgreSQL 18.6", '<ins class="cells">A'),
        (f"a > {'n' * 30}", "Python 3.11.7", '<ins class="cells">a'),
    ],
)
def test_statements_and_messages_wrap_but_rows_do_not(line: str, product: str, marked: str) -> None:
    assert marked in run(f"{END}\n{READ}", f"{END}\n{line}", product).text
