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
_DRAWER, _NAMED_DRAWER = ' id="__drawer"', ' id="__drawer" aria-label="Menu"'
_INDENTATION = re.compile(r"\n\s+")
_HEADING_LINK = re.compile(
    r'<h([1-6]) id="([^"]*)">((?:(?!</h\1>).)*?)'
    r'<a class="headerlink" href="([^"]*)" title="[^"]*">#</a></h\1>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_SKIP_LINK = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_ARTICLE = re.compile(r'<article class="md-content__inner')
_NESTED_NAV = re.compile(
    r' aria-labelledby="__nav_[0-9_]+_label"(?= aria-expanded="(?:true|false)">\s*'
    r'<label class="md-nav__title" for="__nav_[0-9_]+">\s*<span class="md-nav__icon md-icon"></span>([^<]*)</label>)'
)
MAIN = "main"
"""Id of the article, where the skip link leads."""
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
    """``html`` without the theme's attributes that are invalid where they are, and with a name for its menu."""
    html = _CHECKBOX_AUTOCOMPLETE.sub(r"\1", html).replace(_EMPTY_TABINDEX, "").replace(_DRAWER, _NAMED_DRAWER)
    return html if _TOC_ID in html else html.replace(_FOR_TOC, "")


def with_named_navigation(html: str) -> str:
    """``html`` whose nested navigation is named by its title; the theme refers to an icon if the section has a page."""
    return _NESTED_NAV.sub(lambda found: f' aria-label="{found[1].strip()}"', html)


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


def with_heading_names(html: str) -> str:
    """``html`` with headings whose accessible name is their text, without the sign of the link to copy."""

    def named(heading: re.Match[str]) -> str:
        level, id_, inner, href = heading.groups()
        name = " ".join(_TAG.sub("", inner).split()).replace('"', "&quot;")
        link = f'<a class="headerlink" href="{href}" aria-label="Link to: {name}">#</a>'
        return f'<h{level} id="{id_}" aria-label="{name}">{inner}{link}</h{level}>'

    return _HEADING_LINK.sub(named, html)


def with_skip_link(html: str) -> str:
    """A page whose first link skips to the article; the theme's leads to the first entry of the contents, if any.

    Raises:
        ThemeChanged: the place of the link, or the article, isn't there exactly once.
    """
    link = rf'\1<a href="#{MAIN}" class="md-skip">Skip to content</a>\2'
    html = _replace_once(_SKIP_LINK, link, html, "the place of the skip link")
    article = rf'<article id="{MAIN}" tabindex="-1" class="md-content__inner'
    return _replace_once(_ARTICLE, article, html, "the article")
