"""What of the theme's pages we replace, and that it is still there to be replaced."""

from __future__ import annotations

import re

_WORKER = re.compile(r'("search": ")([^"]*)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js"')
_OURS = r'\1\2assets/scripts/search/worker.js"'
_PALETTE = re.compile(r'<link rel="stylesheet" href="[^"]*assets/stylesheets/palette\.[0-9a-f]+\.min\.css">')
_NOT_FOR_TICKS = re.compile(r'(<input [^>]*type="(?:checkbox|radio)"[^>]*?) autocomplete="off"')
_NO_PLACE = ' tabindex=""'
_MENU, _FOR_MENU = 'id="__toc"', ' for="__toc"'


class ThemeChanged(ValueError):  # noqa: N818 - what it says of the theme
    """The theme no longer has what we put something else in place of."""


def with_own_search_worker(html: str) -> str:
    """The settings that a page gives the theme's scripts, naming our search worker instead of the theme's.

    Raises:
        ThemeChanged: the settings do not name the theme's worker, or not just once.
    """
    return _replaced(_WORKER, _OURS, html, "the theme's search worker is named {} times in a page's settings")


def without_palette(html: str) -> str:
    """The style sheets of a page without the theme's colors, of which ours leave none in use.

    Raises:
        ThemeChanged: the theme's colors are not there, or not just once.
    """
    return _replaced(_PALETTE, "", html, "the theme's colors are linked {} times in a page")


def _replaced(pattern: re.Pattern[str], new: str, html: str, told: str) -> str:
    changed, times = pattern.subn(new, html)
    if times != 1:
        raise ThemeChanged(
            f"{told.format(times)}, not once: an upgrade of Material has changed them. "
            "See base.html of the theme, and mend hooks/mkdocs_site/theme.py"
        )
    return changed


def valid(html: str) -> str:
    """``html`` without the attributes of the theme that HTML does not allow where they stand."""
    html = _NOT_FOR_TICKS.sub(r"\1", html).replace(_NO_PLACE, "")
    return html if _MENU in html else html.replace(_FOR_MENU, "")
