"""What is new, as an Atom feed: the answers last written or held against their sources."""

from __future__ import annotations

import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hooks.prose import html
from hooks.render.view import View

ADDRESS = "about/changes.xml"
_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"


def feed(view: View, site: str) -> str:
    """The feed; ``site`` is the address of the site, which every entry's own begins with."""
    entries = view.newest(_ENTRIES)
    root = Element("feed", xmlns=_ATOM)
    SubElement(root, "title").text = "Backend Loop: new and reviewed answers"
    SubElement(root, "id").text = f"{site}about/changes/"
    SubElement(root, "link", rel="self", href=f"{site}{ADDRESS}")
    SubElement(root, "link", href=f"{site}about/changes/")
    SubElement(root, "updated").text = _moment(max((day for day, _ in entries), default=datetime.date(2026, 1, 1)))
    author = SubElement(root, "author")
    SubElement(author, "name").text = "Backend Loop contributors"
    for day, question in entries:
        entry = SubElement(root, "entry")
        SubElement(entry, "title").text = html.plain(question.title)
        SubElement(entry, "id").text = f"{site}questions/{question.slug}/"
        SubElement(entry, "link", href=f"{site}questions/{question.slug}/")
        SubElement(entry, "updated").text = _moment(day)
        SubElement(entry, "summary").text = html.plain(question.tests or question.prompt)
    indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(root, encoding='unicode')}\n"


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
