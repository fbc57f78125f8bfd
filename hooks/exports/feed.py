"""The Atom feed: the answers most recently written or checked against their sources."""

from __future__ import annotations

import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hooks.prose import html
from hooks.render.view import View

PATH = "about/changes.xml"
_MAX_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(view: View, site_url: str) -> str:
    """The feed as XML. All its URLs start with ``site_url``."""
    entries = view.newest(_MAX_ENTRIES)
    root = Element("feed", xmlns=_ATOM)
    SubElement(root, "title").text = "Backend Loop: new and reviewed answers"
    SubElement(root, "id").text = f"{site_url}about/changes/"
    SubElement(root, "link", rel="self", href=f"{site_url}{PATH}")
    SubElement(root, "link", href=f"{site_url}about/changes/")
    SubElement(root, "updated").text = _timestamp(max((day for day, _ in entries), default=datetime.date(2026, 1, 1)))
    author = SubElement(root, "author")
    SubElement(author, "name").text = "Backend Loop contributors"
    for day, question in entries:
        entry = SubElement(root, "entry")
        SubElement(entry, "title").text = html.plain(question.title)
        SubElement(entry, "id").text = f"{site_url}questions/{question.slug}/"
        SubElement(entry, "link", href=f"{site_url}questions/{question.slug}/")
        SubElement(entry, "updated").text = _timestamp(day)
        SubElement(entry, "summary").text = html.plain(question.tests or question.prompt)
    indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(root, encoding='unicode')}\n"


def _timestamp(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
