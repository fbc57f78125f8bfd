"""A: likely typos in Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from hooks.findings.finding import Edit, Problem
from hooks.load.project import Project
from hooks.prose.likely_typos import TypoKind
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

_MESSAGES: Mapping[TypoKind, tuple[str, str]] = {
    TypoKind.LINK: ("space between the link's text and its URL", "Write `[text](url)` without the space."),
    TypoKind.REVERSED_LINK: ("the link's brackets are swapped", "Write `[text](url)`."),
    TypoKind.HEADING: ("not a heading: the space after `#` is missing", "Add a space after the last `#`."),
    TypoKind.LIST_ITEM: (
        "not a list item: the space after `-` is missing",
        "Add a space after the `-`. Use backticks if it's a command-line option.",
    ),
    TypoKind.TABLE: (
        "not a table: the separator line is missing",
        "Below the first line, add `|---|---|` with one part per column.",
    ),
    TypoKind.MERGE_CONFLICT: (
        "unresolved merge conflict",
        "Keep one version, and delete the `<<<`, `===` and `>>>` lines.",
    ),
    TypoKind.PLACEHOLDER: ("placeholder text", "Replace it with real text, or delete the line."),
    TypoKind.UNCLOSED_FENCE: (
        "the code block is never closed",
        "Add the closing fence on its own line below the code.",
    ),
}


@RULES.error("A013", fix="Compare it with the preview, which shows the raw characters.")
def no_likely_typos(project: Project) -> Problems:
    """Whatever looks like a link, heading, list, table or code block is one, and no placeholders are left.

    One space too many or too few, and the page shows the raw Markdown.
    """
    for path, facts in project.answer_facts.items():
        for kind, position, old, new in facts.typos:
            message, hint = _MESSAGES[kind]
            is_safe = kind in (TypoKind.LINK, TypoKind.REVERSED_LINK)
            edit = Edit(position, old, new, safe=is_safe) if new else None
            yield Problem(path, position, message, hint, edit)
