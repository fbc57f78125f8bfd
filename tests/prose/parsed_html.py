"""Parse HTML like a browser: its elements, and the text a reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "input", "img", "meta", "link", "wbr"}


@dataclass
class ParsedHtml:
    """Elements in order with their attributes, the text between them, and unbalanced tags."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    unbalanced: list[str] = field(default_factory=list)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    @property
    def words(self) -> str:
        """The text with whitespace collapsed."""
        return " ".join(self.text.split())

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parsed = ParsedHtml()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parsed.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.parsed.unbalanced.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parsed.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.parsed.text += data

    def handle_comment(self, data: str) -> None:
        self.parsed.elements.append(("!--", {"data": data}))

    def handle_decl(self, decl: str) -> None:
        self.parsed.elements.append(("!", {"data": decl}))

    def handle_pi(self, data: str) -> None:
        self.parsed.elements.append(("?", {"data": data}))

    def end(self) -> ParsedHtml:
        self.close()
        self.parsed.unbalanced += self._open
        return self.parsed


def parse_html(html: str) -> ParsedHtml:
    reader = _Reader()
    reader.feed(str(html))  # concatenating to a Markup object would escape
    return reader.end()
