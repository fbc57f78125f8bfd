"""F: characters that cannot be seen, written so that the file itself does not show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from hooks.findings.finding import Mark, Problem
from hooks.load.project import Project
from hooks.model.base import Markup
from hooks.prose.reading import tokens_of
from hooks.rules.files import INVISIBLE
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Problems

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@LIBRARY.error("F010", mend="Delete it: what a reader cannot see, a text does not need.")
def nothing_hidden(project: Project) -> Problems:
    """No escape and no character reference stands for an invisible character, as ``&zwj;`` does.

    A code block or a code span may show a reference: there it is read as it is written.
    """
    for shape, leaf in project.leaves:
        text = unescape(leaf.text) if Markup.INLINE in leaf.marks else leaf.text
        for sign in dict.fromkeys(INVISIBLE.findall(text)):
            if sign not in shape.document.text:
                mark = shape.document.mark(*leaf.loc)
                yield Problem(shape.document.path, mark, f"an escape stands for {_named(sign)}")
    for question in project.library.questions.values():
        for mark, sign in _referred(question.answer.text if question.answer else ""):
            yield Problem(question.folder / "answer.md", mark, f"a character reference stands for {_named(sign)}")


def _referred(text: str) -> Iterator[tuple[Mark, str]]:
    """Each reference to an invisible character, if one of them is shown as that character somewhere."""
    found = [match for match in _REFERENCE.finditer(text) if INVISIBLE.search(unescape(match[0]))]
    shown = "".join(child.content for token in tokens_of(text) for child in token.children or ()) if found else ""
    for match in found:
        sign = unescape(match[0])
        if sign in shown and sign not in text:
            line = text.count("\n", 0, match.start()) + 1
            yield Mark(line, match.start() - text.rfind("\n", 0, match.start())), sign


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'control character').lower()})"
