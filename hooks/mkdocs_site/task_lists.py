"""Accessible task lists in hand-written pages: a Markdown extension that names the checkboxes of pymdownx.tasklist."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_CHECKBOX = re.compile(r'<input type="checkbox" disabled( checked)?/>')
_AFTER_RAW_HTML = 25
"""pymdownx.tasklist stores its checkboxes as raw HTML, which comes back at priority 30."""


class _NameCheckboxes(Postprocessor):
    def run(self, text: str) -> str:
        """Their labels are empty: without a name, a screen reader says only "checkbox"."""
        return _CHECKBOX.sub(_named, text)


def _named(checkbox: re.Match[str]) -> str:
    return f'<input type="checkbox" aria-label="{"done" if checkbox[1] else "to do"}" disabled{checkbox[1] or ""}>'


class TaskLists(Extension):
    """The extension; ``mkdocs.yml`` names this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Called by Python-Markdown."""
        md.postprocessors.register(_NameCheckboxes(md), "task_lists", _AFTER_RAW_HTML)


def makeExtension() -> TaskLists:  # noqa: N802 - Python-Markdown looks for this name
    """Called by Python-Markdown."""
    return TaskLists()
