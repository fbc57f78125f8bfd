"""What the mutation audit changes in a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.demos.sql_parser import parse_sql
from tests.audit.mutants import code_edits, python_mutants, sql_mutants
from tests.audit.mutations import explanations

SQL = """\
-- setup
CREATE TABLE account (id int, balance int);
INSERT INTO account VALUES (1, 100);
-- session A
UPDATE account SET balance = 9 WHERE id = 1;
-- session B
SELECT balance FROM account FOR UPDATE SKIP LOCKED;
-- claim: it's 9
SELECT balance = 9 FROM account;
"""
SCRIPT = '''\
"""Counts to 3."""

import sys

total = 0
for number in range(3):
    if number >= 0 and "é" != str(number):  # a comment
        total += 1
print(total + 5)
# claim: it's 3
assert total == 3
print(f"{total + 6}")
'''


def changed(code: str) -> list[str]:
    return [f"{code[: edit.start]}{edit.new}{code[edit.end :]}" for edit in code_edits(code)]


@pytest.mark.parametrize(
    ("code", "mutants"),
    [
        ("LIMIT 10", ["LIMIT 11"]),
        ("x0 + 0.5", ["x0 + 1.5"]),
        ("a <= b", ["a < b"]),
        ("a <> b", ["a = b"]),
        ("a @> b", []),
        ("a ->> 'x 1'", []),
        ("a AND b", ["a OR b"]),
        ("ORDER BY a DESC", ["ORDER BY a ASC"]),
        ("'30 seconds'", ["'31 seconds'"]),
        ("'2026-12-01'", ["'2026-12-02'"]),
        ("'{1,2}'", ["'{1,3}'"]),
        ("BEGIN ISOLATION LEVEL SERIALIZABLE", ["BEGIN ISOLATION LEVEL REPEATABLE READ"]),
        ("SELECT FOR NO KEY UPDATE OF t", ["SELECT"]),
        ("FROM t FOR UPDATE SKIP LOCKED", ["FROM t", "FROM t FOR UPDATE"]),
        ("-- 10", []),
        ('"1 AND 2"', []),
        ("if redis.call('GET') == false then a = b end", ["if redis.call('GET') ~= false then a = b end"]),
    ],
)
def test_code_is_changed_in_one_place(code: str, mutants: list[str]) -> None:
    assert [mutant for mutant in changed(code) if "true" not in mutant] == mutants


def test_mutants_of_sql_spare_the_setup_and_the_claims_and_can_be_parsed() -> None:
    mutants = list(sql_mutants(parse_sql(SQL)))
    assert [(mutant.line, mutant.change) for mutant in mutants] == [
        (5, "removed: UPDATE account SET balance = 9 WHERE id = 1;"),
        (5, "9 -> 10: UPDATE account SET balance = 10 WHERE id = 1;"),
        (5, "= -> <>: UPDATE account SET balance = 9 WHERE id <> 1;"),
        (5, "1 -> 2: UPDATE account SET balance = 9 WHERE id = 2;"),
        (7, "removed: SELECT balance FROM account FOR UPDATE SKIP LOCKED;"),
        (7, "removed FOR UPDATE SKIP LOCKED: SELECT balance FROM account;"),
        (7, "removed SKIP LOCKED: SELECT balance FROM account FOR UPDATE;"),
    ]


def test_mutants_of_a_script_spare_imports_prints_and_what_follows_the_first_claim() -> None:
    mutants = list(python_mutants(SCRIPT, 10))
    assert [(mutant.line, mutant.change) for mutant in mutants] == [
        (5, "removed: total = 0"),
        (5, "0 -> 1: total = 1"),
        (6, "3 -> 4: for number in range(4):"),
        (7, 'number >= 0 and "é" != str(number) -> False: if False: # a comment'),
        (7, 'number >= 0 and "é" != str(number) -> True: if True: # a comment'),
        (7, '>= -> >: if number > 0 and "é" != str(number): # a comment'),
        (7, '0 -> 1: if number >= 1 and "é" != str(number): # a comment'),
        (7, 'and -> or: if number >= 0 or "é" != str(number): # a comment'),
        (7, '!= -> ==: if number >= 0 and "é" == str(number): # a comment'),
        (8, "removed: total += 1"),
        (8, "1 -> 2: total += 2"),
    ]


def test_code_in_a_string_is_mutated_and_other_strings_are_not() -> None:
    script = 'sql = "SELECT 1"\nname = "2 of 3"\n# claim: nothing\nassert sql\n'
    assert [mutant.change for mutant in python_mutants(script, 3) if mutant.change[0] != "r"] == [
        '1 -> 2: sql = "SELECT 2"'
    ]


def test_every_explanation_is_about_a_program() -> None:
    questions = Path(__file__).parents[2] / "data" / "questions"
    assert [program for program, _ in explanations() if not list(questions.glob(f"*/{program}"))] == []
