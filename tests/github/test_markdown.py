"""Escaping, checked against a renderer for GitHub Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.gfm import gfm_plugin

from hooks.github.markdown import code_block, escape_message, escape_text, inline_code
from tests.hostile_data.payloads import PAYLOADS

HTML = MarkdownIt("commonmark", {"html": True, "linkify": True}).use(gfm_plugin)
MENTION = re.compile(r"@[A-Za-z0-9-]|#[0-9]")
HOSTILE = [
    *(payload.text for payload in PAYLOADS),
    "@octocat and @example/team",
    "#1, GH-2 and example/guide#3",
    "``` \n</code></pre>\n<img src=x>",
    "`` ` ``",
    "https://evil.example/ and www.evil.example",
    "a\n\n# b\n\n- c\n> d\n\n---",
    "\u202eabc\u200b",
    "| a | b |\n|---|---|",
    "[x]: https://evil.example",
    "[^1] ~~x~~ **y** <!-- guide: review -->",
]
ANY = st.sampled_from(HOSTILE) | st.text("`@#<>&[]()!*_~\\\n|:/.-=w ab1\u202e") | st.text()


class Rendered(HTMLParser):
    """Elements, and the text outside and inside of code."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside = ""
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if "code" in self.tags and self.tags.count("code") > self.tags.count("/code"):
            self.inside += data
        else:
            self.outside += data

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")


def rendered(markdown: str) -> Rendered:
    found = Rendered()
    found.feed(HTML.render(markdown))
    return found


@given(ANY)
def test_a_message_becomes_text_and_code_without_mentions(text: str) -> None:
    found = rendered(f"**Line 1** · Q001: {escape_message(text)}. End")
    assert {tag for tag in found.tags if tag[0] != "/"} <= {"p", "strong", "code"}
    assert MENTION.search(found.outside) is None
    assert found.outside.endswith("End\n")


@given(ANY)
def test_inline_code_shows_the_text_as_it_is(text: str) -> None:
    found = rendered(f"So {inline_code(text)} it is")
    assert found.tags == ["p", "code", "/code", "/p"]
    shown = "".join(mark if mark.isprintable() or mark == "\t" else "\N{REPLACEMENT CHARACTER}" for mark in text)
    assert found.inside == shown
    assert found.outside == "So  it is\n"


@given(ANY)
def test_escaped_text_creates_no_elements(text: str) -> None:
    found = rendered(f"So {escape_text(text)} it is")
    assert found.tags == ["p", "/p"]
    assert MENTION.search(found.outside) is None


@given(ANY, st.sampled_from(["", "yaml"]))
def test_text_cannot_break_out_of_its_code_block(text: str, language: str) -> None:
    found = rendered(f"Before\n\n{code_block(text, language)}\n\nAfter")
    assert found.tags == ["p", "/p", "pre", "code", "/code", "/pre", "p", "/p"]
    assert found.outside.split() == ["Before", "After"]


def test_a_long_code_block_is_truncated() -> None:
    assert len(code_block("x" * 100_000)) < 5_000


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("unknown key `lvel`", "unknown key <code>lvel</code>"),
        ("a second `<!-- more -->`", "a second <code>&#60;&#33;-- more --&#62;</code>"),
        ("write to @octocat about #1", "write to \uff20octocat about \uff03" + "1"),
    ],
)
def test_messages_stay_readable(message: str, shown: str) -> None:
    assert escape_message(message) == shown
