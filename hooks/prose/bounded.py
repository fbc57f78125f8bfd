"""Shortcuts for a rule of the parser that looks at a whole paragraph again and again."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_BARE_ADDRESS = "gfm_autolink_protocol"
_SCHEMES = ("http", "https", "mailto", "xmpp")
_MOST = 100
"""Characters before a colon that the rule searches for a scheme."""


def bound(markdown: MarkdownIt) -> MarkdownIt:
    """Show the rule for bare addresses only where one can begin: at each colon it searches all that was read."""
    ruler = markdown.inline.ruler
    whole = next(rule.fn for rule in ruler.__rules__ if rule.name == _BARE_ADDRESS)

    def at_a_scheme(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
        if not state.pending.endswith(_SCHEMES):
            return False
        if len(state.pending) > _MOST and not silent:
            state.pending, last = state.pending[:-_MOST], state.pending[-_MOST:]
            state.pushPending()
            state.pending = last
        return whole(state, silent)

    ruler.at(_BARE_ADDRESS, at_a_scheme)
    return markdown
