"""Rendering and parsing records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.demos.errors import RecordError
from hooks.demos.transcript import Entry, Record, parse

LINES = st.text(alphabet=st.sampled_from(list("aB>~ -|:")), max_size=12).map(str.rstrip)
TEXTS = (
    st.lists(LINES, min_size=1, max_size=4)
    .map("\n".join)
    .filter(lambda text: bool(text.strip()) and text == text.strip("\n"))
)
NAMES = st.sampled_from("ABC")
CLAIMS = st.lists(
    st.text(alphabet="ab: ", min_size=1, max_size=8).filter(str.strip).map(str.strip), min_size=1, max_size=3
)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Possible transcripts: a statement has its result, or waits once and continues later."""
    found, waiting = [], set()
    several = draw(st.booleans())
    if several:
        found.append(Entry("A", "BEGIN;", output="BEGIN"))
    for _ in range(draw(st.integers(1, 6))):
        name = draw(NAMES) if several else ""
        if name in waiting:
            waiting.discard(name)
            found.append(Entry(name, continues=True, output=draw(TEXTS)))
        elif several and draw(st.booleans()):
            waiting.add(name)
            found.append(Entry(name, draw(TEXTS), waits_for=draw(st.sampled_from([("A",), ("A", "B")]))))
        else:
            found.append(Entry(name, draw(TEXTS), output=draw(TEXTS)))
    return tuple(found)


@given(entries(), CLAIMS)
def test_a_sql_record_round_trips(transcript: tuple[Entry, ...], claims: list[str]) -> None:
    record = Record("PostgreSQL", "18.6", transcript, tuple(claims))
    text = record.render()
    assert parse(text) == record
    assert all(line == line.rstrip() for line in text.split("\n"))


@given(st.lists(LINES, max_size=6).map(lambda lines: "\n".join(lines).rstrip("\n")), CLAIMS)
def test_a_python_record_round_trips(output: str, claims: list[str]) -> None:
    record = Record("Python", "3.11.7", (Entry("", output=output),), tuple(claims))
    assert parse(record.render()) == record


def test_a_record_can_have_claims_only() -> None:
    record = Record("PostgreSQL", "18.6", (), ("it holds",))
    assert record.render() == "PostgreSQL 18.6\n\nclaim holds: it holds\n"
    assert parse(record.render()) == record


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("PostgreSQL\n\nclaim holds: x\n", 1),
        ("PostgreSQL 18.6\n\n> SELECT 1;\n", 3),
        ("PostgreSQL 18.6\n\n> SELECT 1;\nSELECT\n\nclaim holds: x\n", 4),
    ],
)
def test_an_invalid_record_is_an_error_with_its_line(text: str, line: int) -> None:
    with pytest.raises(RecordError) as error:
        parse(text)
    assert error.value.line == line
