"""Sanitize untrusted SVG for embedding in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from hooks.diagrams.attributes import view
from hooks.diagrams.palette import COLORS
from hooks.diagrams.svg_parser import MAX_BYTES, NAMESPACE, Element, UnsafeSvg, parse

_PREFIX = re.compile(r"[A-Za-z0-9_-]*")
_REFERENCES = {"marker-start", "marker-end"}
_SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"


def sanitize_svg(text: str, *, prefix: str = "") -> str:
    """Rebuild an SVG from an allowlist of shapes, text and markers, so nothing in it runs, loads, links or restyles.

    Idempotent. ``prefix`` is added to every id, so that several SVGs can share a page. The result has one element per
    line and no blank lines.

    Raises:
        UnsafeSvg: ``text`` contains something else; see ``hooks.diagrams.svg_parser``.
        ValueError: ``prefix`` isn't valid in an id.
    """
    return serialize(parse(text), prefix=prefix)


def serialize(root: Element, *, prefix: str = "") -> str:
    """The SVG as text, with our own size, colors and ids."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!r} contains more than letters, digits, hyphens and underscores")
    own = Element("svg", _root_attributes(root, prefix), root.children)
    text = "\n".join(_lines(own, prefix)) + "\n"
    if len(text.encode()) > MAX_BYTES:
        raise UnsafeSvg(f"it is larger than {MAX_BYTES // 1000} kB")
    return text


def _root_attributes(root: Element, prefix: str) -> dict[str, str]:
    try:
        box = view(root.attributes["viewBox"])
    except ValueError as error:
        raise UnsafeSvg(f"the drawing {error}") from None
    width, height = box.split()[2:]
    own = {"xmlns": NAMESPACE, "class": "d-drawing d-fill-ink", "fill": COLORS["ink"], "font-family": _SANS}
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
    """The SVG's first title and description get an id."""
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
    return "".join(f' {name}="{escape(_prefixed(name, value, prefix))}"' for name, value in element.attributes.items())


def _prefixed(name: str, value: str, prefix: str) -> str:
    if name in _REFERENCES:
        return f"url(#{prefix}{value})"
    return prefix + value if name == "id" else value
