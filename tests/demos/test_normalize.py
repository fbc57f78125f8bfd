"""Normalizing replaces what varies, keeps values from the program, and drops no lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.demos.normalize import Normalizer, normalize_python_output
from hooks.demos.psql_format import format_result
from hooks.demos.query_result import Column, Message, QueryResult

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FIXED = "0b2d7c1e-53a5-4b52-9d3a-0a8f5f2f9b11"
TEXT, XID, OID, TIMESTAMPTZ, TIMESTAMP, UUID, LSN, INT = 25, 28, 26, 1184, 1114, 2950, 3220, 23


@pytest.fixture
def normalizer() -> Normalizer:
    return Normalizer({4711: "A", 4712: "B"}, NOW, f"VALUES ('{FIXED}');")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Process 4711 waits for ShareLock on transaction 771; blocked by process 9.",
         "Process A waits for ShareLock on transaction ~1; blocked by process ~."),
        ("transaction 771, transaction 772, transaction 771", "transaction ~1, transaction ~2, transaction ~1"),
        ("virtual transaction 3/14", "virtual transaction ~1"),
        ("AccessShareLock on relation 16390 of database 16384", "AccessShareLock on relation ~1 of database ~"),
        ("advisory lock [16384,0,42,1]", "advisory lock [~,0,42,1]"),
        ('tuple (0,1) in relation "account"', 'tuple (0,1) in relation "account"'),
    ],
)  # fmt: skip
def test_messages_are_normalized(text: str, expected: str, normalizer: Normalizer) -> None:
    assert normalizer.message(text) == expected


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (Column("QUERY PLAN", TEXT), "Seq Scan on t  (cost=0.00..35.50 rows=2550 width=4)",
         "Seq Scan on t  (cost=~ rows=2550 width=4)"),
        (Column("QUERY PLAN", TEXT), "(actual time=0.01..0.02 rows=3.00 loops=1)", "(actual time=~ rows=3.00 loops=1)"),
        (Column("QUERY PLAN", TEXT), "  Buffers: shared hit=3 read=1", "  Buffers: ~"),
        (Column("QUERY PLAN", TEXT), "Execution Time: 0.071 ms", "Execution Time: ~ ms"),
        (Column("plan", TEXT), '"Actual Total Time": 0.012,', '"Actual Total Time": ~,'),
        (Column("pid", INT), "4711", "A"),
        (Column("pid", INT), "1", "1"),
        (Column("pg_blocking_pids", TEXT), "{4711,4712}", "{A,B}"),
        (Column("n", INT), "4711", "4711"),
        (Column("xmin", XID), "771", "~1"),
        (Column("xmax", XID), "0", "0"),
        (Column("pg_current_snapshot", 5038), "771:773:771", "~1:~2:~1"),
        (Column("oid", OID), "16400", "~1"),
        (Column("oid", OID), "25", "25"),
        (Column("lsn", LSN), "0/15D68B8", "~"),
        (Column("at", TIMESTAMPTZ), "2026-11-20 12:00:03.5+00", "~"),
        (Column("at", TIMESTAMP), "2026-11-20 11:59:58.25", "~"),
        (Column("at", TIMESTAMPTZ), "2026-11-20 12:00:00+00", "2026-11-20 12:00:00+00"),
        (Column("at", TIMESTAMPTZ), "2026-01-01 12:00:00.5+00", "2026-01-01 12:00:00.5+00"),
        (Column("at", TIMESTAMPTZ), "12026-01-01 12:00:00.5+00", "12026-01-01 12:00:00.5+00"),
        (Column("id", UUID), "6f0c3f1c-9a5f-4a7f-8f4e-4b5b0b0b0b0b", "~1"),
        (Column("id", UUID), FIXED, FIXED),
        (Column("note", TEXT), "process 4711 handled transaction 12", "process 4711 handled transaction 12"),
    ],
)  # fmt: skip
def test_values_are_normalized(column: Column, value: str, expected: str, normalizer: Normalizer) -> None:
    assert normalizer.cell(column, value) == expected


def test_object_addresses_are_replaced() -> None:
    assert normalize_python_output("<A object at 0x7f32a80c> 0xdeadbeef") == "<A object at 0x~> 0xdeadbeef"


@given(st.lists(st.text(alphabet="Buffers: cost=1.0actual time\n~", max_size=30), min_size=1, max_size=5))
def test_no_line_is_dropped(values: list[str]) -> None:
    result = QueryResult(columns=(Column("v", TEXT),), rows=tuple((value,) for value in values), tag="SELECT")
    lines = format_result(result, Normalizer({}, NOW, "")).split("\n")
    assert len(lines) == 3 + sum(value.count("\n") + 1 for value in values)


def test_results_are_formatted_like_psql(normalizer: Normalizer) -> None:
    notice = Message("NOTICE", "00000", "look", "closely", "", "where", None)
    result = QueryResult(
        (notice,),
        (Column("n", INT), Column("name", TEXT)),
        (("1", "a\nb"), (None, "longer")),
        "UPDATE 2",
        notifications=(("news", "", 4712),),
    )
    assert format_result(result, normalizer).split("\n") == [
        "NOTICE:  look",
        "DETAIL:  closely",
        "  n   |  name",
        "------+--------",
        "    1 | a     +",
        "      | b",
        " NULL | longer",
        "(2 rows)",
        "UPDATE 2",
        'Asynchronous notification "news" received from server process with PID B.',
    ]
