"""One answer's Markdown: the facts that rules judge, and the two parts that pages show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.gfm import gfm_plugin

from hooks.findings.finding import Mark
from hooks.prose.bounded import bound
from hooks.prose.finger import Finger
from hooks.prose.slips import Slip, slips

MORE = "<!-- more -->"
_TAG = re.compile(
    r"<(?:/?[A-Za-z][^<>]*|!--.{0,500}?--|!-? *(?:[Rr]ead *)?[Mm]ore *-*|![A-Z].{0,500}?|\?.{0,500}?)>", re.DOTALL
)
_BEGIN = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*|<[!?]-*")
_BREAK = Token("hardbreak", "br", 0)
WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image; ``alone`` when it is all its paragraph holds."""

    target: str
    text: str
    mark: Mark
    alone: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block; ``mark`` is its opening line."""

    language: str
    code: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level from 1 to 6."""

    level: int
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Prose:
    """What is to be known of an ``answer.md`` without its tokens, which are large. Lengths are in words.

    Without the mark the short answer is everything and ``full_words`` is None. ``marks`` has every comment that says
    ``more`` in some spelling, the exact one included. ``short_text`` is the short answer without markup.
    """

    short_words: int
    full_words: int | None
    short_text: str
    links: tuple[Link, ...]
    fences: tuple[Fence, ...]
    headings: tuple[Heading, ...]
    html: tuple[tuple[str, Mark], ...]
    marks: tuple[tuple[str, Mark], ...]
    short_footnotes: tuple[Mark, ...]
    slips: tuple[Slip, ...]


class Parts(NamedTuple):
    """The tokens of the short and of the full answer."""

    short: tuple[Token, ...]
    full: tuple[Token, ...] | None


@cache
def parser() -> MarkdownIt:
    """CommonMark with GitHub's extensions, and no raw HTML."""
    markdown = bound(MarkdownIt("commonmark", {"html": False, "linkify": False}).use(gfm_plugin))
    vars(markdown)["validateLink"] = _any_link
    return markdown


def _any_link(_: str) -> bool:
    """Targets are judged by rules and by the renderer, which must both see them."""
    return True


def tokens_of(text: str) -> list[Token]:
    """An answer, parsed."""
    return parser().parse(text, {})


def cut(tokens: Sequence[Token]) -> Parts:
    """The tokens before and after the mark."""
    places = (i for i, token in enumerate(tokens) if token.level == 1 and token.content == MORE)
    place = next((i for i in places if tokens[i].type == "inline"), None)
    if place is None:
        return Parts(tuple(tokens), None)
    return Parts(tuple(tokens[: place - 1]), tuple(tokens[place + 2 :]))


def read(text: str) -> Prose:
    """The facts of an answer. Every input is read; what is wrong with it shows in the facts."""
    return read_tokens(text, tokens_of(text))


def read_tokens(text: str, tokens: Sequence[Token]) -> Prose:
    """The facts of an answer that was parsed already."""
    lines = text.split("\n")
    short, full = cut(tokens)
    html = tuple(_html(tokens, lines))
    footnoted = (token for token in short if any(child.type == "footnote_ref" for child in token.children or ()))
    return Prose(
        short_words=_words(short),
        full_words=None if full is None else _words(full),
        short_text=plain_text(short),
        links=tuple(_links(tokens, lines)),
        fences=tuple(Fence(language_of(t), t.content, Mark(_line(t), 1)) for t in tokens if t.type == "fence"),
        headings=tuple(_headings(tokens)),
        html=tuple((tag, mark) for tag, mark in html if not _says_more(tag)),
        marks=tuple((tag, mark) for tag, mark in html if _says_more(tag)),
        short_footnotes=tuple(Finger(lines, token).find("[^") for token in footnoted),
        slips=tuple(slips(tokens, lines)),
    )


def plain_text(tokens: Iterable[Token]) -> str:
    """The words of these tokens in one line, code in sentences included, code blocks not."""
    children = (child for token in tokens for child in (*(token.children or ()), _BREAK))
    return " ".join("".join(" " if "break" in child.type else child.content for child in children).split())


def links_in(text: str) -> tuple[Link, ...]:
    """Every link and image in inline Markdown, placed as if the text stood alone."""
    return tuple(_links(parser().parseInline(text, {}), [text]))


def html_in(text: str) -> tuple[str, ...]:
    """Every piece of inline Markdown that looks like a tag, outside code."""
    return tuple(tag for tag, _ in _html(parser().parseInline(text, {}), [text]))


def _says_more(tag: str) -> bool:
    return re.fullmatch(r"<!-*\s*(read[\s-]*)?more\s*-*>", tag, re.IGNORECASE) is not None


def language_of(token: Token) -> str:
    """The first word after the fence, in small letters."""
    return token.info.split()[0].lower() if token.info.strip() else ""


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _words(tokens: Sequence[Token]) -> int:
    """Words of prose: code blocks do not count, code in a sentence does."""
    return sum(
        len(WORD.findall(child.content)) for token in tokens if token.type == "inline" for child in token.children or ()
    )


def _html(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[str, Mark]]:
    for token in tokens:
        if any("<" in child.content for child in token.children or ()):
            yield from _tags(token, Finger(lines, token))


def _tags(token: Token, finger: Finger) -> Iterator[tuple[str, Mark]]:
    """What looks like a tag outside the code spans of a token."""
    children = token.children or ()
    finger.hide(child.content for child in children if child.type == "code_inline")
    for tag in _TAG.findall("".join(child.content if child.type == "text" else "\n" for child in children)):
        found = _BEGIN.match(tag)
        begin = found[0] if found else tag
        escaped, mark = finger.is_escaped(begin), finger.find(begin)
        if not escaped:
            yield tag, mark


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield Heading(int(opening.tag[1]), inline.content, Mark(_line(opening), 1))


def _links(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Link]:
    for token in tokens:
        children = token.children or []
        if all(child.type not in ("link_open", "image") for child in children):
            continue
        finger, alone = Finger(lines, token), _is_alone(token)
        for index, child in enumerate(children):
            if child.type == "link_open":
                target, text = str(child.attrs.get("href", "")), _text_of(children, index + 1)
                before = "" if child.info == "auto" else "]("
                yield Link(target, text, finger.find(target, before), alone=alone)
            elif child.type == "image":
                target = str(child.attrs.get("src", ""))
                yield Link(target, child.content, finger.find(target, "]("), image=True)


def _text_of(children: Sequence[Token], place: int) -> str:
    """The words of the link whose first token stands at ``place``."""
    inside = takewhile(lambda i: children[i].type != "link_close", range(place, len(children)))
    return "".join(children[i].content for i in inside)


def _is_alone(token: Token) -> bool:
    children = token.children or []
    return (
        token.level == 1
        and bool(children)
        and children[0].type == "link_open"
        and children[-1].type == "link_close"
        and sum(c.type == "link_open" for c in children) == 1
    )
