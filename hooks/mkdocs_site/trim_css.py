"""Trims the theme's CSS: drops rules for components that the guide doesn't use."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

_UNUSED_CLASSES = (
    "annotate", "grid", "md-annotation", "md-author", "md-consent",
    "md-feedback", "md-meta", "md-pagination", "md-post", "md-profile", "md-select", "md-social", "md-source__fact",
    "md-source-file", "md-status", "md-tag", "md-tooltip2", "md-version", "mermaid",
)  # fmt: skip
"""No page has these classes, nor any BEM element or modifier of them (``md-tag__…``, ``md-tag--…``)."""
_EXTENSION_CLASSES = {
    "pymdownx.arithmatex": "arithmatex",
    "pymdownx.critic": "critic",
    "pymdownx.keys": "keys",
    "pymdownx.tabbed": "tabbed",
}
"""Classes that only these Markdown extensions write."""
_PSEUDO_CLASS_WITH_LIST = re.compile(r":(?:is|not|where)\(")
_UNUSED_ICONS = (
    "--md-annotation", "--md-code-select", "--md-path-icon", "--md-post", "--md-source-", "--md-tag",
    "--md-typeset-table-sort", "--md-version",
)  # fmt: skip


def trim_css(css: str, extensions: Collection[str] = ()) -> str:
    """``css`` without rules that only match unused classes. Anything else stays as it is.

    Args:
        css: The theme's style sheet.
        extensions: The Markdown extensions in use, whose classes stay.
    """
    extra = (name for extension, name in _EXTENSION_CLASSES.items() if extension not in extensions)
    unused = re.compile(rf"({'|'.join((*_UNUSED_CLASSES, *extra))})(?![a-z])")
    return "".join(_used_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), unused))


def _used_rules(rules: Iterable[Node], unused: re.Pattern[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [selector for selector in _selectors(rule) if not _requires(unused, selector)]
            if selectors:
                yield f"{','.join(selectors)}{{{_declarations(rule)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports") and rule.content:
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = "".join(_used_rules(inside, unused))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(rule: QualifiedRule) -> Iterator[str]:
    """The selectors of a rule, split at top-level commas."""
    selector: list[Node] = []
    for token in (*rule.prelude, None):
        if token is None or (token.type == "literal" and token.value == ","):
            yield tinycss2.serialize(selector).strip()
            selector = []
        else:
            selector.append(token)


def _requires(unused: re.Pattern[str], selector: str) -> bool:
    """Whether the selector requires an unused class. Ignores everything from the first ``:is()`` or ``:not()`` on."""
    required = _PSEUDO_CLASS_WITH_LIST.split(selector)[0]
    return any(unused.match(name) for name in required.split(".")[1:])


def _declarations(rule: QualifiedRule) -> str:
    nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    used = (node for node in nodes if node.type != "declaration" or not node.name.startswith(_UNUSED_ICONS))
    return ";".join(node.serialize() for node in used)
