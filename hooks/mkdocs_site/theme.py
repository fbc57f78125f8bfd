"""Patches the theme's HTML, and fails loudly if an upgrade of Material breaks a patch."""

from __future__ import annotations

import re
from itertools import count

_THEME_WORKER = re.compile(r'("search": ")([^"]*)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js"')
_OUR_WORKER = r'\1\2assets/scripts/search/worker.js"'
_PALETTE = re.compile(r'<link rel="stylesheet" href="[^"]*assets/stylesheets/palette\.[0-9a-f]+\.min\.css">')
_CHECKBOX_AUTOCOMPLETE = re.compile(r'(<input [^>]*type="(?:checkbox|radio)"[^>]*?) autocomplete="off"')
_EMPTY_TABINDEX = ' tabindex=""'
_TOC_ID, _FOR_TOC = 'id="__toc"', ' for="__toc"'
_INDENTATION = re.compile(r"\n\s+")
_CODE_BLOCK = re.compile(r"<pre(?=(?: (?!id=)[^>]*)?>(?:<span></span>)?<code)")


class ThemeChanged(ValueError):  # noqa: N818 - reads better than ThemeChangedError
    """The theme's HTML no longer has what a patch replaces."""


def with_own_search_worker(html: str) -> str:
    """A page's ``__config``, with our search worker instead of the theme's.

    Raises:
        ThemeChanged: the theme's worker isn't there exactly once.
    """
    return _replace_once(_THEME_WORKER, _OUR_WORKER, html, "the theme's search worker")


def without_palette(html: str) -> str:
    """A page's style sheets without the theme's color palette, which ours replaces entirely.

    Raises:
        ThemeChanged: the palette isn't there exactly once.
    """
    return _replace_once(_PALETTE, "", html, "the theme's color palette")


def _replace_once(pattern: re.Pattern[str], replacement: str, html: str, what: str) -> str:
    patched, times = pattern.subn(replacement, html)
    if times != 1:
        raise ThemeChanged(
            f"expected {what} once in the page, found it {times} times. Probably an upgrade of Material changed it: "
            "look at the theme's base.html and update hooks/mkdocs_site/theme.py"
        )
    return patched


def without_invalid_attributes(html: str) -> str:
    """``html`` without attributes of the theme that are invalid HTML where they are."""
    html = _CHECKBOX_AUTOCOMPLETE.sub(r"\1", html).replace(_EMPTY_TABINDEX, "")
    return html if _TOC_ID in html else html.replace(_FOR_TOC, "")


def without_indentation(html: str) -> str:
    """``html`` without indentation and blank lines around the article; as it is if there's preformatted text."""
    before, start, article = html.partition("<article")
    article, end, after = article.rpartition("</article>")
    if "<pre" in before + after:
        return html
    before, after = (_INDENTATION.sub("\n", part) for part in (before, after))
    return f"{before}{start}{article}{end}{after}"


def with_code_block_ids(html: str) -> str:
    """``html`` with an id on every code block.

    The theme's script names a block after the closest element with an id, so two blocks below one would share a name.
    No id from data has an underscore after its first word.
    """
    numbers = count(1)
    return _CODE_BLOCK.sub(lambda _: f'<pre id="block_{next(numbers)}"', html)
