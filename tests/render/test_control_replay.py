"""A control's run as a table: what it has in common with the real run is left out, what differs is marked."""

from __future__ import annotations

from pathlib import PurePosixPath

from hooks.model.question import Program
from hooks.render.demo import demo
from tests.site.html_tree import Element, parse

RECORD = """\
PostgreSQL 18.6

A > SELECT 1;
A   1
B > LOCK t;
B   LOCK TABLE
A > SELECT 2;
A   2
B > COMMIT;
B   COMMIT

claim holds: it is 2

without the lock: fails, 3
| A > SELECT 1;
| A   1
| A > SELECT 2;
| A   3
| B > COMMIT;
| B   COMMIT
|
| claim fails: it is 2

without the order: fails, 2
| A > SELECT 1;
| A   1
| B > LOCK t;
| B   LOCK TABLE
| A > SELECT 2;
| A   2
|
| claim fails: it is 2
"""


def tables() -> list[Element]:
    path = PurePosixPath("data/questions/transactions/lost/two.sql")
    page = str(demo(Program(name="two.sql", path=path, text="SELECT 1;", record=RECORD), "Two"))
    return parse(page).all("table")


def rows(table: Element) -> list[tuple[str, str]]:
    return [((row.attributes["class"] or "").rpartition("--")[2], row.text) for row in table.all("tr")[1:]]


def test_what_differs_is_marked() -> None:
    _, control, _ = tables()
    assert rows(control) == [("new", "A SELECT 2; 3")]


def test_what_is_gone_is_shown() -> None:
    *_, control = tables()
    assert rows(control) == [("gone", "B COMMIT;")]
