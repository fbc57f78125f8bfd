from __future__ import annotations

import pytest

from hooks.diagrams import RECORD_NAME, Fence, UnsafeSvg, figure, is_fresh, record_name, sanitize_svg
from hooks.diagrams.record import finished

FENCE = Fence(7, "sequenceDiagram\n  A->>B: hi\n", "Greeting", "A greets B.")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 3 90 50"><text x="9" y="9" font-size="14">hi</text></svg>'
RECORD = finished(SVG, FENCE)


def test_a_record_is_sanitized_fresh_and_accessible() -> None:
    assert sanitize_svg(RECORD) == RECORD
    assert is_fresh(FENCE, RECORD)
    assert '<title id="title">Greeting</title>\n<desc id="desc">A greets B.</desc>' in RECORD
    assert ">hi</text>" in RECORD


def test_a_record_has_a_background_of_its_size() -> None:
    assert '<rect class="d-fill-paper" fill="#ffffff" x="2" y="3" width="90" height="50"/>' in RECORD


def test_what_the_page_drew_is_not_trusted() -> None:
    with pytest.raises(UnsafeSvg, match="<script> isn't allowed"):
        finished(SVG.replace("</svg>", "<script/></svg>"), FENCE)


def test_records_are_named_by_number() -> None:
    assert record_name(2) == "diagram-2.svg"
    assert RECORD_NAME.fullmatch(record_name(12))
    assert not any(map(RECORD_NAME.fullmatch, ("diagram-0.svg", "diagram-01.svg", "diagram-1.svg.out", "diagram.svg")))


def test_a_record_is_stale_if_its_fence_changed() -> None:
    assert is_fresh(Fence(99, FENCE.source + "\n\n", "", ""), RECORD)
    assert not is_fresh(Fence(7, FENCE.source.replace("hi", "ho"), "", ""), RECORD)


@pytest.mark.parametrize("text", ["", "<svg/>", "not a drawing"])
def test_a_broken_record_is_not_fresh(text: str) -> None:
    assert not is_fresh(FENCE, text)


def test_a_figure_has_the_title_as_caption() -> None:
    fence = Fence(1, FENCE.source, "A <b> & C", "")
    html = figure(fence, finished(SVG, fence), prefix="greeting-diagram-1-")
    assert "<figcaption>A &lt;b&gt; &amp; C</figcaption>" in html
    assert 'id="greeting-diagram-1-title"' in html
    assert "\n\n" not in html


def test_a_figure_without_a_title_has_a_label() -> None:
    fence = Fence(1, FENCE.source, "", "")
    html = figure(fence, finished(SVG, fence), prefix="x-")
    assert 'aria-label="Diagram"' in html
    assert "figcaption" not in html
