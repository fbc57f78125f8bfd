"""Shortcuts for rules of the parser that look at a whole paragraph again and again."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_SCHEMES = ("http", "https", "mailto", "xmpp")
_MOST = 100
"""Characters before a colon in which a scheme is looked for."""
_NO_HOST = re.compile(r"(?:://|www\.)[^\s!\"#%&'()*,/:;?@\[\\\]{}\u2010-\u205e\u3000-\u303f]{256}")
"""No name of a host is so long, but what looks like one is read to its end, from each place where one could begin."""
_Rule = Callable[[StateInline, bool], bool]


def bound(markdown: MarkdownIt) -> MarkdownIt:
    """Show the rules for bare addresses only where one can begin."""
    ruler = markdown.inline.ruler
    rules: dict[str, _Rule] = {rule.name: rule.fn for rule in ruler.__rules__}
    ruler.at("gfm_autolink_www", _behind_www(rules["gfm_autolink_www"]))
    ruler.at("gfm_autolink_protocol", _behind_a_scheme(rules["gfm_autolink_protocol"]))
    return markdown


def _behind_www(whole: _Rule) -> _Rule:
    def bounded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
        return not _NO_HOST.match(state.src, state.pos) and whole(state, silent)

    return bounded


def _behind_a_scheme(whole: _Rule) -> _Rule:
    """At each colon the rule searches all that was read; of that it is shown the end."""

    def bounded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
        if silent or not state.pending.endswith(_SCHEMES) or _NO_HOST.match(state.src, state.pos):
            return False
        if len(state.pending) > _MOST:
            state.pending, last = state.pending[:-_MOST], state.pending[-_MOST:]
            state.pushPending()
            state.pending = last
        return whole(state, silent)

    return bounded
