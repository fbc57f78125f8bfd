"""Render Markdown tokens to inert HTML: no scripts, no styles, no attributes from the author."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import PurePosixPath
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from hooks.prose import markdown_escape
from hooks.prose.highlighting import highlighted, mark_lines
from hooks.prose.invisible import is_visible
from hooks.prose.link_targets import Target, TargetKind, resolve
from hooks.prose.markdown import MARKUP as _MARKUP
from hooks.prose.markdown import language_of, parser, plain_text

Embed = Callable[[str, str], str | None]
"""From a program's file name and the link's text to the HTML that replaces the link, or None."""
Draw = Callable[[str], str | None]
"""From a diagram's source to the HTML of its drawing, or None if it hasn't been drawn."""

_ALERTS = {"note": "note", "tip": "tip", "important": "info", "warning": "warning", "caution": "danger"}


def part(
    tokens: Sequence[Token],
    *,
    slug: str,
    base: PurePosixPath,
    embed: Embed,
    draw: Draw,
    ids: dict[str, int] | None = None,
) -> Markup:
    """HTML of the short or full answer to the question ``slug``. ``base`` is the answer's path.

    ``ids`` are those that the page already has; the headings' are added to them.
    """
    env = {"docId": slug, "slug": slug, "base": base, "draw": draw, "ids": {} if ids is None else ids, "closing": []}
    return markdown_escape.block(_renderer().render(_with_programs(tokens, base, embed), parser().options, env))


def inline(text: str, base: PurePosixPath) -> Markup:
    """HTML of a prompt or a list item, for use inside block-level HTML."""
    return markdown_escape.block(_inline(text, base))


def heading(text: str, base: PurePosixPath) -> Markup:
    """HTML of a prompt for a heading: keeps emphasis and code, and turns links into their text."""
    return markdown_escape.line(re.sub(r"</?a[^>]*>", "", _inline(text, base)))


def plain(text: str) -> str:
    """Inline Markdown as plain text, for titles, descriptions and indexes."""
    words = plain_text(parser().parseInline(text, {})) if _MARKUP.search(text) else " ".join(text.split())
    return words if words.isprintable() else "".join(char for char in words if char.isprintable())


def match_key(text: str) -> str:
    """``text`` without markup, case and extra whitespace, for comparing words."""
    return " ".join(plain(text).casefold().split())


def code(source: str, language: str, marked: Collection[int] = ()) -> str:
    """A highlighted code block; the lines with these numbers, from 1, are marked."""
    body = mark_lines(highlighted(source, language), marked)
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
    """The parser's renderer, with our own rules for everything that isn't safe or styled as it comes."""

    def __init__(self, markdown: Any) -> None:  # noqa: ANN401 - the library's own type is a protocol it does not export
        super().__init__(markdown)
        self.rules |= {name: rule for name, rule in markdown.renderer.rules.items() if name.startswith("footnote")}

    def embedded(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A program in place of the paragraph that linked it."""
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
        """An empty header cell becomes a `td`: screen readers announce a `th` with every cell below it."""
        return f"<{'th' if is_visible(plain_text(tokens[idx + 1 : idx + 2])) else 'td'}{_align(tokens[idx])}>"

    def th_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{'th' if is_visible(plain_text(tokens[idx - 1 : idx])) else 'td'}>\n"

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<td{_align(tokens[idx])}>"

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Label the checkbox of a task list item."""
        shown = "done" if tokens[idx].meta.get("checked") else "to do"
        opening: str = super().list_item_open(tokens, idx, options, env)
        return opening.replace("<input ", f'<input aria-label="{shown}" ')

    def alert_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<div class="admonition {_ALERTS.get(tokens[idx].info.lower(), "note")}">\n'

    def alert_title_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<p class="admonition-title">'


def _opening(target: Target, slug: str) -> str:
    match target.kind:
        case TargetKind.EXTERNAL:
            return f'<a href="{escapeHtml(target.href)}" rel="noopener">'
        case TargetKind.HEADING:
            return f'<a href="#{slug}-{target.fragment}">'
        case TargetKind.QUESTION | TargetKind.PAGE:
            return f'<a href="{escapeHtml(target.href)}">'
    return ""


def _with_programs(tokens: Sequence[Token], base: PurePosixPath, embed: Embed) -> list[Token]:
    """The tokens, with each paragraph that is only a link to a program replaced by the program."""
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
    """The program's file name, if this inline token is just a link to one."""
    children = token.children or []
    if token.level != 1 or [child.type for child in children].count("link_open") != 1:
        return None
    if children[0].type != "link_open" or children[-1].type != "link_close":
        return None
    target = resolve(str(children[0].attrs.get("href", "")), base)
    return target.name if target.kind is TargetKind.PROGRAM else None


def _align(token: Token) -> str:
    side = re.fullmatch(r"text-align:(left|right|center)", str(token.attrs.get("style", "")))
    return f' class="{side[1]}"' if side else ""


def _heading_id(text: str, env: EnvType) -> str:
    """GitHub's slug for the heading, prefixed with the question's slug and numbered if it's taken."""
    slug, ids = env["slug"], env["ids"]
    words = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-").strip("-")
    first = f"{slug}-{re.sub(r'[^a-z0-9_-]', '', words) or 'part'}"
    if re.match(rf"fn(ref)?-{slug}-|{slug}-diagram-[0-9]+-", first):  # a footnote's or a drawing's
        first = first.replace(slug, f"{slug}-part", 1)
    found = first
    while found in ids:
        ids[first] += 1
        found = f"{first}-{ids[first]}"
    ids[found] = 0
    return found
