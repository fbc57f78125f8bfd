"""Replays of concurrent sessions: who did what, in which order, who waits for whom, and which value decides."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hooks.demos.transcript import parse as parse_record
from hooks.model.question import Program
from hooks.render.demo import demo
from hooks.render.replay import Moment, Replay, replay
from tests.site.html_tree import Element, parse

RECORD = """\
PostgreSQL 18.6

  > CREATE TABLE t (n int);
    CREATE TABLE
A > BEGIN;
A   BEGIN
A > UPDATE t SET n = 1;
A   UPDATE 1
B > UPDATE t SET n = 2;
B ~ waits for A
C > UPDATE t SET n = 3;
C ~ waits for A and B
A > SELECT n FROM t;
A    n
A   ---
A    1
A   (1 row)
A > COMMIT;
A   COMMIT
B ~ continues
B   ERROR:  40P01: deadlock detected
B   DETAIL:  Process B waits.
B > COMMIT;
B   ROLLBACK
C ~ waits for a prepared transaction
C ~ continues
C   UPDATE 1
C > SELECT n, n AS m FROM t;
C    n | m
C   ---+---
C    3 | 3
C   (1 row)
C > ROLLBACK;
C   ROLLBACK

claim holds: B < C
claim holds: it is shown
"""
PROGRAM = """\
-- setup
CREATE TABLE t (n int);
-- session A
BEGIN;
UPDATE t SET n = 1;
-- session B
UPDATE t SET n = 2;
-- session C
UPDATE t SET n = 3;
-- session A
SELECT n FROM t;
-- expect: 1, not 2
-- without the lock: SELECT 2;
COMMIT;
-- session B
COMMIT;
-- session C
SELECT n, n AS m FROM t;
ROLLBACK;
-- claim: B < C
SELECT true;
"""


def replayed(record: str = RECORD, program: str = PROGRAM) -> Replay:
    found = replay(parse_record(record), program)
    assert found
    return found


def moments(record: str = RECORD, program: str = PROGRAM) -> tuple[Moment, ...]:
    return replayed(record, program).moments


def rendered(record: str | None, text: str = PROGRAM) -> str:
    path = PurePosixPath("data/questions/transactions/lost/two.sql")
    return str(demo(Program(name="two.sql", path=path, text=text, record=record), "Two <of> them"))


def cells(row: Element) -> list[str]:
    return [cell.text for cell in (*row.all("th"), *row.all("td"))]


def test_a_row_is_a_moment_with_its_value_at_the_edge() -> None:
    [head, *rows] = parse(rendered(RECORD)).one("table").all("tr")
    assert cells(head) == ["Session", "Statement", "Result"]
    assert [cells(row) for row in rows] == [
        ["A", "BEGIN; UPDATE t SET n = 1;", "UPDATE 1"],
        ["B", "UPDATE t SET n = 2; waits for session A", ""],
        ["C", "UPDATE t SET n = 3; waits for session A and session B", ""],
        ["A", "SELECT n FROM t;", "1, not 2"],
        ["A", "COMMIT;", ""],
        ["B", "continues ERROR: 40P01: deadlock detected", ""],
        ["B", "COMMIT;", "ROLLBACK"],
        ["C", "now waits for a prepared transaction", ""],
        ["C", "continues", "UPDATE 1"],
        ["C", "SELECT n, n AS m FROM t; ROLLBACK; n | m ---+--- 3 | 3", ""],
    ]


def test_the_setup_and_the_whole_transcript_are_folded() -> None:
    page = parse(rendered(RECORD))
    assert [details.one("summary").text for details in page.all("details")] == [
        "Setup: 1 statement of two.sql",
        "Full transcript of two.sql",
        "Source of two.sql",
    ]
    assert replayed().setup == "> CREATE TABLE t (n int);\n  CREATE TABLE"
    assert replayed().transcript in RECORD


def test_a_commit_that_ends_a_wait_is_a_moment_of_its_own() -> None:
    assert [len(moment.statements) for moment in moments()] == [2, 1, 1, 1, 1, 0, 1, 0, 0, 2]
    alone = RECORD.replace("B ~ waits for A\n", "B   UPDATE 1\n").replace(
        "B ~ continues\nB   ERROR:  40P01: deadlock detected\nB   DETAIL:  Process B waits.\n", ""
    )
    assert [len(moment.statements) for moment in moments(alone)][3] == 2


@pytest.mark.parametrize(
    ("output", "value", "below"),
    [
        ("UPDATE 0", "UPDATE 0", ""),
        (" n\n---\n 1\n(1 row)", "1", ""),
        (" n\n---\n\n(1 row)", "NULL", ""),
        (" n\n---\n(0 rows)", "no rows", ""),
        (" n\n---\n 1\n 2\n(2 rows)", "", " n\n---\n 1\n 2"),
        (f" n\n---\n {'1' * 30}\n(1 row)", "", f" n\n---\n {'1' * 30}"),
        ("ERROR:  40001: could not serialize\nHINT:  Retry.", "", "ERROR:  40001: could not serialize"),
        ("NOTICE:  done", "NOTICE:  done", ""),
    ],
)
def test_a_short_result_is_a_value(output: str, value: str, below: str) -> None:
    lines = "".join(f"A   {line}".rstrip() + "\n" for line in output.split("\n"))
    changed = RECORD.replace("A    n\nA   ---\nA    1\nA   (1 row)\n", lines)
    read = moments(changed, "")[3]
    assert (read.value, read.output) == (value, below)


def test_the_decisive_moment_has_what_the_program_states() -> None:
    assert [(moment.value, moment.instead) for moment in moments() if moment.expected] == [("1", "2")]
    assert not any(moment.expected for moment in moments(program="-- not this program"))


def test_a_stated_value_belongs_to_the_result_after_a_wait() -> None:
    program = PROGRAM.replace("SET n = 3;", "SET n = 3;\n-- expect: UPDATE 1, not UPDATE 0").replace(
        "-- expect: 1, not 2\n", ""
    )
    assert [(moment.waiting, moment.instead) for moment in moments(program=program) if moment.expected] == [
        ("continues", "UPDATE 0")
    ]


def test_lane_is_marked_while_its_session_waits() -> None:
    assert [moment.lane for moment in moments()] == [1, 2, 3, 1, 1, 2, 2, 3, 3, 3]
    assert [moment.waiting_lanes for moment in moments()] == [
        (), (), (2,), (2, 3), (2, 3), (3,), (3,), (), (), (),
    ]  # fmt: skip


def test_a_fifth_session_shares_the_last_lane() -> None:
    more = "D > SELECT 1;\nD   1\nE > SELECT 1;\nE   1\n\nclaim holds: B"
    assert [moment.lane for moment in moments(RECORD.replace("\nclaim holds: B", more, 1))][-2:] == [4, 4]


def test_wide_tables_scroll_with_the_keyboard() -> None:
    wide = RECORD.replace("C    3 | 3\n", f"C    {'3' * 40} | 3\n")
    assert (moments()[-1].scrolls, moments(wide)[-1].scrolls) == (False, True)


def test_one_session_has_no_replay() -> None:
    alone = "PostgreSQL 18.6\n\n> SELECT 1;\n  SELECT\n\nclaim holds: it\n"
    assert replay(parse_record(alone), "") is None
    assert "<table" not in rendered(alone)


def test_claims_version_and_command_are_shown() -> None:
    figure = parse(rendered(RECORD)).one("figure")
    assert [claim.text for claim in figure.one("ul").all("li")] == ["holds: B < C", "holds: it is shown"]
    assert "make demo ID=lost/two.sql" in figure.text
    assert "PostgreSQL 18.6" in figure.text


def test_record_is_escaped() -> None:
    page = rendered(RECORD.replace("SELECT n FROM t;", "SELECT '<script>'; -- {{ 7 }} ``` ~~~").replace("it is", "<i>"))
    assert "<script" not in page
    assert "<i>" not in page
    assert not set("`~{}") & set(page)


def test_no_inline_styles() -> None:
    assert " style=" not in rendered(RECORD)
