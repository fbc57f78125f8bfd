"""Parse untrusted SVG. Only allowed elements, attributes and visible text are kept, in normalized form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.parsers import expat

from hooks.diagrams.attributes import CHECKS, identifier, view
from hooks.diagrams.palette import paint_attributes
from hooks.prose.invisible import INVISIBLE, describe

NAMESPACE = "http://www.w3.org/2000/svg"
MAX_BYTES = 200_000
"""Size limit for input and output."""
MAX_DEPTH = 16

_SHAPES = {"path", "rect", "line", "polyline", "polygon", "circle", "ellipse"}
_WORDS = {"text", "tspan", "title", "desc"}
_PICTURE = {"g", "text", "title", "desc", *_SHAPES}
_ALLOWED_CHILDREN: dict[str, set[str]] = {
    "": {"svg"},
    "svg": {"defs", *_PICTURE},
    "g": _PICTURE,
    "defs": {"marker"},
    "marker": {"g", *_SHAPES},
    "text": {"tspan"},
    "tspan": {"tspan"},
    **{shape: {"title"} for shape in _SHAPES},
}
_DROPPED = {"class", "style", "font-family", "fill", "stroke"}
_SET_ON_ROOT = {"viewBox", "width", "height", "role", "aria-labelledby", "aria-describedby"}
_HASH = re.compile(r"[0-9a-f]{16}")
_WHITESPACE = re.compile(r"[ \t\r\n]+")


class UnsafeSvg(ValueError):  # noqa: N818 - named for what it says about the SVG
    """The SVG contains something that isn't allowed; the message is the reason."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


@dataclass
class Element:
    """An allowed element. Ids and references are plain names; serializing adds prefix and ``url()``."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


def parse(text: str) -> Element:
    """Parse ``text`` and return the root element, with allowed content only.

    Style sheets, comments and ``data-*`` attributes are dropped; anything else unknown is an error.

    Raises:
        UnsafeSvg: The SVG is malformed, too large, too deeply nested, or contains something that isn't allowed.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise UnsafeSvg("an unpaired surrogate isn't a character") from None
    if len(data) > MAX_BYTES:
        raise UnsafeSvg(f"it is larger than {MAX_BYTES // 1000} kB")
    return _Reader().read(data)


class _Reader:
    def __init__(self) -> None:
        self._document = Element("")
        self._open = [self._document]
        self._styles_open = 0
        self._ids: set[str] = set()
        self._references: dict[str, int] = {}
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise UnsafeSvg(f"it isn't well-formed XML: {expat.ErrorString(error.code)}", error.lineno) from None
        for name, line in self._references.items():
            if name not in self._ids:
                raise UnsafeSvg(f"there is no marker #{name}", line)
        root = self._document.children[0]
        assert isinstance(root, Element)  # noqa: S101  # expat: a well-formed document has one root, an element
        return root

    def _unsafe(self, reason: str) -> UnsafeSvg:
        return UnsafeSvg(reason, self._parser.CurrentLineNumber)

    def _doctype(self, *_: object) -> None:
        raise self._unsafe("a DOCTYPE isn't allowed, since it can define entities")

    def _instruction(self, target: str, _: str) -> None:
        raise self._unsafe(f"the processing instruction <?{target}?> isn't allowed")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.removeprefix(f"{NAMESPACE} ")
        if self._styles_open or name == "style":
            self._styles_open += 1
            return
        parent = self._open[-1]
        if qualified == name or name not in _ALLOWED_CHILDREN.get(parent.name, ()):
            raise self._unsafe(f"<{name}> isn't allowed in {f'<{parent.name}>' if parent.name else 'an SVG'}")
        if len(self._open) > MAX_DEPTH:
            raise self._unsafe(f"elements are nested more than {MAX_DEPTH} deep")
        element = Element(name, self._root(attributes) if name == "svg" else self._kept(name, attributes))
        parent.children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        if self._styles_open:
            self._styles_open -= 1
        else:
            element = self._open.pop()
            element.children = list(_joined(element.children))
            for text in element.children:
                if isinstance(text, str) and (found := INVISIBLE.search(text)):
                    raise self._unsafe(f"invisible characters such as {describe(found[0])} aren't allowed")

    def _text(self, text: str) -> None:
        if self._styles_open or self._open[-1].name not in _WORDS:
            return
        self._open[-1].children.append(text)

    def _root(self, given: dict[str, str]) -> dict[str, str]:
        for name in given:
            if name not in _SET_ON_ROOT | _DROPPED and not name.startswith("data-"):
                raise self._unsafe(f"the attribute {name} isn't allowed on <svg>")
        kept = {"viewBox": self._checked("svg", "viewBox", given.get("viewBox", ""), view)}
        source = given.get("data-source", "")
        return kept | {"data-source": source} if _HASH.fullmatch(source) else kept

    def _kept(self, element: str, given: dict[str, str]) -> dict[str, str]:
        in_marker = any(around.name == "marker" for around in self._open)
        paint = list(paint_attributes(element, given, in_marker=in_marker))
        classes = [painted_class for _, painted_class, _ in paint if painted_class]
        kept = {"class": " ".join(classes)} if classes else {}
        kept |= {name: color for name, _, color in paint}
        for name, value in given.items():
            if name == "id":
                kept |= self._name(element, value)
            elif name not in _DROPPED and not name.startswith("data-"):
                kept[name] = self._value(element, name, value, in_marker=in_marker)
        return kept

    def _name(self, element: str, value: str) -> dict[str, str]:
        if element != "marker":
            return {}
        name = self._checked(element, "id", value, identifier)
        if name in self._ids:
            raise self._unsafe(f"two markers have the id {name}")
        self._ids.add(name)
        return {"id": name}

    def _value(self, element: str, name: str, value: str, *, in_marker: bool) -> str:
        if name not in CHECKS:
            raise self._unsafe(f"the attribute {name} isn't allowed on <{element}>")
        kept = self._checked(element, name, value, CHECKS[name])
        if name in {"marker-start", "marker-end"}:
            if in_marker:
                raise self._unsafe("markers inside markers aren't allowed")
            self._references.setdefault(kept, self._parser.CurrentLineNumber)
        return kept

    def _checked(self, element: str, name: str, value: str, check: Callable[[str], str]) -> str:
        try:
            return check(value)
        except ValueError as error:
            raise self._unsafe(f"{name} of <{element}> {error}") from None


def _joined(children: list[Element | str]) -> Iterator[Element | str]:
    """Merge adjacent text, which comments or CDATA had split."""
    for is_text, group in groupby(children, key=lambda child: isinstance(child, str)):
        if is_text:
            yield _WHITESPACE.sub(" ", "".join(map(str, group)))
        else:
            yield from group
