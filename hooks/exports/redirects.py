"""Redirects from the former URLs of questions (``redirect_from``)."""

from __future__ import annotations

from html import escape

from hooks.model.library import Library
from hooks.prose import html


def redirects(library: Library) -> dict[str, str]:
    """An HTML page for every former id, by path in the site.

    A script leads to the question and keeps the URL's fragment; without JavaScript it's a meta refresh.
    """
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
        f'<title>Moved: {escape(title)}</title><link rel="canonical" href="../{slug}/">'
        '<link rel="icon" href="../../assets/favicon.svg">\n'
        '<script src="../../assets/scripts/moved.js"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url=../{slug}/"></noscript></head>\n'
        f'<body><h1>This question has moved</h1><p><a href="../{slug}/">{escape(title)}</a></p></body></html>\n'
    )
