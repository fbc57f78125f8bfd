"""Passes finished HTML through Python-Markdown unparsed, which is faster and safer.

The output of our templates is HTML, except for Markdown headings, which Python-Markdown needs for the table of
contents. ``mark_parts`` wraps everything else in markers, and the extension below stashes it before anything parses it.
``mark_page`` wraps a complete page; the extension renders its headings itself.
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
"""A heading in our templates. Data can't look like one, since its braces are escaped as character references."""
_PRIORITY = 28
"""After ``normalize_whitespace`` (30), before ``fenced_code_block`` (25) and ``html_block`` (20)."""
_LAST = -100


def mark_parts(output: Markup) -> str:
    """A template's output for use within a hand-written page: everything but its headings is marked."""
    text, start, parts = str(output), 0, []
    for heading in _HEADING.finditer(text):
        parts += [_marked(_PART, text[start : heading.start()]), heading[0]]
        start = heading.end()
    return "\n\n".join(filter(None, [*parts, _marked(_PART, text[start:])]))


def mark_page(output: Markup) -> str:
    """A template's output that is the complete page."""
    return _marked(_PAGE, str(output))


def _marked(marker: str, html: str) -> str:
    return f"{marker}\n{html.strip()}\n{_END}" if html.strip() else ""


class _StashPreprocessor(Preprocessor):
    """Stashes marked lines, and builds the table of contents of a marked page."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.toc_tokens: list[dict[str, Any]] = []

    def run(self, lines: list[str]) -> list[str]:
        """Replace each marked part with a placeholder."""
        self.toc_tokens = []
        return list(self._stash_marked(iter(lines)))

    def _stash_marked(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            if line not in (_PART, _PAGE):
                yield line
                continue
            html = "\n".join(iter(lines.__next__, _END))
            html = _HEADING.sub(self._render_heading, html) if line == _PAGE else html
            yield from ("", self.md.htmlStash.store(html), "")

    def _render_heading(self, heading: re.Match[str]) -> str:
        level, html, id_ = len(heading[1]), heading[2], heading[3]
        token: dict[str, Any] = {
            "level": level,
            "id": id_,
            "name": html,
            "html": html,
            "data-toc-label": "",
            "children": [],
        }
        siblings = self.toc_tokens[-1]["children"] if level > 1 and self.toc_tokens else self.toc_tokens
        siblings.append(token)
        link = f'<a class="headerlink" href="#{id_}" title="Link to this section">#</a>'
        return f'<h{level} id="{id_}">{html}{link}</h{level}>'


class _TocPostprocessor(Postprocessor):
    """Sets ``toc_tokens`` of a marked page, where MkDocs reads the table of contents."""

    def __init__(self, md: Markdown, stash: _StashPreprocessor) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, text: str) -> str:
        """Set ``toc_tokens``; the text stays the same."""
        if self._stash.toc_tokens:
            vars(self.md)["toc_tokens"] = self._stash.toc_tokens
        return text


class FinishedHtml(Extension):
    """The Python-Markdown extension. ``mkdocs.yml`` lists this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Called by Python-Markdown."""
        stash = _StashPreprocessor(md)
        md.preprocessors.register(stash, "finished_html", _PRIORITY)
        md.postprocessors.register(_TocPostprocessor(md, stash), "finished_html_toc", _LAST)


def makeExtension() -> FinishedHtml:  # noqa: N802 - Python-Markdown's name
    """Called by Python-Markdown."""
    return FinishedHtml()
