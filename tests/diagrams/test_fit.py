"""Every diagram of the guide is legible on a phone; tests/browser/test_drawing.py draws some of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.diagrams import Fence, fences, fit, is_fresh, record_name
from hooks.diagrams.svg_parser import parse
from hooks.diagrams.unsupported import KINDS

ROOT = Path(__file__).parents[2]
TEXTS = '<text font-size="{}">a</text><text font-size="20">b</text>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 50">' + TEXTS + "</svg>"
ANSWERS = [
    path for path in sorted(ROOT.glob("data/questions/*/*/answer.md")) if "```mermaid" in path.read_text("utf-8")
]


def records() -> list[tuple[Path, Fence]]:
    """Every drawing of the guide, with its fence."""
    return [
        (answer.with_name(record_name(number)), fence)
        for answer in ANSWERS
        for number, fence in enumerate(fences(answer.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize(("width", "size", "shown"), [(100, 14, 14), (340, 12, 12), (680, 14, 7), (425, 15, 12)])
def test_a_drawing_shrinks_to_a_phone_and_never_grows(width: int, size: int, shown: float) -> None:
    assert fit.shown_text(parse(SVG.format(width, size))) == shown


def test_a_drawing_without_text_is_legible() -> None:
    assert fit.shown_text(parse('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')) >= fit.MIN_TEXT


def test_a_drawing_that_is_too_wide_says_by_how_much() -> None:
    assert fit.too_wide(parse(SVG.format(680, 14))) == (
        "the drawing is 680 pixels wide, so on a phone its smallest text would have 7.0 pixels instead of 11"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_hint(kind: str) -> None:
    assert re.search(r"participants|classes|entities|boxes", fit.hint(kind))


@pytest.mark.parametrize(("record", "fence"), records(), ids=lambda value: getattr(value, "parent", value) and None)
def test_every_record_of_the_guide_is_fresh_and_legible(record: Path, fence: Fence) -> None:
    text = record.read_text("utf-8")
    assert is_fresh(fence, text)
    assert fit.shown_text(parse(text)) >= fit.MIN_TEXT
