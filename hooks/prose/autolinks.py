"""Keep GFM autolinks linear: two of the parser's rules rescan the whole paragraph at every candidate."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_SCHEMES = ("http", "https", "mailto", "xmpp")
_MAX_PENDING = 100
"""Characters before a colon that are searched for a scheme."""
_NOT_A_HOST = re.compile(r"(?:://|www\.)[^\s!\"#%&'()*,/:;?@\[\\\]{}\u2010-\u205e\u3000-\u303f]{256}")
"""Longer than any host name can be. Without this check the rule reads it to the end from every possible start."""
_Rule = Callable[[StateInline, bool], bool]


def limit_autolinks(markdown: MarkdownIt) -> MarkdownIt:
    """Run the autolink rules only where a link can start. Every text renders as before."""
    ruler = markdown.inline.ruler
    rules: dict[str, _Rule] = {rule.name: rule.fn for rule in ruler.__rules__}
    ruler.at("gfm_autolink_www", _limit_www(rules["gfm_autolink_www"]))
    ruler.at("gfm_autolink_protocol", _limit_protocol(rules["gfm_autolink_protocol"]))
    return markdown


def _limit_www(rule: _Rule) -> _Rule:
    def limited(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        return not _NOT_A_HOST.match(state.src, state.pos) and rule(state, silent)

    return limited


def _limit_protocol(rule: _Rule) -> _Rule:
    """At each colon the rule searches all pending text, so flush everything but the end of it."""

    def limited(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        if silent or not state.pending.endswith(_SCHEMES) or _NOT_A_HOST.match(state.src, state.pos):
            return False
        if len(state.pending) > _MAX_PENDING:
            state.pending, last = state.pending[:-_MAX_PENDING], state.pending[-_MAX_PENDING:]
            state.pushPending()
            state.pending = last
        return rule(state, silent)

    return limited
