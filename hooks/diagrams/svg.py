"""A drawing one does not trust, made safe to stand in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from hooks.diagrams.attributes import number, view
from hooks.diagrams.palette import COLOURS, MONO
from hooks.diagrams.tree import LARGEST, NAMESPACE, Element, UnsafeSvg, parse

SCALE = 1.1
"""Pixels of the page to one of the drawing: the drawer's smallest text, of 11, is then read at 12."""

_PREFIX = re.compile(r"[A-Za-z0-9_-]*")
_REFERENCES = {"marker-start", "marker-end"}
_SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
_TYPEWRITER = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"


def inert_svg(text: str, *, prefix: str = "") -> str:
    """``text`` rebuilt from an allowlist of shapes, words and markers: nothing in it runs, loads, links or restyles.

    Applied to its own result it changes nothing. ``prefix`` goes before every id, so that the drawings of a page
    do not share names. The result is one element a line, without blank lines.

    Raises:
        UnsafeSvg: ``text`` holds what is not a plain drawing; see ``hooks.diagrams.tree``.
        ValueError: ``prefix`` is no part of an id.
    """
    return written(parse(text), prefix=prefix)


def written(root: Element, *, prefix: str = "") -> str:
    """The drawing as text, with size, colours and names given by us alone."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!r} holds more than letters, digits, hyphens and underscores")
    own = Element("svg", _root_attributes(root, prefix), root.children)
    text = "\n".join(_lines(own, prefix)) + "\n"
    if len(text.encode()) > LARGEST:
        raise UnsafeSvg(f"it is larger than {LARGEST // 1000} kB")
    return text


def _root_attributes(root: Element, prefix: str) -> dict[str, str]:
    try:
        box = view(root.attributes["viewBox"])
    except ValueError as error:
        raise UnsafeSvg(f"the drawing {error}") from None
    width, height = (number(str(float(side) * SCALE)) for side in box.split()[2:])
    own = {"xmlns": NAMESPACE, "class": "d-drawing d-fill-ink", "fill": COLOURS["ink"], "font-family": _SANS}
    own |= {"viewBox": box, "width": width, "height": height, "role": "img"}
    words = {child.name for child in root.children if isinstance(child, Element)}
    for name, attribute in (("title", "aria-labelledby"), ("desc", "aria-describedby")):
        if name in words:
            own[attribute] = prefix + name
    return own | {name: value for name, value in root.attributes.items() if name == "data-source"}


def _lines(element: Element, prefix: str) -> Iterator[str]:
    tag = f"<{element.name}{_attributes(element, prefix)}"
    if not element.children:
        yield f"{tag}/>"
    elif element.name in {"text", "title", "desc"}:
        yield f"{tag}>{_inline(element, prefix)}</{element.name}>"
    else:
        yield f"{tag}>"
        named = set[str]()
        for child in element.children:
            if isinstance(child, Element):
                yield from _lines(_with_id(element, child, named), prefix)
        yield f"</{element.name}>"


def _with_id(parent: Element, child: Element, named: set[str]) -> Element:
    """The drawing's own title and description have an id: the first of each."""
    if parent.name != "svg" or child.name not in {"title", "desc"} or child.name in named:
        return child
    named.add(child.name)
    return Element(child.name, {"id": child.name}, child.children)


def _inline(element: Element, prefix: str) -> str:
    return "".join(
        escape(child, quote=False)
        if isinstance(child, str)
        else f"<{child.name}{_attributes(child, prefix)}>{_inline(child, prefix)}</{child.name}>"
        for child in element.children
    )


def _attributes(element: Element, prefix: str) -> str:
    own = dict(element.attributes)
    if MONO in own.get("class", "").split():
        own["font-family"] = _TYPEWRITER
    return "".join(f' {name}="{escape(_prefixed(name, value, prefix))}"' for name, value in own.items())


def _prefixed(name: str, value: str, prefix: str) -> str:
    if name in _REFERENCES:
        return f"url(#{prefix}{value})"
    return prefix + value if name == "id" else value
