"""Whether a diagram is legible where it's shown: it shrinks to the width of a phone, so that nothing has to scroll."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.diagrams.svg_parser import Element

PHONE = 340
"""CSS pixels that a diagram has on a phone of 390, in a list as well. On a screen of 1280 it has 646."""
MIN_TEXT = 11.0
"""The smallest text in CSS pixels, as shown on a phone."""
GOOD_TEXT = 12.0
"""A drawing with smaller text is only taken if there's no other."""

_HINTS = {
    "sequence": "Up to four participants fit, with names of up to nine letters and messages of two or three words: "
    "leave one out, or shorten names and messages.",
    "class": "Put fewer classes side by side, and shorten the longest member or label.",
    "er": "Put fewer entities side by side, and shorten the longest attribute, comment or label.",
}
_HINT = (
    "Up to four boxes of two short words fit side by side: merge siblings into one box such as `Shards 0-5`, stack "
    "them with `A ~~~ B`, shorten labels or split them with `<br/>`."
)


def width(root: Element) -> float:
    """The width of a drawing in its own pixels, of which it's never shown with more than one CSS pixel each."""
    return float(root.attributes["viewBox"].split()[2])


def shown_text(root: Element) -> float:
    """The size of the smallest text on a phone, in CSS pixels."""
    sizes = [float(element.attributes["font-size"]) for element in _elements(root) if "font-size" in element.attributes]
    return min(sizes, default=GOOD_TEXT) * min(1.0, PHONE / width(root))


def too_wide(root: Element) -> str:
    """Why a drawing can't be taken."""
    size = shown_text(root)
    return (
        f"the drawing is {width(root):.0f} pixels wide, so on a phone its smallest text would have {size:.1f} pixels "
        f"instead of {MIN_TEXT:.0f}"
    )


def hint(kind: str) -> str:
    """What to write instead of a diagram that doesn't fit."""
    return _HINTS.get(kind, _HINT)


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _elements(child)
