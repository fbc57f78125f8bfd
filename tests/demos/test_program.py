"""Parsing programs, and errors with their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.demos.errors import ProgramError
from hooks.demos.program import Claim, Step
from hooks.demos.script_parser import needs_valkey, parse_python
from hooks.demos.split_sql import Statement, split_sql
from hooks.demos.sql_parser import parse_sql

TWO_SESSIONS = """\
-- Two sessions
-- and what they do
-- setup
CREATE TABLE t (
  id int  -- not the end;
);
-- session A
-- look first
SELECT ';' AS "a;b", $$ ; -- session B
$$, e'\\';' /* ; /* ; */ */;  -- session B
-- session B
BEGIN; COMMIT;
-- claim: it holds
--   in two lines
SELECT true;
-- claim: again
SELECT true;
"""


def test_a_program_is_parsed_with_line_numbers() -> None:
    program = parse_sql(TWO_SESSIONS)
    assert program.notes == "Two sessions\nand what they do"
    assert program.sessions == ("A", "B")
    assert program.steps == (
        Step("", "CREATE TABLE t (\n  id int  -- not the end;\n);", 4, ""),
        Step("A", "SELECT ';' AS \"a;b\", $$ ; -- session B\n$$, e'\\';' /* ; /* ; */ */;", 9, "-- look first"),
        Step("B", "BEGIN;", 12, ""),
        Step("B", "COMMIT;", 12, ""),
    )
    assert program.claims == (
        Claim("it holds in two lines", 13, "SELECT true;", 15),
        Claim("again", 16, "SELECT true;", 17),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("SELECT 1;\n", 1, "has no claim"),
        ("", 1, "has no claim"),
        ("SELECT 1;\nSELECT 2\n", 2, "doesn't end"),
        ("SELECT 1;\nSELECT 2\n-- claim: x\nSELECT true;\n", 2, "doesn't end before '-- claim: x'"),
        ("SELECT 'open;\n", 1, "never closed"),
        ("SELECT 1;\nSELECT $x$ $$;\n", 2, r"\$x\$ is never closed"),
        ("/* /* */\n", 1, "never closed"),
        ("-- claim: x\nSELECT true;\nSELECT true;\n", 3, "one query"),
        ("-- claim: x\nSELECT true;\n-- session A\nSELECT 1;\n", 3, "claims come last"),
        ("-- claim: x\n-- claim: y\nSELECT true;\n", 1, "no query after"),
        ("-- claim: x\n", 1, "no query after"),
        ("-- session A\nSELECT 1;\n-- setup\nSELECT 1;\n-- claim: x\nSELECT true;\n", 3, "must come first"),
        (
            "".join(f"-- session {name}\nSELECT 1;\n" for name in "ABCDEFG") + "-- claim: x\nSELECT true;\n",
            14,
            "at most 6 sessions",
        ),
        ("SELECT 1;\nSELECT true\0 AND false;\n", 2, "null character"),
        ("-- Session A\nSELECT 1;\n", 1, "looks like a section"),
        (f"-- session A{' ' * 100_000}:{' ' * 100_000}\nSELECT 1;\n", 1, "-- session A   "),
        (f"-- session A{' ' * 100_000}x\nSELECT 1;\n", 2, "no claim"),
        ("-- session 1\nSELECT 1;\n", 1, "looks like a section"),
        ("--setup\nSELECT 1;\n", 1, "looks like a section"),
        ("-- Claim: x\nSELECT true;\n", 1, "looks like a section"),
        ("-- claim:\nSELECT true;\n", 1, "looks like a section"),
        ("SELECT 1; -- expect: 1\n-- claim: x\nSELECT true;\n", 1, "no effect here"),
        ("SELECT 1\n-- expect: 1\n;\n-- claim: x\nSELECT true;\n", 1, "doesn't end before '-- expect: 1'"),
        ("SELECT 1; -- claim: x\n-- claim: y\nSELECT true;\n", 1, "no effect here"),
        ("-- claim: x\nSELECT true; -- No control: y\n", 2, "no effect here"),
    ],
)
def test_an_error_has_a_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ProgramError, match=message) as error:
        parse_sql(text)
    assert error.value.line == line


@pytest.mark.parametrize(
    "comment", ["-- session A reads first", "-- claim a job", "-- the setup", "-- sessions at work"]
)
def test_comments_can_mention_sessions_and_claims(comment: str) -> None:
    assert len(parse_sql(f"-- session A\n{comment}\nSELECT 1;\n-- claim: x\nSELECT true;\n").steps) == 1


@pytest.mark.parametrize(
    "expression",
    ["not " * 900 + "1", "-" * 16_000 + "1", "1+" * 10_000 + "1", "a" + ".b" * 10_000, "f" + "()" * 10_000],
)
def test_a_script_that_is_nested_too_deeply_is_an_error(expression: str) -> None:
    with pytest.raises(ProgramError, match="nested too deeply"):
        parse_python(f"# claim: x\nassert {expression}\n")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-7", "rot13", "missing"])
def test_a_script_can_not_be_decoded_in_another_way_than_it_is_shown(encoding: str) -> None:
    with pytest.raises(ProgramError, match="encoding"):
        parse_python(f"# coding: {encoding}\n# claim: x\nassert True\n")


def test_needs_are_found_in_linear_time() -> None:
    with pytest.raises(ProgramError, match="line 1: 'x  "):
        needs_valkey(f"# needs:{' ' * 60_000}x{' ' * 60_000}y\n")


@pytest.mark.parametrize("comment", ["# claim: x", "# without x: y = 2", "# runs: 200", "#expect: 1"])
def test_annotations_after_code_are_errors(comment: str) -> None:
    with pytest.raises(ProgramError, match="no effect here") as error:
        parse_python(f"y = 1\nx = 1  {comment}\n# claim: y\nassert x\n")
    assert error.value.line == 2


def test_claims_in_strings_do_not_count() -> None:
    script = parse_python("x = '''\n# claim: no\n'''\n# claim: yes\nassert x  # without it, nothing works\n")
    assert script.claims == (Claim("yes", 4, "assert x", 5),)


@given(st.text(alphabet=st.sampled_from(list("ae1 \n;'\"$/*-\\_")), max_size=60))
def test_splitting_any_text_returns_parts_of_it_or_fails(text: str) -> None:
    try:
        found = list(split_sql(text))
    except ProgramError as error:
        found = []
        line = error.line
    else:
        line = 1
    assert 1 <= line <= text.count("\n") + 1
    position = 0
    for part in found:
        body = part.sql if isinstance(part, Statement) else part.text
        position = text.index(body, position)
        assert text.count("\n", 0, position) + 1 == part.line


def test_splitting_takes_linear_time() -> None:
    assert len(list(split_sql("SELECT '" + "''" * 100_000 + "';"))) == 1
    with pytest.raises(ProgramError):
        list(split_sql("SELECT '" + "''" * 100_000))
