"""Finished HTML through Python-Markdown untouched, and at no cost.

A macro's output is Markdown only in its headings, from which the table of contents is made; the rest is finished HTML.
``mark`` puts that rest between two comments, and the Markdown extension below sets it aside before anything parses it.
Without the extension the page is the same, only slower to make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markupsafe import Markup

_OPEN, _CLOSE = "<!--finished html-->", "<!--/finished html-->"
_HEADING = re.compile(r"^(#{1,3} .* \{ #[a-z0-9-]+ \})$", re.MULTILINE)
"""A heading of our templates. Data cannot look like one: its braces are character references."""
_BEFORE_FENCES = 28
"""After white space is normalized (30), before code fences (25) and HTML (20) are looked for."""


def mark(markdown: Markup) -> str:
    """The output of a template with everything but its headings marked as finished."""
    parts = _HEADING.split(str(markdown))
    return "\n\n".join(
        part if index % 2 else f"{_OPEN}\n{part.strip()}\n{_CLOSE}" for index, part in enumerate(parts) if part.strip()
    )


class _SetAside(Preprocessor):
    """Keeps marked lines out of Markdown's sight until the page is put together."""

    def run(self, lines: list[str]) -> list[str]:
        """Replace each finished part by a placeholder."""
        return list(self._without_finished(iter(lines)))

    def _without_finished(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            if line == _OPEN:
                finished = "\n".join(iter(lines.__next__, _CLOSE))
                yield from ("", self.md.htmlStash.store(finished), "")
            else:
                yield line


class FinishedHtml(Extension):
    """The extension; ``mkdocs.yml`` names this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Called by Python-Markdown."""
        md.preprocessors.register(_SetAside(md), "finished_html", _BEFORE_FENCES)


def makeExtension() -> FinishedHtml:  # noqa: N802 - the name that the library looks for
    """Called by Python-Markdown."""
    return FinishedHtml()
