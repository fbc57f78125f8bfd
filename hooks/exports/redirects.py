"""Redirects from the former URLs of questions (``redirect_from``)."""

from __future__ import annotations

from html import escape

from hooks.model.library import Library
from hooks.prose import html


def redirects(library: Library) -> dict[str, str]:
    """An HTML page with a meta refresh for every former id, by path in the site."""
    return {
        f"questions/{old}/index.html": _page(slug, html.plain(question.title))
        for slug, question in library.questions.items()
        for old in question.redirect_from
        if old not in library.questions
    }


def _page(slug: str, title: str) -> str:
    return (
        "<!doctype html>\n"
        '<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">\n'
        f'<title>Moved: {escape(title)}</title><link rel="canonical" href="../{slug}/">\n'
        f'<meta http-equiv="refresh" content="0; url=../{slug}/"></head>\n'
        f'<body><h1>This question has moved</h1><p><a href="../{slug}/">{escape(title)}</a></p></body></html>\n'
    )
