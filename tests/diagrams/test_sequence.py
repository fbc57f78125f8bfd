from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.diagrams.sequence import Script
from hooks.diagrams.sequence_drawing import drawing
from hooks.diagrams.supported_syntax import script
from hooks.diagrams.svg import sanitize_svg, serialize


def read(*lines: str) -> Script:
    parsed = script("\n".join(["sequenceDiagram", *lines]))
    assert parsed
    return parsed


def drawn(*lines: str) -> str:
    parsed = read(*lines)
    assert parsed.errors == []
    return sanitize_svg(serialize(drawing(parsed)))


def size(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)
    assert found
    return float(found[1]), float(found[2])


def lifelines(svg: str) -> list[float]:
    return [float(x) for x in re.findall(r'<line [^>]*x1="([^"]+)"[^>]*stroke-dasharray="4 4"/>', svg)]


def test_lifelines_are_in_order_of_first_mention() -> None:
    assert list(read("participant B", "A->>B: x", "C->>A: y").actors) == ["B", "A", "C"]


def test_lifelines_move_apart_for_long_messages() -> None:
    near = lifelines(drawn("A->>B: x"))
    far = lifelines(drawn("A->>B: UPDATE accounts SET balance"))
    assert far[1] - far[0] > near[1] - near[0]


def test_very_long_messages_are_wrapped() -> None:
    assert size(drawn("A->>B: " + "word " * 60))[0] < 400


def test_a_note_right_of_the_last_lifeline_is_inside_the_view_box() -> None:
    svg = drawn("A->>B: x", "Note right of B: serialize to the log")
    left, width = (float(part) for part in re.findall(r'viewBox="(\S+) \S+ (\S+)', svg)[0])
    note = re.search(r'd-fill-mark[^>]* x="(\S+)" y="\S+" width="(\S+)"', svg)
    assert note
    assert float(note[1]) + float(note[2]) <= left + width


def test_a_note_before_the_first_message_is_drawn() -> None:
    assert ">first<" in drawn("Note over A: first", "A->>B: x")


def test_autonumber_numbers_messages() -> None:
    svg = drawn("autonumber", "A->>B: ask", "B-->>A: tell")
    assert ">1. ask<" in svg
    assert ">2. tell<" in svg


@pytest.mark.parametrize(
    ("arrow", "mark"),
    [("->>", "seq-arrow"), ("-->>", "seq-arrow"), ("-)", "seq-open"), ("-x", "seq-cross"), ("->", None), ("-->", None)],
)
def test_each_arrow_has_its_head(arrow: str, mark: str | None) -> None:
    svg = drawn(f"A{arrow}B: x")
    assert re.findall(r'marker-end="url\(#([^)]*)\)"', svg) == ([mark] if mark else [])
    assert ('stroke-dasharray="6 4"' in svg) == arrow.startswith("--")


def test_names_can_contain_hyphens_and_spaces() -> None:
    assert list(read("read-replica->>Web app: x").actors) == ["read-replica", "Web app"]


def test_frames_show_their_kind_and_branches() -> None:
    svg = drawn("alt paid", "A->>B: x", "else refused", "A->>B: y", "end")
    assert all(word in svg for word in (">alt<", ">[paid]<", ">[refused]<"))


def test_every_message_is_drawn_at_its_own_height() -> None:
    svg = drawn("A->>B: one", "loop", "A->>A: two", "A->>B: three", "end", "B-->>A: four")
    heights = [float(re.findall(rf'y="([^"]+)"[^>]*>{word}<', svg)[0]) for word in ("one", "two", "three", "four")]
    assert heights == sorted(set(heights))


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (["loop x", "A->>B: y"], (2, "this `loop` has no `end`")),
        (["A->>B: y", "end"], (3, "`end` is outside of any frame")),
        (["loop x", "A->>B: y", "else", "end"], (4, "`else` belongs in `alt`, not in `loop`")),
        (["A->>B: y", "A-->>-B: z"], (3, "`A` isn't active here")),
        (
            ["A->>B: y", "participant A"],
            (3, "`A` is declared twice, or after its first message: declare it once, before"),
        ),
        (["A->>B: SELECT 1; COMMIT"], (2, "GitHub ends a statement at `;`: remove it")),
        (["rect rgb(1,2,3)"], (2, "`rect rgb(1,2,3)` isn't supported: colored bands and boxes aren't supported")),
        (
            ["create participant A"],
            (2, "`create participant A` isn't supported: lifelines can't start or end in the middle"),
        ),
        ([], (1, "the diagram has no participants")),
    ],
)
def test_unsupported_syntax_is_an_error_with_its_line(lines: list[str], error: tuple[int, str]) -> None:
    line, reason = read(*lines).errors[0]
    assert (line, reason[: len(error[1])]) == error


LINES = st.sampled_from(
    [
        *("A->>B: one", "B-->>A: two words", "C-xA: lost", "A->>A: self", "B->>+C: on", "C-->>-B: off", "autonumber"),
        *(
            "Note over A: n",
            "Note over A,C: wide<br/>note",
            "Note left of A: l",
            "Note right of C: r",
            "actor D as Dee",
        ),
        *("loop l", "alt a", "else e", "par", "and", "end", "activate A", "deactivate A", "opt long label " * 9),
    ]
)


@given(st.lists(LINES, max_size=25))
def test_every_script_without_faults_has_a_drawing(lines: list[str]) -> None:
    parsed = read(*lines)
    if not parsed.errors:
        text = serialize(drawing(parsed))
        assert sanitize_svg(sanitize_svg(text)) == sanitize_svg(text)
