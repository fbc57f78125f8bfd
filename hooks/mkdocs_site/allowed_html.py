"""Ends the build at HTML that no page should have: foreign scripts, event handlers, styles, frames, unsafe URLs.

A finished page must match a grammar so strict that every browser reads the same tags in it: lowercase names, attributes
in double quotes, no ``<`` or ``>`` anywhere else. So only tags need checking, and most occur on many pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from hooks.mkdocs_site.theme import ThemeChanged

_ELEMENTS = frozenset(
    """
    html head title meta link body
    a abbr answer-timer article aside b blockquote br button caption cite code col colgroup dd del details dfn div dl dt
    em expand-all fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li
    main mark nav noscript ol optgroup option output p pre q question-filters replay-player
    replay-steps s samp section select small
    span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    circle defs desc ellipse g line marker path polygon polyline rect svg text tspan
    """.split()
)
_ATTRIBUTES = frozenset(
    """
    action align alt autocapitalize autocomplete autocorrect charset checked class colspan content cx cy d datetime dir
    disabled dy fill font-family font-size font-style font-weight for headers height hidden href http-equiv id label
    lang loading marker-end marker-start markerHeight markerUnits markerWidth maxlength method minlength name open
    orient placeholder points property r refX refY rel required reversed role rowspan rx ry scope selected spellcheck
    src start stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width tabindex text-anchor text-decoration
    title type value viewBox width x x1 x2 xmlns y y1 y2
    """.split()
)
_ATTRIBUTE_PREFIXES = ("aria-", "data-")
_INLINE_PARTIALS = ("base", "content", "palette")
"""The templates in ``partials/javascripts/`` that our pages include."""

_SPACE = r"[ \t\n\f\r]"
_PATH = r"(?!//)[a-zA-Z0-9._~%/-]*"
_SAME_SITE = re.compile(rf"{_PATH}(?:[?#].*)?")
_LINK = re.compile(r"https?://.*|mailto:.*|[^:&/?#]*(?:[/?#].*)?", re.DOTALL)
"""A scheme we know, or none: no colon before the path, nor a character reference, which could be one."""
_REFRESH = re.compile(r"0; url=\.\./[a-z0-9-]+/")
_LINK_TYPES = {"alternate": _LINK, "canonical": _LINK, "icon": _SAME_SITE, "stylesheet": _SAME_SITE}

_SCRIPT = re.compile(r"<script([^<>]*)>(.*?)</script>", re.DOTALL)
_SCRIPT_FILE = rf' src="{_PATH}assets/(?:javascripts/bundle\.[0-9a-f]+\.min\.js|scripts/(?:search/)?[a-z-]+\.m?js)"'
_MODULE = ' type="module"'
_SCRIPT_FILES = re.compile(rf"{_SCRIPT_FILE}(?:{_MODULE})?|{_MODULE}{_SCRIPT_FILE}")
_DATA_SCRIPTS = {' id="__config" type="application/json"', ' type="application/ld+json"'}
_SCOPE = re.compile(r' data-scope="[^"<>]*"')

_TAG = re.compile(r"<[^<>]*>")
_NOT_A_TAG = re.compile(r"<(?![^<>]*>)")
_COMMENT = re.compile(r"<!doctype html>|<!--[^<>]*-->")
_END_TAG = re.compile(r"</([a-z][a-z0-9-]*)>")
_START_TAG = re.compile(rf'<([a-z][a-z0-9-]*)((?:{_SPACE}++[a-zA-Z][a-zA-Z0-9-]*+(?:="[^"<>]*+")?)*+){_SPACE}*+/?>')
_ATTRIBUTE = re.compile(rf'{_SPACE}+([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?')
_SHOWN = 80


class ForbiddenHtml(ValueError):  # noqa: N818 - reads better than ForbiddenHtmlError
    """A page has HTML that isn't allowed. The message shows how it starts and says what to do."""


def inline_scripts(theme_dirs: Iterable[str]) -> frozenset[str]:
    """The inline scripts of the theme, and ours that replace one.

    Raises:
        ThemeChanged: the theme has no template with one of these names.
    """
    scripts: set[str] = set()
    for name in _INLINE_PARTIALS:
        files = (Path(folder, "partials", "javascripts", f"{name}.html") for folder in theme_dirs)
        file = next(filter(Path.is_file, files), None)
        if file is None:
            raise ThemeChanged(f"the theme has no partials/javascripts/{name}.html: update {__name__}")
        scripts.update(text for _, text in _SCRIPT.findall(file.read_text("utf-8")))
    return frozenset(scripts)


def check_html(page: str, scripts: Collection[str]) -> None:
    """Check a finished page, whose only inline scripts may be ``scripts``.

    Raises:
        ForbiddenHtml: the page has anything else that isn't allowed.
    """

    def check_script(script: re.Match[str]) -> str:
        if not _is_allowed_script(script[1], script[2], scripts):
            raise _forbidden(script[0])
        return ""

    rest = _SCRIPT.sub(check_script, page)
    tags = _TAG.findall(rest)
    if len(tags) != rest.count("<") and (start := _NOT_A_TAG.search(rest)):
        raise _forbidden(rest[start.start() :])
    for tag in dict.fromkeys(tags):
        if not _is_allowed_tag(tag):
            raise _forbidden(tag)


def _is_allowed_script(attributes: str, text: str, scripts: Collection[str]) -> bool:
    if attributes in _DATA_SCRIPTS:
        return "<" not in text
    if not text:
        return _SCRIPT_FILES.fullmatch(attributes) is not None
    return text in scripts and (not attributes or _SCOPE.fullmatch(attributes) is not None)


@lru_cache(maxsize=100_000)
def _is_allowed_tag(tag: str) -> bool:
    if end := _END_TAG.fullmatch(tag):
        return end[1] in _ELEMENTS
    start = _START_TAG.fullmatch(tag)
    if start is None:
        return _COMMENT.fullmatch(tag) is not None
    pairs: list[tuple[str, str]] = _ATTRIBUTE.findall(start[2])
    attributes = dict(pairs)
    return (
        start[1] in _ELEMENTS
        and len(attributes) == len(pairs)
        and all(name in _ATTRIBUTES or name.startswith(_ATTRIBUTE_PREFIXES) for name in attributes)
        and _is_allowed_element(start[1], attributes)
    )


def _is_allowed_element(element: str, attributes: Mapping[str, str]) -> bool:
    """Whether the URLs of an element may be there."""
    if element == "meta" and "http-equiv" in attributes:
        return attributes["http-equiv"] == "refresh" and bool(_REFRESH.fullmatch(attributes.get("content", "")))
    href_pattern = _SAME_SITE
    if element == "a":
        href_pattern = _LINK
    if element == "link":
        rel = attributes.get("rel", "").strip()
        if rel not in _LINK_TYPES:
            return False
        href_pattern = _LINK_TYPES[rel]
    return bool(href_pattern.fullmatch(attributes.get("href", ""))) and all(
        _SAME_SITE.fullmatch(attributes.get(name, "")) for name in ("src", "action")
    )


def _forbidden(html: str) -> ForbiddenHtml:
    start = " ".join(html[:_SHOWN].split())
    return ForbiddenHtml(
        f"{start!r} isn't allowed on a page: escape the text that it comes from or, if it belongs there, allow it in "
        "hooks/mkdocs_site/allowed_html.py"
    )
