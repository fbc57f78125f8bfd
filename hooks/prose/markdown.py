"""Markdown tokens of an answer: parse it, split it at ``<!-- more -->``, and collect the facts that rules check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.gfm import gfm_plugin

from hooks.findings.finding import Position
from hooks.prose.autolinks import limit_autolinks
from hooks.prose.invisible import is_visible
from hooks.prose.likely_typos import Typo, likely_typos
from hooks.prose.source_positions import PositionFinder

MORE = "<!-- more -->"
"""Separates the short answer from the full one."""
_TAG = re.compile(
    r"<(?:/?[A-Za-z][^<>]*|!--.{0,500}?--|!-? *(?:[Rr]ead *)?[Mm]ore *-*|![A-Z].{0,500}?|\?.{0,500}?)>", re.DOTALL
)
MARKUP = re.compile(r"[\x00\r\n\\`*_\[\]<>&~:@]|www\.|\^|  ")
"""Characters that can start markup. Most inline texts have none and skip the parser."""
_TAG_START = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*|<[!?]-*")
_BLOCKS = {f"{name}_open" for name in "heading paragraph list_item blockquote alert table footnote".split()}
_LINE_BREAK = Token("hardbreak", "br", 0)
WORD = re.compile(r"[^\W_]++(?:[’'\-][^\W_]++)*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image. ``alone`` if it's the only thing in its paragraph."""

    target: str
    text: str
    position: Position
    alone: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block; ``position`` is its opening line."""

    language: str
    code: str
    position: Position


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, 1 to 6."""

    level: int
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What rules and pages need to know about an ``answer.md``, so that its large token list can be dropped.

    Lengths are in words. Without ``<!-- more -->`` the whole answer is the short one and ``full_words`` is None.
    ``more_markers`` lists every comment that looks like ``<!-- more -->``, including misspelled ones. ``short_text``
    is the short answer without markup. ``blanks`` are the blocks of which nothing is visible.
    """

    short_words: int
    full_words: int | None
    short_text: str
    links: tuple[Link, ...]
    fences: tuple[Fence, ...]
    headings: tuple[Heading, ...]
    html: tuple[tuple[str, Position], ...]
    more_markers: tuple[tuple[str, Position], ...]
    short_footnotes: tuple[Position, ...]
    blanks: tuple[Position, ...]
    typos: tuple[Typo, ...]


class Parts(NamedTuple):
    """The tokens of the short answer and of the full one."""

    short: tuple[Token, ...]
    full: tuple[Token, ...] | None


@cache
def parser() -> MarkdownIt:
    """CommonMark with GitHub's extensions, and no raw HTML."""
    markdown = limit_autolinks(MarkdownIt("commonmark", {"html": False, "linkify": False}).use(gfm_plugin))
    vars(markdown)["validateLink"] = _allow_any_link
    return markdown


def _allow_any_link(_: str) -> bool:
    """Keep unsafe targets in the tokens: the rules report them and the renderer drops them."""
    return True


@lru_cache(maxsize=4)
def tokenize(text: str) -> Sequence[Token]:
    """The Markdown tokens of an answer. Cached, because several rules and fixes parse the same text in a row."""
    return parser().parse(text, {})


def split_at_more(tokens: Sequence[Token]) -> Parts:
    """The tokens before and after ``<!-- more -->``."""
    places = (i for i, token in enumerate(tokens) if token.level == 1 and token.content == MORE)
    place = next((i for i in places if tokens[i].type == "inline"), None)
    if place is None:
        return Parts(tuple(tokens), None)
    return Parts(tuple(tokens[: place - 1]), tuple(tokens[place + 2 :]))


@lru_cache(maxsize=20_000)
def answer_facts(text: str) -> AnswerFacts:
    """The facts of an answer. Never raises: problems show up in the facts. Cached: ``guide fix`` checks repeatedly."""
    return facts_of_tokens(text, tokenize(text))


def facts_of_tokens(text: str, tokens: Sequence[Token]) -> AnswerFacts:
    """The facts of an answer that has already been parsed."""
    lines = text.split("\n")
    short, full = split_at_more(tokens)
    html = tuple(_html(tokens, lines))
    footnoted = (token for token in short if any(child.type == "footnote_ref" for child in token.children or ()))
    return AnswerFacts(
        short_words=_count_words(short),
        full_words=None if full is None else _count_words(full),
        short_text=plain_text(short),
        links=tuple(_links(tokens, lines)),
        fences=tuple(Fence(language_of(t), t.content, Position(_line(t), 1)) for t in tokens if t.type == "fence"),
        headings=tuple(_headings(tokens)),
        html=tuple((tag, position) for tag, position in html if not _is_more_marker(tag)),
        more_markers=tuple((tag, position) for tag, position in html if _is_more_marker(tag)),
        short_footnotes=tuple(PositionFinder(lines, token).find("[^") for token in footnoted),
        blanks=tuple(_blanks(tokens)),
        typos=tuple(likely_typos(tokens, lines)),
    )


def plain_text(tokens: Iterable[Token]) -> str:
    """The words of these tokens on one line, with inline code and without code blocks."""
    children = (child for token in tokens for child in (*(token.children or ()), _LINE_BREAK))
    return " ".join("".join(" " if "break" in child.type else child.content for child in children).split())


def links_in(text: str) -> tuple[Link, ...]:
    """Every link and image in inline Markdown, bare addresses included, with positions relative to ``text``."""
    return tuple(_links(parser().parseInline(text, {}), [text])) if MARKUP.search(text) else ()


def html_in(text: str) -> tuple[str, ...]:
    """Everything in inline Markdown that looks like an HTML tag, except in code."""
    return tuple(tag for tag, _ in _html(parser().parseInline(text, {}), [text]))


def _is_more_marker(tag: str) -> bool:
    return re.fullmatch(r"<!-*\s*(read[\s-]*)?more\s*-*>", tag, re.IGNORECASE) is not None


def language_of(token: Token) -> str:
    """The first word of a fence's info string, in lowercase."""
    return token.info.split()[0].lower() if token.info.strip() else ""


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _count_words(tokens: Sequence[Token]) -> int:
    """Words of prose: inline code counts, code blocks don't."""
    return sum(
        len(WORD.findall(child.content)) for token in tokens if token.type == "inline" for child in token.children or ()
    )


def _html(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[str, Position]]:
    for token in tokens:
        if any("<" in child.content for child in token.children or ()):
            yield from _tags(token, PositionFinder(lines, token))


def _tags(token: Token, finder: PositionFinder) -> Iterator[tuple[str, Position]]:
    """Everything in a token that looks like an HTML tag, except in code spans."""
    children = token.children or ()
    finder.mask(child.content for child in children if child.type == "code_inline")
    for tag in _TAG.findall("".join(child.content if child.type == "text" else "\n" for child in children)):
        found = _TAG_START.match(tag)
        start = found[0] if found else tag
        escaped, position = finder.is_escaped(start), finder.find(start)
        if not escaped:
            yield tag, position


def _blanks(tokens: Sequence[Token]) -> Iterator[Position]:
    """The innermost blocks of which nothing is visible. A table's cells can be blank; an alert's title isn't text."""
    blocks: list[Token | None] = [None]  # those around the token; None once something in them is visible, or reported
    for token in tokens:
        if token.type in _BLOCKS:
            blocks.append(token)
        elif token.type.replace("_close", "_open") in _BLOCKS:
            if block := blocks.pop():
                yield Position(_line(block), 1)
            blocks[-1] = None
        elif token.type in ("fence", "code_block"):
            if not is_visible(token.content):
                yield Position(_line(token), 1)
            blocks[-1] = None
        elif token.type == "hr" or (token.type == "inline" and token.map and is_visible(_shown(token))):
            blocks[-1] = None


def _shown(token: Token) -> str:
    return "".join("[1]" if child.type == "footnote_ref" else child.content for child in token.children or ())


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield Heading(int(opening.tag[1]), inline.content, Position(_line(opening), 1))


def _links(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Link]:
    for token in tokens:
        children = token.children or []
        if all(child.type not in ("link_open", "image") for child in children):
            continue
        finder, alone = PositionFinder(lines, token), is_alone(token)
        for index, child in enumerate(children):
            if child.type == "link_open":
                target, text = str(child.attrs.get("href", "")), _link_text(children, index + 1)
                before = "" if child.info == "auto" else "]("
                yield Link(target, text, finder.find(target, before), alone=alone)
            elif child.type == "image":
                target = str(child.attrs.get("src", ""))
                yield Link(target, child.content, finder.find(target, "]("), image=True)


def _link_text(children: Sequence[Token], first: int) -> str:
    """The text of the link whose content starts at index ``first``."""
    inside = takewhile(lambda i: children[i].type != "link_close", range(first, len(children)))
    return "".join(children[i].content for i in inside)


def is_alone(token: Token) -> bool:
    """Whether a paragraph consists of a single link, as one to a program or a diagram does."""
    children = token.children or []
    return (
        token.level == 1
        and bool(children)
        and children[0].type == "link_open"
        and children[-1].type == "link_close"
        and sum(c.type == "link_open" for c in children) == 1
    )
