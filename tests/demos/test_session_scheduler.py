"""Sessions that block each other produce the same transcript every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.demos.errors import DemoFailed, Stuck
from hooks.demos.run import compare, record_path, run
from hooks.demos.services import Services
from hooks.demos.transcript import Record, parse

PROGRAMS = sorted(Path(__file__).with_name("programs").glob("*.sql"))
TABLE = "-- setup\nCREATE TABLE t (id int PRIMARY KEY, n int);\nINSERT INTO t VALUES (1, 0), (2, 0);\n"
CLAIM = "-- claim: nothing\nSELECT true;\n"
Run = Callable[..., Record]


@pytest.mark.parametrize("runs", [2, pytest.param(10, marks=pytest.mark.audit)])
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_runs_match_the_record(path: Path, services: Services, runs: int) -> None:
    recorded = record_path(path).read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    for _ in range(runs):
        record = run(path, text, services)
        assert compare(record.render(), recorded) is None
        assert parse(recorded) == record


def test_a_wait_is_detected_without_log_messages(run_sql: Run) -> None:
    record = run_sql(
        f"{TABLE}-- session A\nBEGIN;\nUPDATE t SET n = 1 WHERE id = 1;\n"
        "-- session B\nSET client_min_messages = error;\nUPDATE t SET n = 2 WHERE id = 1;\n"
        f"-- session A\nCOMMIT;\n{CLAIM}"
    )
    assert [entry.waits_for for entry in record.entries if entry.waits_for] == [("A",)]


def test_a_short_statement_timeout_ends_the_wait(run_sql: Run) -> None:
    record = run_sql(
        f"{TABLE}-- session A\nBEGIN;\nUPDATE t SET n = 1 WHERE id = 1;\n"
        "-- session B\nBEGIN;\nSET LOCAL statement_timeout = '100ms';\nUPDATE t SET n = 2 WHERE id = 1;\nROLLBACK;\n"
        f"-- session A\nCOMMIT;\n{CLAIM}"
    )
    assert "57014" in record.entries[-3].output


def test_a_prepared_transaction_can_block(run_sql: Run) -> None:
    record = run_sql(
        f"{TABLE}-- session A\nBEGIN;\nUPDATE t SET n = 1 WHERE id = 1;\nPREPARE TRANSACTION 'first';\n"
        "-- session B\nUPDATE t SET n = 2 WHERE id = 1;\n"
        f"-- session A\nCOMMIT PREPARED 'first';\n{CLAIM}"
    )
    assert [entry.waits_for for entry in record.entries if entry.waits_for] == [("a prepared transaction",)]


def test_programs_do_not_affect_the_next_one(run_sql: Run) -> None:
    leftovers = (
        "CREATE TABLE t (n int);\nBEGIN;\nINSERT INTO t VALUES (1);\n{}-- claim: empty\nSELECT count(*) = 0 FROM t;\n"
    )
    run_sql(leftovers.format("PREPARE TRANSACTION 'left';\n"))
    run_sql(leftovers.format("ALTER ROLE demo SET search_path = 'nowhere';\n"))


def test_a_wait_without_end_is_an_error(run_sql: Run) -> None:
    blocked = f"{TABLE}-- session A\nBEGIN;\nUPDATE t SET n = 1;\n-- session B\nUPDATE t SET n = 2;\n"
    with pytest.raises(Stuck, match="line 8: session B is still waiting for A when the program ends") as stuck:
        run_sql(blocked + CLAIM)
    assert "B ~ waits for A" in stuck.value.transcript
    with pytest.raises(Stuck, match="line 9: session B is still waiting for A and can't run this"):
        run_sql(f"{blocked}SELECT 1;\n{CLAIM}")


def test_a_blocked_statement_must_not_fail_with_a_fatal_error(run_sql: Run) -> None:
    with pytest.raises(DemoFailed, match='line 8: ERROR 42703: column "n" does not exist'):
        run_sql(
            f"{TABLE}-- session A\nBEGIN;\nALTER TABLE t DROP COLUMN n;\n-- session B\nSELECT n FROM t;\n"
            f"-- session A\nCOMMIT;\n{CLAIM}"
        )
