"""Trims style sheets: drops rules and custom properties that no page and no script uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

_UNUSED_CLASSES = (
    "annotate", "grid", "md-annotation", "md-author", "md-consent",
    "md-feedback", "md-meta", "md-pagination", "md-post", "md-profile", "md-select", "md-social", "md-source__fact",
    "md-source-file", "md-status", "md-tag", "md-tooltip2", "md-version", "mermaid",
)  # fmt: skip
"""The theme's script has these classes for features that are off, and their BEM elements and modifiers, too."""
_EXTENSION_CLASSES = {
    "pymdownx.arithmatex": "arithmatex",
    "pymdownx.critic": "critic",
    "pymdownx.keys": "keys",
    "pymdownx.tabbed": "tabbed",
}
"""Classes that only these Markdown extensions write."""
_PSEUDO_CLASS_WITH_LIST = re.compile(r":(?:has|is|not|where)\(")
_CLASS_NAME = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_REFERENCE = re.compile(r"var\((--[\w-]+)")
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_CLASS_ATTRIBUTE = re.compile(r' class="([^"]*)"')
_WORD = re.compile(r"[\w-]+")
_RIGHT_TO_LEFT = "[dir=rtl]"
_UNUSED_PROPERTIES = ("--md-annotation", "--md-mermaid", "--md-tag", "--md-version")
"""Custom properties that only features use that are off; the theme's script names some."""


def used_names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Names that a rule may be about: classes on pages, and all words in scripts."""
    names: set[str] = set()
    for page in pages:
        names.update(*map(str.split, set(_CLASS_ATTRIBUTE.findall(page))))
        if ' dir="rtl"' in page:
            names.add(_RIGHT_TO_LEFT)
    return names.union(*map(_WORD.findall, scripts))


def trim_css(css: str, used: Collection[str], other: str = "", extensions: Collection[str] = ()) -> str:
    """``css`` without rules that only match unused classes, and unused custom properties. Anything else stays.

    Args:
        css: A style sheet.
        used: See `used_names`.
        other: Another style sheet of the pages, which may use its custom properties.
        extensions: The Markdown extensions in use, whose classes stay.
    """
    extra = (name for extension, name in _EXTENSION_CLASSES.items() if extension not in extensions)
    unused = re.compile(rf"({'|'.join((*_UNUSED_CLASSES, *extra))})(?![a-z])")
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)

    def trimmed(properties: Collection[str] | None) -> str:
        return "".join(_used_rules(rules, _Used(used, unused, properties)))

    return trimmed({*used, *_REFERENCE.findall(trimmed(None) + other)})


class _Used(NamedTuple):
    """Names that are used, classes that aren't although scripts have them, and custom properties, or None for all."""

    names: Collection[str]
    unused: re.Pattern[str]
    properties: Collection[str] | None

    def selector(self, selector: str) -> bool:
        """Whether it may match. Ignores everything from the first ``:is()`` or ``:not()`` on."""
        required = _PSEUDO_CLASS_WITH_LIST.split(selector)[0]
        if _RIGHT_TO_LEFT in required and _RIGHT_TO_LEFT not in self.names:
            return False
        classes = _CLASS_NAME.findall(_ATTRIBUTE.sub("", required))
        return all(self._has(name) and not self.unused.match(name) for name in classes)

    def _has(self, name: str) -> bool:
        """Whether a page has the class, or a script, which may have its beginning only: ``badge--``."""
        block, modifier, _ = name.rpartition("--")
        return name in self.names or bool(block and f"{block}{modifier}" in self.names)

    def property(self, name: str) -> bool:
        """Whether a declaration may have an effect."""
        if not name.startswith("--") or self.properties is None:
            return True
        return name in self.properties and not name.startswith(_UNUSED_PROPERTIES)


def _used_rules(rules: Iterable[Node], used: _Used) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [selector for selector in _selectors(rule) if used.selector(selector)]
            declarations = _declarations(rule, used)
            if selectors and (declarations or not rule.content):
                yield f"{','.join(selectors)}{{{declarations}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports") and rule.content:
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = "".join(_used_rules(inside, used))
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


def _declarations(rule: QualifiedRule, used: _Used) -> str:
    nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return ";".join(node.serialize() for node in nodes if node.type != "declaration" or used.property(node.name))
