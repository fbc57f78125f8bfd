"""Which drawing is taken, and what's refused, whatever the page draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hooks.diagrams import Fence, Refusal, page, refusals
from hooks.diagrams.chromium import DrawTimeout
from hooks.diagrams.draw import RUNGS, draw

FENCE = Fence(7, "%% one\nsequenceDiagram\n  A->>B: hi\n", "Greeting", "")
Result = dict[str, Any]
Page = Callable[[Result], Result]


def drawing(width: int, *faults: str) -> Result:
    """What the page says of a drawing whose text has 14 pixels."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 9"><text font-size="14">hi</text></svg>'
    return {"svg": svg, "faults": list(faults)}


def drawn(monkeypatch: pytest.MonkeyPatch, *results: Result | None) -> tuple[str | Refusal, int]:
    """The outcome, and how often it was drawn, where each rung has one of the results; None for a timeout."""
    given: list[Result] = []

    def fake(request: Result) -> Result:
        given.append(request)
        result = results[len(given) - 1]
        if result is None:
            raise DrawTimeout
        return result

    def with_page(_: Path, work: Callable[[Page], list[str | Refusal]], *, timeout: int) -> list[str | Refusal]:
        assert timeout >= 10
        return work(fake)

    monkeypatch.setattr(page, "with_page", with_page)
    (outcome,) = draw([FENCE], Path())
    assert [request["rung"] for request in given] == [rung._asdict() for rung in RUNGS[: len(given)]]
    assert {(request["kind"], request["source"]) for request in given} == {("sequence", FENCE.source[6:])}
    return outcome, len(given)


@pytest.mark.parametrize(
    ("results", "width", "rungs"),
    [
        ([drawing(340)], 340, 1),
        ([drawing(300, "`a` and `b` overlap"), drawing(396)], 396, 2),
        ([drawing(900), drawing(500), drawing(430)], 430, 3),
        ([drawing(430), drawing(420), drawing(410)], 430, 3),
        ([drawing(430), drawing(420), drawing(390)], 390, 3),
        ([drawing(430), {"error": "Could not find a point", "line": 1}], 430, 2),
        ([drawing(430), None], 430, 2),
    ],
)
def test_the_first_good_drawing_is_taken_else_the_first_legible_one(
    monkeypatch: pytest.MonkeyPatch, results: list[Result | None], width: int, rungs: int
) -> None:
    outcome, tried = drawn(monkeypatch, *results)
    assert isinstance(outcome, str)
    assert f'viewBox="0 0 {width} 9"' in outcome
    assert tried == rungs


TOO_WIDE = "the drawing is 500 pixels wide, so on a phone its smallest text would have 9.5 pixels instead of 11"


@pytest.mark.parametrize(
    ("results", "line", "reason", "hint", "rungs"),
    [
        ([drawing(900), drawing(700), drawing(500)], 7, TOO_WIDE, "Up to four participants", 3),
        ([drawing(300, "`a` and `b` overlap")] * 3, 7, "`a` and `b` overlap", "Up to four participants", 3),
        ([drawing(300, "x", "`ab` is broken in two")], 7, "`ab` is broken in two", "Shorten it", 1),
        ([None], 7, "drawing took over 20 seconds", "split it in two", 1),
        ([drawing(6000)], 7, "the drawing isn't allowed: .* more than 5000 pixels", "split it in two", 1),
        ([{"error": "No  such\nactor", "line": 1}], 9, "Mermaid refuses `sequenceDiagram`: No such actor", "syntax", 1),
        ([{"error": "x", "line": 99}], 10, "Mermaid refuses `A->>B: hi`: x", "syntax", 1),
    ],
)
def test_a_refusal_says_why_and_what_to_write(
    monkeypatch: pytest.MonkeyPatch, results: list[Result | None], line: int, reason: str, hint: str, rungs: int
) -> None:
    outcome, tried = drawn(monkeypatch, *results)
    assert isinstance(outcome, Refusal)
    assert outcome.line == line
    assert re.search(reason, outcome.reason)
    assert hint in outcome.hint
    assert tried == rungs


def test_nothing_to_draw_starts_nothing(tmp_path: Path) -> None:
    pie = Fence(4, "pie\n", "", "")
    assert draw([], tmp_path) == []
    assert draw([pie], tmp_path) == list(refusals(pie))
