"""Finished HTML through Python-Markdown untouched, and at no cost.

A template's output is Markdown only in its headings, from which the table of contents is made; the rest is finished
HTML. ``part`` marks that rest, and the Markdown extension below sets it aside before anything parses it. ``page`` marks
a whole page, whose headings the extension then writes itself. Without the extension the page reads the same; it only
takes longer to make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markupsafe import Markup

_PART, _PAGE, _END = "<!--finished-->", "<!--finished page-->", "<!--/finished-->"
_HEADING = re.compile(r"^(#{1,3}) (.*) \{ #([a-z0-9-]+) \}$", re.MULTILINE)
"""A heading of our templates. Data cannot look like one: its braces are character references."""
_BEFORE_FENCES = 28
"""After white space is normalized (30), before code fences (25) and HTML (20) are looked for."""
_LAST = -100


def part(markdown: Markup) -> str:
    """The output of a template, for a place in a hand-written page: all but its headings is marked."""
    text, start, parts = str(markdown), 0, []
    for heading in _HEADING.finditer(text):
        parts += [_marked(_PART, text[start : heading.start()]), heading[0]]
        start = heading.end()
    return "\n\n".join(filter(None, [*parts, _marked(_PART, text[start:])]))


def page(markdown: Markup) -> str:
    """The output of a template that is the whole page."""
    return _marked(_PAGE, str(markdown))


def _marked(opening: str, html: str) -> str:
    return f"{opening}\n{html.strip()}\n{_END}" if html.strip() else ""


class _SetAside(Preprocessor):
    """Keeps marked lines out of Markdown's sight until the page is put together."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.contents: list[dict[str, Any]] = []

    def run(self, lines: list[str]) -> list[str]:
        """Replace each finished part by a placeholder."""
        self.contents = []
        return list(self._without_finished(iter(lines)))

    def _without_finished(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            if line not in (_PART, _PAGE):
                yield line
                continue
            html = "\n".join(iter(lines.__next__, _END))
            yield from ("", self.md.htmlStash.store(_HEADING.sub(self._heading, html) if line == _PAGE else html), "")

    def _heading(self, heading: re.Match[str]) -> str:
        level, html, id_ = len(heading[1]), heading[2], heading[3]
        entry: dict[str, Any] = {
            "level": level,
            "id": id_,
            "name": html,
            "html": html,
            "data-toc-label": "",
            "children": [],
        }
        above = self.contents[-1]["children"] if level > 1 and self.contents else self.contents
        above.append(entry)
        link = f'<a class="headerlink" href="#{id_}" title="Link to this section">#</a>'
        return f'<h{level} id="{id_}">{html}{link}</h{level}>'


class _Contents(Postprocessor):
    """Hands the headings of a finished page to whoever asks Markdown for its table of contents."""

    def __init__(self, md: Markdown, aside: _SetAside) -> None:
        super().__init__(md)
        self._aside = aside

    def run(self, text: str) -> str:
        """Only the table of contents changes."""
        if self._aside.contents:
            vars(self.md)["toc_tokens"] = self._aside.contents
        return text


class FinishedHtml(Extension):
    """The extension; ``mkdocs.yml`` names this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Called by Python-Markdown."""
        aside = _SetAside(md)
        md.preprocessors.register(aside, "finished_html", _BEFORE_FENCES)
        md.postprocessors.register(_Contents(md, aside), "finished_contents", _LAST)


def makeExtension() -> FinishedHtml:  # noqa: N802 - the name that the library looks for
    """Called by Python-Markdown."""
    return FinishedHtml()
