"""Parses a page into a tree of elements. Strict: unbalanced tags and duplicate attributes are errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
VERBATIM = frozenset({"code", "pre", "script", "style"})
"""Elements with verbatim text."""


class Unbalanced(ValueError):  # noqa: N818 - reads better than UnbalancedError
    """Opening and closing tags don't match, or an attribute is duplicated."""


@dataclass
class Element:
    """An element. Attributes without a value are empty strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """This element and all its descendants, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of this element and its descendants. The tree must not change afterward."""
        return frozenset(element.attributes["id"] for element in self if "id" in element.attributes)

    def all(self, *tags: str) -> list[Element]:
        """All elements with one of ``tags``."""
        return [element for element in self if element.tag in tags]

    def one(self, tag: str) -> Element:
        """The only element with ``tag``."""
        (found,) = self.all(tag)
        return found

    def by_class(self, name: str) -> list[Element]:
        """Elements that have the class ``name``."""
        return [element for element in self if name in element.attributes.get("class", "").split()]

    def by_id(self, name: str) -> Element:
        """The only element whose id is ``name``."""
        (found,) = (element for element in self if element.attributes.get("id") == name)
        return found

    def texts(self, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """Text nodes in document order, except those in elements with the tags ``without``."""
        if self.tag in without:
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts(without=without)

    @property
    def text(self) -> str:
        """All text, white space collapsed."""
        return " ".join("".join(self.texts()).split())


def parse(html: str) -> Element:
    """The tree of ``html``.

    Raises:
        Unbalanced: a closing tag is missing or doesn't match, or an attribute is duplicated.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._open = [Element("")]

    def root(self) -> Element:
        if len(self._open) > 1:
            raise Unbalanced(f"<{self._open[-1].tag}> is never closed")
        return self._open[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            raise Unbalanced(f"<{tag}> has a duplicate attribute: {self.get_starttag_text()}")
        element = self._add(tag, attrs)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            line, _ = self.getpos()
            raise Unbalanced(f"</{tag}> in line {line} closes <{self._open[-1].tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        return element


Pages = Mapping[str, Element]
"""The pages of a site by URL from its root. The home page's is empty."""
