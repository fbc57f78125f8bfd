"""The theme's style sheet without the rules for parts that the guide does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

_ABSENT_CLASSES = (
    "annotate", "arithmatex", "critic", "grid", "keys", "md-annotation", "md-author", "md-consent",
    "md-feedback", "md-meta", "md-pagination", "md-post", "md-profile", "md-select", "md-social", "md-source__fact",
    "md-source-file", "md-status", "md-tag", "md-tooltip2", "md-version", "mermaid", "tabbed",
)  # fmt: skip
"""Classes of these names, or whose names go on after them with a sign, stand in no page."""
_ABSENT = re.compile(rf"({'|'.join(_ABSENT_CLASSES)})(?![a-z])")
_PARENTHESIS = re.compile(r":(?:is|not|where)\(")
_ABSENT_ICONS = (
    "--md-admonition-icon--abstract", "--md-admonition-icon--success", "--md-admonition-icon--question",
    "--md-admonition-icon--failure", "--md-admonition-icon--bug", "--md-admonition-icon--example",
    "--md-admonition-icon--quote", "--md-annotation", "--md-code-select", "--md-path-icon", "--md-post",
    "--md-source-", "--md-tabbed", "--md-tag", "--md-typeset-table-sort", "--md-version",
)  # fmt: skip


def lean(css: str) -> str:
    """``css`` without rules that only match absent parts; what it does not know stays."""
    return "".join(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _kept(rules: Iterable[Node]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [one for one in _selectors(rule) if not _is_absent(one)]
            if selectors:
                yield f"{','.join(selectors)}{{{_declarations(rule)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports") and rule.content:
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
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


def _is_absent(selector: str) -> bool:
    """Whether it needs a class that is absent; what stands in ``:not()`` or ``:is()`` may not be needed."""
    needed = _PARENTHESIS.split(selector)[0]
    return any(_ABSENT.match(name) for name in needed.split(".")[1:])


def _declarations(rule: QualifiedRule) -> str:
    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = (one for one in found if one.type != "declaration" or not one.name.startswith(_ABSENT_ICONS))
    return ";".join(one.serialize() for one in kept)
