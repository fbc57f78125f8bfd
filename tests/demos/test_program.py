"""Programs are read with their lines, and what is wrong with one is said with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.demos.errors import ProgramError
from hooks.demos.program import Claim, Step, parse_python, parse_sql
from hooks.demos.statements import Statement, pieces

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


def test_a_program_is_read_with_its_lines() -> None:
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
        ("SELECT 1;\n", 1, "claims nothing"),
        ("", 1, "claims nothing"),
        ("SELECT 1;\nSELECT 2\n", 2, "does not end"),
        ("SELECT 1;\nSELECT 2\n-- claim: x\nSELECT true;\n", 2, "does not end before '-- claim: x'"),
        ("SELECT 'open;\n", 1, "never closed"),
        ("SELECT 1;\nSELECT $x$ $$;\n", 2, r"\$x\$ is opened"),
        ("/* /* */\n", 1, "never closed"),
        ("-- claim: x\nSELECT true;\nSELECT true;\n", 3, "one query"),
        ("-- claim: x\nSELECT true;\n-- session A\nSELECT 1;\n", 3, "claims come last"),
        ("-- claim: x\n-- claim: y\nSELECT true;\n", 1, "no query follows"),
        ("-- claim: x\n", 1, "no query follows"),
        ("-- session A\nSELECT 1;\n-- setup\nSELECT 1;\n-- claim: x\nSELECT true;\n", 3, "comes first"),
        ("-- Session A\nSELECT 1;\n", 1, "nearly a section"),
        ("-- session 1\nSELECT 1;\n", 1, "nearly a section"),
        ("--setup\nSELECT 1;\n", 1, "nearly a section"),
        ("-- Claim: x\nSELECT true;\n", 1, "nearly a section"),
        ("-- claim:\nSELECT true;\n", 1, "nearly a section"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ProgramError, match=message) as wrong:
        parse_sql(text)
    assert wrong.value.line == line


@pytest.mark.parametrize(
    "comment", ["-- session A reads first", "-- claim a job", "-- the setup", "-- sessions at work"]
)
def test_a_comment_may_speak_of_sessions_and_claims(comment: str) -> None:
    assert len(parse_sql(f"-- session A\n{comment}\nSELECT 1;\n-- claim: x\nSELECT true;\n").steps) == 1


def test_a_claim_in_a_string_or_behind_code_is_none() -> None:
    claims = parse_python("x = '''\n# claim: no\n'''\n# claim: yes\nassert x  # claim: neither\n")
    assert claims == (Claim("yes", 4, "assert x", 5),)


@given(st.text(alphabet=st.sampled_from(list("ae1 \n;'\"$/*-\\_")), max_size=60))
def test_any_text_is_cut_into_its_own_parts_or_refused(text: str) -> None:
    try:
        found = list(pieces(text))
    except ProgramError as error:
        found = []
        line = error.line
    else:
        line = 1
    assert 1 <= line <= text.count("\n") + 1
    position = 0
    for piece in found:
        body = piece.sql if isinstance(piece, Statement) else piece.text
        position = text.index(body, position)
        assert text.count("\n", 0, position) + 1 == piece.line


def test_a_long_program_is_read_in_linear_time() -> None:
    assert len(list(pieces("SELECT '" + "''" * 100_000 + "';"))) == 1
    with pytest.raises(ProgramError):
        list(pieces("SELECT '" + "''" * 100_000))
