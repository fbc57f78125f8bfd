"""Timelines of concurrent sessions: who did what, in which order, and who waits for whom."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hooks.model.question import Program
from hooks.render.demo import demo
from hooks.render.timeline import Turn, timeline
from tests.site.html_tree import parse

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
claim holds: it is shown
"""
ALONE = "PostgreSQL 18.6\n\n> SELECT 1;\n  SELECT\n\nclaim holds: it\n"


def turns(record: str = RECORD) -> tuple[Turn, ...]:
    found = timeline(record)
    assert found
    return found.turns


def rendered(record: str | None) -> str:
    path = PurePosixPath("data/questions/transactions/lost/two.sql")
    text = "-- claim: B < C\nSELECT true;\n"
    return str(demo(Program(name="two.sql", path=path, text=text, record=record), "Two <of> them"))


def test_turns_are_in_order_and_in_the_lane_of_their_session() -> None:
    assert [(turn.session, turn.lane, len(turn.steps)) for turn in turns()] == [
        ("", 0, 1), ("A", 1, 1), ("B", 2, 1), ("C", 3, 1), ("A", 1, 2), ("B", 2, 1), ("C", 3, 2),
    ]  # fmt: skip


def test_waiting_is_described_in_words() -> None:
    assert [step.waiting for turn in turns() for step in turn.steps if step.waiting] == [
        "Session B waits for session A.",
        "Session C waits for session A and session B.",
        "Session B continues.",
        "Session C now waits for a prepared transaction.",
        "Session C continues.",
    ]


def test_lane_is_marked_while_its_session_waits() -> None:
    assert [turn.waiting_lanes for turn in turns()] == [(), (), (), (2,), (2, 3), (3,), ()]


def test_tables_keep_line_breaks_and_wide_ones_scroll_with_the_keyboard() -> None:
    [_, _, _, _, reads, _, _] = turns()
    assert [(step.is_table, step.scrolls) for step in reads.steps] == [(True, False), (False, False)]
    wide = turns(RECORD.replace("A    1\n", f"A    {'1' * 40}\n"))[4]
    assert wide.steps[0].scrolls


@pytest.mark.parametrize(
    "record",
    [
        "",
        "no record",
        ALONE,
        "Python 3.11.7\n\nA > B\n\nclaim holds: it\n",
        RECORD.replace("claim holds: it is shown\n", "D > SELECT 1;\nD   1\n"),
        RECORD.replace("B ~ continues\n", "D > SELECT 1;\nD   (1 row)\nB ~ continues\n"),
    ],
)
def test_other_than_two_or_three_sessions_has_no_timeline(record: str) -> None:
    assert timeline(record) is None
    assert '<ol class="timeline' not in rendered(record)


def test_timeline_shows_steps_claims_and_source() -> None:
    figure = parse(rendered(RECORD)).one("figure")
    [steps] = figure.all("ol")
    assert [session.text for session in steps.by_class("timeline__session")] == [
        "Setup", "Session A", "Session B", "Session C", "Session A", "Session B", "Session C",
    ]  # fmt: skip
    assert [claim.text for claim in figure.one("ul").all("li")] == ["holds: B < C", "holds: it is shown"]
    assert figure.one("details").one("pre").text == "-- claim: B < C SELECT true;"
    assert "guide demo lost/two.sql" in figure.text
    assert "PostgreSQL 18.6" in figure.text


def test_record_is_escaped() -> None:
    page = rendered(RECORD.replace("SELECT n FROM t;", "SELECT '<script>'; -- {{ 7 }} ``` ~~~").replace("it is", "<i>"))
    assert "<script" not in page
    assert "<i>" not in page
    assert not set("`~{}") & set(page)


def test_no_inline_styles() -> None:
    assert " style=" not in rendered(RECORD)
