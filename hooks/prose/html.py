"""Tokens of an answer into HTML that does nothing: no script, no style, no attribute that somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from hooks.prose import inert
from hooks.prose.reading import language_of, parser, plain_text
from hooks.prose.targets import Leads, Target, resolve

Embed = Callable[[str, str], str | None]
"""Takes a program's name and its link's text; gives the HTML to stand for it, or None."""
Draw = Callable[[str], str | None]
"""Takes a diagram's source; gives the HTML of its drawing, or None while there is none."""

_MARKUP = re.compile(r"[\x00\r\n\\`*_\[\]<>&~:@]|www\.|\^|  ")
"""What no inline text without markup has in it: most have none, and need no parser."""
_FORMATTER = HtmlFormatter(nowrap=True)
_BLANKS = re.compile(r'<span class="w">(\s+)</span>')
_ALERTS = {"note": "note", "tip": "tip", "important": "info", "warning": "warning", "caution": "danger"}


def part(tokens: Sequence[Token], *, slug: str, base: PurePosixPath, embed: Embed, draw: Draw) -> Markup:
    """HTML of the short or the full answer of the question ``slug``, whose file is ``base``."""
    env = {"docId": slug, "slug": slug, "base": base, "draw": draw, "ids": {}, "closing": []}
    return inert.block(_renderer().render(_with_programs(tokens, base, embed), parser().options, env))


def inline(text: str, base: PurePosixPath) -> Markup:
    """HTML of a prompt or a list item, for a place inside a block of HTML."""
    return inert.block(_inline(text, base))


def heading(text: str, base: PurePosixPath) -> Markup:
    """HTML of a prompt for a heading: emphasis and code stay, links become their text."""
    return inert.line(re.sub(r"</?a[^>]*>", "", _inline(text, base)))


def plain(text: str) -> str:
    """Inline Markdown as the words one reads, for titles, descriptions and indexes."""
    words = plain_text(parser().parseInline(text, {})) if _MARKUP.search(text) else " ".join(text.split())
    return words if words.isprintable() else "".join(mark for mark in words if mark.isprintable())


def match_key(text: str) -> str:
    """``text`` without markup, in one case and with single spaces: equal for texts that differ in nothing else."""
    return " ".join(plain(text).casefold().split())


def highlighted(source: str, language: str) -> str:
    """Code with its parts marked for color, blanks unmarked; a language nobody knows is left as it is."""
    try:
        return _BLANKS.sub(r"\1", highlight(source, get_lexer_by_name(language), _FORMATTER))
    except ClassNotFound:
        return escapeHtml(source)


def code(source: str, language: str) -> str:
    """A highlighted block of code."""
    body = highlighted(source, language)
    name = f' class="language-{language}"' if re.fullmatch(r"[a-z0-9+-]+", language) else ""
    return f'<div class="highlight"><pre{name} tabindex="0"><code>{body}</code></pre></div>\n'


def _inline(text: str, base: PurePosixPath) -> str:
    if not _MARKUP.search(text):
        return escapeHtml(text)
    tokens = parser().parseInline(text, {})
    return _renderer().render(tokens, parser().options, {"base": base, "slug": "", "ids": {}, "closing": []})


def _renderer() -> _Renderer:
    return _Renderer(parser())


class _Renderer(RendererHTML):
    """The parser's own renderer with everything a page must decide itself."""

    def __init__(self, markdown: Any) -> None:  # noqa: ANN401 - the library's own type is a protocol it does not export
        super().__init__(markdown)
        self.rules |= {name: rule for name, rule in markdown.renderer.rules.items() if name.startswith("footnote")}

    def embedded(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A program that stands for the paragraph which linked it."""
        return tokens[idx].content

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        level = min(int(tokens[idx].tag[1]) + 1, 6)
        return f'<h{level} id="{_heading_id(plain_text(tokens[idx + 1 : idx + 2]), env)}">'

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{min(int(tokens[idx].tag[1]) + 1, 6)}>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        language = language_of(token)
        drawing = env["draw"](token.content) if language == "mermaid" else None
        return code(token.content, language) if drawing is None else drawing

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        opening = _opening(resolve(str(tokens[idx].attrs.get("href", "")), env["base"]), env["slug"])
        env["closing"].append("</a>" if opening else "")
        return opening

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        closing: str = env["closing"].pop()
        return closing

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return escapeHtml(tokens[idx].content)

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<div class="table" tabindex="0"><table class="table__all">\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A head without a word is no head: a screen reader would read it with every cell below."""
        return f"<{'th' if tokens[idx + 1].content else 'td'}{_align(tokens[idx])}>"

    def th_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{'th' if tokens[idx - 1].content else 'td'}>\n"

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<td{_align(tokens[idx])}>"

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Of a task, the box says what it shows."""
        shown = "done" if tokens[idx].meta.get("checked") else "to do"
        opening: str = super().list_item_open(tokens, idx, options, env)
        return opening.replace("<input ", f'<input aria-label="{shown}" ')

    def alert_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<div class="admonition {_ALERTS.get(tokens[idx].info.lower(), "note")}">\n'

    def alert_title_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<p class="admonition-title">'


def _opening(target: Target, slug: str) -> str:
    match target.leads:
        case Leads.OUTSIDE:
            return f'<a href="{escapeHtml(target.href)}" rel="noopener">'
        case Leads.HEADING:
            return f'<a href="#{slug}-{target.fragment}">'
        case Leads.QUESTION | Leads.PAGE:
            return f'<a href="{escapeHtml(target.href)}">'
    return ""


def _with_programs(tokens: Sequence[Token], base: PurePosixPath, embed: Embed) -> list[Token]:
    """The tokens with each paragraph that is only a link to a program replaced by that program."""
    result: list[Token] = []
    for token in tokens:
        if token.type == "inline" and (name := _lone_program(token, base)):
            shown = embed(name, "".join(child.content for child in (token.children or [])[1:-1]))
            if shown is not None:
                result[-1] = Token("embedded", "", 0, content=shown)
                continue
        if not (token.type == "paragraph_close" and result and result[-1].type == "embedded"):
            result.append(token)
    return result


def _lone_program(token: Token, base: PurePosixPath) -> str | None:
    """Name of the program that this inline token is nothing but a link to."""
    children = token.children or []
    if token.level != 1 or [child.type for child in children].count("link_open") != 1:
        return None
    if children[0].type != "link_open" or children[-1].type != "link_close":
        return None
    target = resolve(str(children[0].attrs.get("href", "")), base)
    return target.name if target.leads is Leads.PROGRAM else None


def _align(token: Token) -> str:
    side = re.fullmatch(r"text-align:(left|right|center)", str(token.attrs.get("style", "")))
    return f' class="{side[1]}"' if side else ""


def _heading_id(text: str, env: EnvType) -> str:
    """GitHub's slug of the heading, behind the question's, numbered when it comes again."""
    words = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-").strip("-") or "part"
    found = words = re.sub(r"[^a-z0-9_-]", "", words) or "part"
    while found in env["ids"]:
        env["ids"][words] += 1
        found = f"{words}-{env['ids'][words]}"
    env["ids"][found] = 0
    return f"{env['slug']}-{found}"
