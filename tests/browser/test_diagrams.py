"""The widest diagrams of the guide fit a phone and a desktop, and are legible on both."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.diagrams import fit
from hooks.diagrams.svg_parser import parse
from tests.browser.visit import Visit
from tests.diagrams.test_fit import records

SHOWN = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  return [...document.querySelectorAll(".d-drawing")].map(svg => {
    const {left, right, width} = svg.getBoundingClientRect(), frame = svg.parentElement;
    const sizes = [...svg.querySelectorAll("text, tspan")].map(text => parseFloat(getComputedStyle(text).fontSize));
    return {
      left, outside: right - innerWidth, width,
      text: Math.min(...sizes) * width / svg.viewBox.baseVal.width,
      scrolls: document.documentElement.scrollWidth > innerWidth || frame.scrollWidth > frame.clientWidth,
      font: getComputedStyle(svg).fontFamily,
    };
  });
}"""


def width(record: Path) -> float:
    return fit.width(parse(record.read_text("utf-8")))


WIDEST = sorted((record for record, _ in records()), key=width)[-2:]


@pytest.mark.parametrize("record", WIDEST, ids=lambda record: record.parent.name)
def test_a_diagram_fits_and_is_legible_at_any_width(tab: Visit, record: Path) -> None:
    tab.open(f"questions/{record.parent.name}/")
    for size, room in ((390, fit.PHONE), (1280, width(record))):
        tab.page.set_viewport_size({"width": size, "height": 800})
        shown = tab.page.evaluate(SHOWN)
        assert shown
        for diagram in shown:
            assert diagram["left"] >= 0
            assert diagram["outside"] <= 0
            assert not diagram["scrolls"]
            assert diagram["text"] >= fit.MIN_TEXT
            assert diagram["font"].startswith("Geist")
        assert max(diagram["width"] for diagram in shown) >= min(room, width(record)) - 0.5
