"""Sessions side by side: who did what in which order, and in words who waits for whom."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hooks.model.question import Program
from hooks.render.demo import demo
from hooks.render.timeline import Turn, timeline
from tests.site.parsed import parse

RECORD = """\
PostgreSQL 18.6

  > CREATE TABLE t (n int);
    CREATE TABLE
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
B   ERROR:  40P01: <deadlock>
C ~ waits for a prepared transaction
C ~ continues
C   UPDATE 1

claim holds: B < C
claim holds: it is told
"""
ALONE = "PostgreSQL 18.6\n\n> SELECT 1;\n  SELECT\n\nclaim holds: it\n"


def turns(record: str = RECORD) -> tuple[Turn, ...]:
    found = timeline(record)
    assert found
    return found.turns


def shown(record: str | None) -> str:
    path = PurePosixPath("data/questions/transactions/lost/two.sql")
    text = "-- claim: B < C\nSELECT true;\n"
    return str(demo(Program(name="two.sql", path=path, text=text, record=record), "Two <of> them"))


def test_turns_follow_one_another_in_the_lane_of_their_session() -> None:
    assert [(turn.session, turn.lane, len(turn.moments)) for turn in turns()] == [
        ("", 0, 1), ("A", 1, 1), ("B", 2, 1), ("C", 3, 1), ("A", 1, 2), ("B", 2, 1), ("C", 3, 2),
    ]  # fmt: skip


def test_who_waits_for_whom_is_said_in_words() -> None:
    assert [moment.waiting for turn in turns() for moment in turn.moments if moment.waiting] == [
        "Session B waits for session A.",
        "Session C waits for session A and session B.",
        "Session B no longer waits.",
        "Session C now waits for a prepared transaction.",
        "Session C no longer waits.",
    ]


def test_a_lane_is_held_while_its_session_waits() -> None:
    assert [turn.held for turn in turns()] == [(), (), (), (2,), (2, 3), (3,), ()]


def test_tables_keep_their_lines_and_wide_ones_can_be_scrolled_with_the_keyboard() -> None:
    [_, _, _, _, reads, _, _] = turns()
    assert [(moment.is_table, moment.scrolls) for moment in reads.moments] == [(True, False), (False, False)]
    wide = turns(RECORD.replace("A    1\n", f"A    {'1' * 40}\n"))[4]
    assert wide.moments[0].scrolls


@pytest.mark.parametrize(
    "record",
    [
        "",
        "no record",
        ALONE,
        "Python 3.11.7\n\nA > B\n\nclaim holds: it\n",
        RECORD.replace("claim holds: it is told\n", "D > SELECT 1;\nD   1\n"),
        RECORD.replace("B ~ continues\n", "D > SELECT 1;\nD   (1 row)\nB ~ continues\n"),
    ],
)
def test_what_is_not_two_or_three_sessions_has_no_timeline(record: str) -> None:
    assert timeline(record) is None
    assert '<ol class="timeline' not in shown(record)


def test_the_page_has_an_ordered_list_the_claims_and_the_program() -> None:
    figure = parse(shown(RECORD)).one("figure")
    [steps] = figure.all("ol")
    assert [who.text for who in steps.by_class("timeline__who")] == [
        "Setup", "Session A", "Session B", "Session C", "Session A", "Session B", "Session C",
    ]  # fmt: skip
    assert [claim.text for claim in figure.one("ul").all("li")] == ["claim holds: B < C", "claim holds: it is told"]
    assert figure.one("details").one("pre").text == "-- claim: B < C SELECT true;"
    assert "guide demo lost/two.sql" in figure.text
    assert "PostgreSQL 18.6" in figure.text


def test_nothing_of_a_record_becomes_markup() -> None:
    page = shown(RECORD.replace("SELECT n FROM t;", "SELECT '<script>'; -- {{ 7 }} ``` ~~~").replace("it is", "<i>"))
    assert "<script" not in page
    assert "<i>" not in page
    assert not set("`~{}") & set(page)


def test_no_element_is_styled_in_place() -> None:
    assert " style=" not in shown(RECORD)
