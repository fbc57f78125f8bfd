"""SQL programs that prove nothing fail, with line and reason."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hooks.demos.errors import (
    ClaimFailed,
    DatabaseTooLarge,
    DemoError,
    DemoFailed,
    ProgramError,
    TimedOut,
    TooMuchOutput,
)
from hooks.demos.postgres import CONNINFO_VARIABLE
from hooks.demos.run import compare, run
from hooks.demos.services import Services
from hooks.demos.transcript import Record

LOST_UPDATE = (Path(__file__).with_name("programs") / "lost-update.sql").read_text(encoding="utf-8")
CLAIM = "-- claim: nothing\nSELECT true;\n"
Run = Callable[..., Record]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("balance = 125 FROM", "balance <> 125 FROM"),
        ("100 + 25", "balance + 25"),
        ("100 + 25", "100 + 26"),
        ("VALUES (1, 100)", "VALUES (2, 100)"),
    ],
)
def test_a_mutant_fails_its_claim(old: str, new: str, run_sql: Run) -> None:
    mutant = LOST_UPDATE.replace(old, new)
    assert mutant != LOST_UPDATE
    with pytest.raises(ClaimFailed, match="one of two deposits is gone"):
        run_sql(mutant)


def test_a_changed_program_differs_from_its_record(run_sql: Run) -> None:
    mutant = LOST_UPDATE.replace("100 + 10", "balance + 10")
    assert "+A > UPDATE account SET balance = balance + 10" in (
        compare(run_sql(mutant).render(), run_sql(LOST_UPDATE).render()) or ""
    )


def test_a_failed_claim_is_reported_with_line_and_transcript(run_sql: Run) -> None:
    with pytest.raises(ClaimFailed) as failed:
        run_sql(LOST_UPDATE.replace("balance = 125 FROM", "balance = 135 FROM"))
    assert str(failed.value) == (
        "line 18: claim doesn't hold: one of two deposits is gone (its query must return true, but returned false)"
    )
    assert failed.value.claim == "one of two deposits is gone"
    assert "B        125" in failed.value.transcript


@pytest.mark.parametrize(
    ("query", "returned"),
    [
        ("SELECT NULL::boolean", "NULL"),
        ("SELECT 't'", "'t', which isn't a boolean"),
        ("SELECT true WHERE false", "0 rows of 1 columns"),
        ("SELECT true FROM generate_series(1, 2)", "2 rows of 1 columns"),
        ("SELECT true, true", "1 rows of 2 columns"),
    ],
)
def test_a_claim_must_return_a_single_true(query: str, returned: str, run_sql: Run) -> None:
    with pytest.raises(ClaimFailed, match=returned):
        run_sql(f"-- claim: it holds\n{query};\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"SELECT 1;\nVALUES\n  (1)\n  WITHOUT;\n{CLAIM}", r"line 4: ERROR 42601: syntax error at or near \"WITHOUT\""),
        ("TABLE missing;\n" + CLAIM, 'line 1: ERROR 42P01: relation "missing" does not exist'),
        (f"-- setup\nSELECT 1/0;\n-- session A\nSELECT 1;\n{CLAIM}", "line 2: ERROR 22012: division by zero"),
        ("-- claim: it holds\nSELECT\n nonsense;\n", "line 3: ERROR 42703"),
        (f"DO $$ BEGIN ASSERT false; END $$;\n{CLAIM}", "line 1: ERROR P0004"),
        (f"COPY (SELECT 1) TO STDOUT;\n{CLAIM}", "line 1: COPY FROM STDIN and TO STDOUT"),
        (f"SELECT 1;\nSELECT pg_terminate_backend(pg_backend_pid());\n{CLAIM}", "line 2: "),
    ],
)
def test_an_error_that_proves_nothing_is_reported_with_its_line(text: str, message: str, run_sql: Run) -> None:
    with pytest.raises(DemoFailed, match=message):
        run_sql(text)


@pytest.mark.parametrize(
    ("statement", "sqlstate"),
    [
        ("SELECT 1/0;", "22012"),
        ("CREATE DATABASE more;", "42501"),
        ("CREATE ROLE more;", "42501"),
        ("COPY (SELECT 1) TO PROGRAM 'cat';", "42501"),
        ("COPY (SELECT 1) TO '/tmp/file';", "42501"),
        ("SELECT pg_read_file('/etc/passwd');", "42501"),
        ("SELECT lo_import('/etc/passwd');", "42501"),
        ("ALTER ROLE demo SUPERUSER;", "42501"),
        ("ALTER SYSTEM SET work_mem = '1GB';", "42501"),
    ],
)
def test_the_role_cannot_reach_outside_its_database(statement: str, sqlstate: str, run_sql: Run) -> None:
    record = run_sql(f"{statement}\n{CLAIM}")
    assert record.entries[0].output.startswith(f"ERROR:  {sqlstate}: ")


@pytest.mark.parametrize(
    "statement",
    ["SELECT pg_sleep(3600);", "DO $$ BEGIN LOOP END LOOP; END $$;", "SELECT count(*) FROM generate_series(1, 1e12);"],
)
def test_an_endless_statement_is_stopped(statement: str, run_sql: Run) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOut, match="line 2"):
        run_sql(f"SELECT 1;\n{statement}\n{CLAIM}", timeout=0.5)
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("query", ["SELECT generate_series(1, 1000000000)", "SELECT repeat('x', 70000)"])
def test_too_much_output_is_an_error(query: str, run_sql: Run) -> None:
    with pytest.raises(TooMuchOutput, match="line 1: more than 500 rows and messages or 64 KiB"):
        run_sql(f"{query};\n{CLAIM}")


@pytest.mark.parametrize(
    "program",
    [
        "LISTEN x;\nSELECT count(pg_notify('x', n::text)) FROM generate_series(1, 30000) n;\n",
        "DO $$ BEGIN LOOP RAISE NOTICE '%', repeat('x', 100000); END LOOP; END $$;\n",
        "DO $$ BEGIN LOOP RAISE NOTICE ''; END LOOP; END $$;\n",
        "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 100000); END $$;\n",
        "SELECT repeat('x', 30000000);\n",
        "SELECT repeat('x', 60000);\n" * 3,
        f"SELECT {', '.join(['NULL'] * 1000)} FROM generate_series(1, 100);\n",  # noqa: S608
    ],
)
def test_output_of_any_kind_is_limited(program: str, run_sql: Run) -> None:
    with pytest.raises(TooMuchOutput):
        run_sql(f"{program}{CLAIM}", timeout=60)


@pytest.mark.parametrize(
    "leftover",
    [
        "ALTER DATABASE demo IS_TEMPLATE true;",
        "ALTER DATABASE demo CONNECTION LIMIT 1;",
        "ALTER DATABASE demo SET default_transaction_read_only = on;",
        "ALTER DATABASE demo SET statement_timeout = 1;",
        "ALTER ROLE demo PASSWORD 'other';",
        "BEGIN; CREATE TABLE t (); PREPARE TRANSACTION 'left'; ALTER DATABASE demo SET role = 'demo';",
        "BEGIN; ALTER DATABASE demo IS_TEMPLATE true; PREPARE TRANSACTION 'left';",
    ],
)
def test_a_program_does_not_spoil_the_next_one(leftover: str, run_sql: Run) -> None:
    with suppress(DemoError):
        run_sql(f"{leftover}\n{CLAIM}")
    assert run_sql(f"SELECT current_setting('default_transaction_read_only');\n{CLAIM}").entries[0].output.count("off")


def test_an_unknown_suffix_is_an_error(services: Services) -> None:
    with pytest.raises(ProgramError, match=r"not demo\.rb"):
        run(Path("demo.rb"), CLAIM, services)


def test_compare_returns_a_unified_diff(run_sql: Run) -> None:
    text = run_sql(LOST_UPDATE).render()
    assert compare(text, text) is None
    assert "-B        135\n+B        125\n" in (compare(text, text.replace("125\n", "135\n")) or "")
    assert "+claim holds" in (compare(text, "") or "")


def test_long_outputs_are_compared_quickly() -> None:
    recorded, current = ("".join(f"{n * step % 151}\n" for n in range(30_000)) for step in (7, 31))
    assert compare(current, recorded) == (
        "the output has 30000 lines, its record 30000: too many to show what differs\n"
    )
    assert compare(recorded, recorded) is None


def test_compare_ignores_the_python_version() -> None:
    recorded = "Python 3.11.7 with Valkey 9.1.2\n\n1\n\nclaim holds: it\n"
    assert compare(recorded.replace("3.11.7", "3.13.0"), recorded) is None
    assert "+Python 3.11.7 with Valkey 9.2.0" in (compare(recorded.replace("9.1.2", "9.2.0"), recorded) or "")


def test_a_database_that_grows_too_large_is_an_error(run_sql: Run) -> None:
    rows = "SELECT repeat('x', 1000) FROM generate_series(1, 50000)"
    tables = f"DO $$ BEGIN FOR n IN 1..1000 LOOP EXECUTE 'CREATE TABLE t' || n || $x$ AS {rows} $x$; END LOOP; END $$;"
    with pytest.raises(DatabaseTooLarge, match="line 2: the database exceeds 256 MB: write fewer rows"):
        run_sql(f"SELECT 1;\n{tables}\n{CLAIM}", timeout=60)


@pytest.mark.parametrize(
    "columns",
    [
        "repeat(E'\\n', 30000)" + ", 1" * 1600,
        "repeat(E'\\n', 30000), repeat('x', 30000), 1",
        ", ".join(f"'' AS a_long_name_{n}" for n in range(1000)) + " FROM generate_series(1, 60)",
    ],
)
def test_the_size_of_a_table_is_limited_before_it_is_formatted(columns: str, run_sql: Run) -> None:
    with pytest.raises(TooMuchOutput, match=r"line 2: its values are too wide or have too many lines"):
        run_sql(f"SELECT 1;\nSELECT {columns};\n{CLAIM}", timeout=60)


def test_numbers_of_any_length_are_shown(run_sql: Run) -> None:
    record = run_sql(
        "SELECT repeat('9', 5000) AS pid;\nDO $$ BEGIN RAISE NOTICE 'process %', repeat('9', 5000); END $$;\n" + CLAIM
    )
    assert "9" * 5000 in record.entries[0].output
    assert record.entries[1].output == "NOTICE:  process ~\nDO"


def test_many_short_statements_do_not_escape_the_size_limit(run_sql: Run) -> None:
    insert = "INSERT INTO t SELECT repeat('x', 1000) FROM generate_series(1, 2000);\n"
    with pytest.raises(DatabaseTooLarge):
        run_sql(f"CREATE TABLE t (x text);\n{insert * 400}{CLAIM}", timeout=60)


def test_temporary_files_count_as_size(run_sql: Run) -> None:
    cursor = "DECLARE c CURSOR WITH HOLD FOR SELECT n, repeat('x', 1000) FROM generate_series(1, 110000) AS n;\n"
    sessions = "".join(f"-- session {name}\n{cursor}" for name in "ABC")
    with pytest.raises(DatabaseTooLarge):
        run_sql(f"{sessions}{CLAIM}", timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="memory isn't limited on macOS")
@pytest.mark.skipif(CONNINFO_VARIABLE in os.environ, reason="an external server has its own limits")
def test_too_much_memory_is_an_error(run_sql: Run) -> None:
    grows = "FOR n IN 1..9 LOOP kept := kept || repeat('x', 100000000); END LOOP"
    text = f"DO $$ DECLARE kept text[]; BEGIN {grows}; END $$;"
    with pytest.raises(DemoFailed, match="line 1: ERROR 53200: out of memory"):
        run_sql(f"{text}\n{CLAIM}")
