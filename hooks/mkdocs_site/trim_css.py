"""The theme's style sheet without the rules for parts that the guide does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

_ABSENT_CLASSES = (
    "annotate", "grid", "md-annotation", "md-author", "md-consent",
    "md-feedback", "md-meta", "md-pagination", "md-post", "md-profile", "md-select", "md-social", "md-source__fact",
    "md-source-file", "md-status", "md-tag", "md-tooltip2", "md-version", "mermaid",
)  # fmt: skip
"""Classes of these names, or whose names go on after them with a sign, stand in no page."""
_EXTENSION_CLASSES = {
    "pymdownx.arithmatex": "arithmatex",
    "pymdownx.critic": "critic",
    "pymdownx.keys": "keys",
    "pymdownx.tabbed": "tabbed",
}
"""Classes that only these Markdown extensions write."""
_PARENTHESIS = re.compile(r":(?:is|not|where)\(")
_ABSENT_ICONS = (
    "--md-annotation", "--md-code-select", "--md-path-icon", "--md-post", "--md-source-", "--md-tag",
    "--md-typeset-table-sort", "--md-version",
)  # fmt: skip


def lean(css: str, extensions: Collection[str] = ()) -> str:
    """``css`` without rules that only match absent parts; rules it doesn't know stay.

    Args:
        css: The theme's style sheet.
        extensions: The Markdown extensions in use, whose classes stay.
    """
    unused = (name for extension, name in _EXTENSION_CLASSES.items() if extension not in extensions)
    absent = re.compile(rf"({'|'.join((*_ABSENT_CLASSES, *unused))})(?![a-z])")
    return "".join(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), absent))


def _kept(rules: Iterable[Node], absent: re.Pattern[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [one for one in _selectors(rule) if not _needs(absent, one)]
            if selectors:
                yield f"{','.join(selectors)}{{{_declarations(rule)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports") and rule.content:
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = "".join(_kept(inside, absent))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(rule: QualifiedRule) -> Iterator[str]:
    """The selectors of a rule; a comma inside of parentheses separates none."""
    one: list[Node] = []
    for token in (*rule.prelude, None):
        if token is None or (token.type == "literal" and token.value == ","):
            yield tinycss2.serialize(one).strip()
            one = []
        else:
            one.append(token)


def _needs(absent: re.Pattern[str], selector: str) -> bool:
    """Whether it needs an absent class; one inside ``:not()`` or ``:is()`` may not be needed."""
    needed = _PARENTHESIS.split(selector)[0]
    return any(absent.match(name) for name in needed.split(".")[1:])


def _declarations(rule: QualifiedRule) -> str:
    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = (one for one in found if one.type != "declaration" or not one.name.startswith(_ABSENT_ICONS))
    return ";".join(one.serialize() for one in kept)
