"""Escaping, checked against GitHub's renderer and against what GitHub then looks for in the text."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from hooks.github.markdown import (
    MAX_MESSAGE,
    code_block,
    escape_message,
    escape_subject,
    escape_text,
    fitting,
    inline_code,
    replace_invisible,
)
from tests.hostile_data.payloads import PAYLOADS

REFERENCES = re.compile(
    r"""
    @[a-z0-9_]                                       # a person or team
    | \#[0-9] | \bgh-[0-9]                           # an issue
    | (?<![a-z0-9])[0-9a-f]{7,40}(?![a-z0-9])        # a commit
    | \b[a-z][a-z0-9+.-]*:[/\w] | :[\w+-]+: | \bwww\.\w         # a URL or an emoji
    | \b(?:cve|ghsa)-[0-9a-z]                        # a vulnerability
    | \b[a-z]+-[0-9]                                 # a reference of another tracker
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What GitHub links in text outside of code, after Markdown."""
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
    "a@b.example, mailto:a@b.example and xmpp:a@b.example",
    "a`@octocat`b`@octocat",
    "deadbeef 1234567 facade 0123456789012345678901234567890123456789",
    "GHSA-cfgh-jmpq-rvwx, CVE-2026-1234 and JIRA-7",
    ":octocat: $`x`$ $x$ \\(x\\)",
    "javascript:alert(1) data:text/html,x //evil.example/x",
    "1. x",
    "1) x",
    "- - x",
    "+ x",
    "> x",
    "    x",
    "===",
    "---",
    "``` x",
    "~~~",
    "[ ] x",
    "> [!NOTE]",
    "<!--",
    "<details>",
    "&lt;b&gt; &#64;octocat",
    "https://github.com/example/guide/issues/1",
    "example/guide@deadbeef",
    "octocat@deadbeef",
]
PIECES = st.lists(
    st.sampled_from(
        [*"`@#<>&[]()!*_~\\\n|:/.-=w ab1\u202e\u3164\u2800$\t", "``", "GH-", "www.", "://", "1. ", "deadbeef", "x@y.zz"]
    )
)
ANY = st.sampled_from(HOSTILE) | PIECES.map("".join) | st.text()


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
    """As GitHub renders it, before it sanitizes the HTML."""
    found = Rendered()
    found.feed(github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))
    return found


@given(ANY)
def test_a_message_becomes_words_and_code(text: str) -> None:
    for before in ("", "**Line 1** · Q001: "):
        found = rendered(f"- {before}{escape_message(text)}. End")
        assert {tag for tag in found.tags if tag[0] != "/"} <= {"ul", "li", "strong", "code"}
        assert REFERENCES.search(found.outside.replace("Q001:", "")) is None
        assert found.outside.endswith("End\n\n")


@given(ANY)
def test_inline_code_shows_the_text_as_it_is(text: str) -> None:
    found = rendered(f"So {inline_code(text)} it is")
    assert found.tags == ["p", "code", "/code", "/p"]
    assert found.inside == (replace_invisible(text) or " ")
    assert found.outside == "So  it is\n"


@given(ANY, ANY)
def test_escaped_text_is_words_and_code(text: str, other: str) -> None:
    found = rendered(f"- {escape_text(text)}, {escape_text(other)}")
    assert set(found.tags) <= {"ul", "li", "code", "/code", "/li", "/ul"}
    assert REFERENCES.search(found.outside) is None


@given(ANY)
def test_a_subject_links_nothing_as_text_and_as_markdown(text: str) -> None:
    subject = escape_subject(text)
    assert REFERENCES.search(subject) is None
    assert REFERENCES.search(unescape(subject)) is None
    assert "[" not in subject
    assert "\n" not in subject


@given(ANY, st.sampled_from(["", "yaml"]))
def test_text_cannot_break_out_of_its_code_block(text: str, language: str) -> None:
    found = rendered(f"Before\n\n{code_block(text, language)}\n\nAfter")
    assert found.tags == ["p", "/p", "pre", "code", "/code", "/pre", "p", "/p"]
    assert found.outside.split() == ["Before", "After"]


@given(ANY)
def test_no_text_hides_or_reorders_what_is_around_it(text: str) -> None:
    for shown in (inline_code(text), escape_message(text), escape_subject(text), code_block(text)):
        assert [
            c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} - {"\n"} and c not in "\n\t"
        ] == []


def test_a_long_message_is_cut() -> None:
    assert len(escape_message("@ " * 100_000)) < 4 * MAX_MESSAGE
    assert len(escape_message("`" * 100_000)) < 4 * MAX_MESSAGE
    assert len(escape_subject("x" * 1_000)) < 200


def test_parts_fit_but_the_first_is_always_there() -> None:
    assert fitting(["abc", "de", "f"], 5) == ["abc", "de"]
    assert fitting(["abcdef", "g"], 5) == ["abcdef"]
    assert fitting([], 5) == []


def test_a_long_code_block_is_truncated() -> None:
    assert len(code_block("x" * 100_000)) < 5_000


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("unknown key `lvel`", "unknown key `lvel`"),
        ("a second `<!-- more -->`", "a second `<!-- more -->`"),
        ("write to @octocat about #1", "write to `@octocat` about `#1`"),
        ("`a`b`", "`a` `` b` ``"),
        ("the key `a`GH-1`", "the key `a` `` GH-1` ``"),
        ("40,000 bytes, isn't it?", "40,000 bytes, isn&#x27;t it?"),
        ("", ""),
    ],
)
def test_messages_stay_readable(message: str, shown: str) -> None:
    assert escape_message(message) == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Lost update", "Lost update"),
        ("HTTP/2: what is new?", "HTTP/2: what is new?"),
        ("UTF-8 and C#", "UTF\u20118 and C\uff03"),
        ("1000000 requests", "1,000,000 requests"),
        ("[skip ci] `x`", "(skip ci) 'x'"),
    ],
)
def test_titles_stay_readable(title: str, shown: str) -> None:
    assert escape_subject(title) == shown
