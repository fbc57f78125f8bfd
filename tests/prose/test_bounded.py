"""The shortcut finds what the whole rule finds, and asks it no more than it must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.gfm import gfm_plugin

from hooks.prose.bounded import bound

PARTS = ["http", "https", "mailto", "xmpp", ":", "//", "a.b", "x@y.z", " ", "w" * 60, "*", "_", "(", ")", "[", "]", "é"]


def plain() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).use(gfm_plugin)


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_nothing_is_read_differently(text: str) -> None:
    assert bound(plain()).render(text) == plain().render(text)


@pytest.mark.parametrize("scheme", ["http://", "https://", "mailto:x@", "xmpp:x@"])
def test_an_address_behind_a_long_text_is_found(scheme: str) -> None:
    text = f"{'word: ' * 200}{scheme}a.b"
    assert f'href="{scheme}a.b"' in bound(plain()).render(text)
    assert bound(plain()).render(text) == plain().render(text)


@pytest.mark.parametrize("text", ["a: " * 4000, "http: " * 4000])
def test_the_rule_never_sees_more_than_a_line_of_what_was_read(text: str) -> None:
    markdown, seen = plain(), []
    rule = next(rule for rule in markdown.inline.ruler.__rules__ if rule.name == "gfm_autolink_protocol")
    whole = rule.fn
    rule.fn = lambda state, silent: seen.append(len(state.pending)) or whole(state, silent)
    bound(markdown).render(text)
    assert max(seen, default=0) <= 110
