"""The limited autolink rules find the same links and scan only a bounded part of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.gfm import gfm_plugin

from hooks.prose.autolinks import limit_autolinks

PARTS = ["http", "https", "mailto", "xmpp", "www.", ":", "//", "a.b", "x@y.z", "_", " ", "w" * 60, "*", "(", "[", "]"]


def plain() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).use(gfm_plugin)


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join).filter(lambda text: "w" * 180 not in text))
def test_limited_rules_render_the_same(text: str) -> None:
    assert limit_autolinks(plain()).render(text) == plain().render(text)


@pytest.mark.parametrize("begin", ["http://", "https://", "mailto:x@", "xmpp:x@", "www."])
def test_url_after_long_text_is_found(begin: str) -> None:
    text = f"{'word: ' * 200}{begin}a.b"
    assert f'{begin}a.b"' in limit_autolinks(plain()).render(text)
    assert limit_autolinks(plain()).render(text) == plain().render(text)


@pytest.mark.audit
@pytest.mark.parametrize("text", ["a: ", "http: ", "http://", "www._", "http://_", "http://a."])
@pytest.mark.parametrize("name", ["gfm_autolink_protocol", "gfm_autolink_www"])
def test_rule_never_scans_more_than_a_few_hundred_characters(name: str, text: str) -> None:
    markdown, lengths = plain(), [0]
    rule = next(rule for rule in markdown.inline.ruler.__rules__ if rule.name == name)
    rule_function = rule.fn

    def recording(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
        rest = state.src[state.pos :].lstrip(":/")
        host = next((place for place, mark in enumerate(rest) if mark in " :/"), len(rest))
        lengths.append(host if state.src.startswith(("www.", "://"), state.pos) else 0)
        lengths.append(len(state.pending) if name == "gfm_autolink_protocol" else 0)
        return rule_function(state, silent)

    rule.fn = recording
    limit_autolinks(markdown).render(text * 4000)
    assert max(lengths) <= 256 + len(text)
