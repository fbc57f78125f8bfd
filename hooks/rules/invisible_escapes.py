"""F: invisible characters written as escapes, so that searching the file doesn't find them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from hooks.findings.finding import Position, Problem
from hooks.load.project import Project
from hooks.model.base import Markup
from hooks.prose.invisible import INVISIBLE, describe
from hooks.prose.markdown import tokenize
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@RULES.error("F010", fix="Delete it.")
def no_invisible_escapes(project: Project) -> Problems:
    """No escapes or character references for invisible characters, such as ``&zwj;``.

    Code blocks and code spans can contain character references: there they're shown as written.
    """
    for file, leaf in project.leaves:
        text = unescape(leaf.text) if Markup.INLINE in leaf.annotations else leaf.text
        for char in dict.fromkeys(INVISIBLE.findall(text)):
            if char not in INVISIBLE.findall(file.document.text):  # F004 reports those
                position = file.document.position(*leaf.loc)
                yield Problem(file.document.path, position, f"escape for the invisible character {describe(char)}")
    for question in project.library.questions.values():
        for position, char in _references(question.answer.text if question.answer else ""):
            message = f"character reference for the invisible character {describe(char)}"
            yield Problem(question.folder / "answer.md", position, message)


def _references(text: str) -> Iterator[tuple[Position, str]]:
    """Each reference to an invisible character that ends up in the rendered text."""
    found = [match for match in _REFERENCE.finditer(text) if INVISIBLE.search(unescape(match[0]))]
    shown = "".join(child.content for token in tokenize(text) for child in token.children or ()) if found else ""
    hidden = set(INVISIBLE.findall(shown)).difference(INVISIBLE.findall(text))  # F004 reports those in the text itself
    for match in found:
        char = unescape(match[0])
        if char in hidden:
            line = text.count("\n", 0, match.start()) + 1
            yield Position(line, match.start() - text.rfind("\n", 0, match.start())), char
