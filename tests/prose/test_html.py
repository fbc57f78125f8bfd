"""Answers as HTML: only allowed elements and attributes, no executable URLs, no lost words."""

from __future__ import annotations

import re
import time
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexers import get_all_lexers

from hooks.prose import html
from hooks.prose.markdown import answer_facts, tokenize
from tests.prose.parsed_html import ParsedHtml, parse_html

BASE = PurePosixPath("data/questions/caching/stale-read/answer.md")
ALLOWED: dict[str, dict[str, str]] = {
    **{tag: {} for tag in "p ul blockquote strong em s br thead tbody tr table hr sup section".split()},
    **{f"h{level}": {"id": r"stale-read-[a-z0-9_-]+"} for level in range(2, 7)},
    "ol": {"start": r"[0-9]+"},
    "li": {"id": r"fn-stale-read-[0-9]+"},
    "div": {"tabindex": "0"},
    "pre": {"tabindex": "0"},
    "code": {},
    "span": {},
    "th": {},
    "td": {},
    "input": {"aria-label": "done|to do", "disabled": "", "type": "checkbox", "checked": ""},
    "a": {
        "href": r"https?://[!-~]+|mailto:[!-~]+|#[a-z0-9_:-]+|/[!-~]*",
        "rel": "noopener",
        "id": r"fnref-[a-z0-9:-]+",
    },
}
CLASS = r"[a-zA-Z0-9 +_-]*"
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    '[x](https://example.com/"onmouseover="alert(1))',
    "[x](https://example.com '\" onclick=alert(1) \"')",
    '[x](../"><img src=x onerror=alert(1)>/answer.md)',
    "![x](javascript:alert(1))",
    '![" onerror="alert(1)](x)',
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    '```"><script>alert(1)</script>\nx\n```',
    "```python onload=alert(1)\nx\n```",
    "# x {: onclick=alert(1) }",
    "x\n{: style='color:red' }",
    '--8<-- "/etc/passwd"',
    "{{ config }} {% include 'x' %} ${{ secrets.X }} {#x#}",
    "> [!NOTE]<script>\n> x",
    "> [!NOTE]\n> <script>alert(1)</script>",
    "x[^<script>]\n\n[^<script>]: y",
    "| <b> |\n|:-:|\n| <style>*{}</style> |",
    "- [ ] <input autofocus onfocus=alert(1)>",
    "</div></body></html>",
    "<!-- --><!--> <?x?> <![CDATA[x]]>",
    "&lt;script&gt; &#60;script&#62;",
    "<details ontoggle=alert(1) open>",
    "`` `<b>` ``",
    "~~~mermaid\n<script>\n~~~",
]


def rendered(text: str) -> ParsedHtml:
    tokens = tokenize(text)
    return parse_html(html.part(tokens, slug="stale-read", base=BASE, embed=lambda _, __: None, draw=lambda _: None))


def violations(parsed: ParsedHtml) -> list[str]:
    found = [f"unbalanced {tag}" for tag in parsed.unbalanced]
    for tag, attributes in parsed.elements:
        if tag not in ALLOWED:
            found.append(f"element {tag}")
            continue
        known = {"class": CLASS, **ALLOWED[tag]}
        found += [
            f"{tag} {name}={value!r}"
            for name, value in attributes.items()
            if name not in known or not re.fullmatch(known[name], value) or value.startswith(("//", "/\\"))
        ]
    return found


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_markdown_becomes_text(text: str) -> None:
    parsed = rendered(text)
    assert violations(parsed) == []
    assert violations(parse_html(html.inline(text, BASE))) == []
    assert violations(parse_html(html.heading(text, BASE))) == []


MARKDOWN = st.text("ab 1`*_[]()<>#!-\n\t|:\\^~&;{}%$@\"'=/.x\x00\u2028é日") | st.text()
HOSTILE = st.lists(
    st.sampled_from(PAYLOADS) | MARKDOWN | st.sampled_from(["\n\n", "\n", " ", "> ", "- ", "    ", "`", "*"])
).map("".join)


@given(MARKDOWN | HOSTILE)
@settings(deadline=None)
def test_answer_has_only_allowed_elements_and_attributes(text: str) -> None:
    parsed = rendered(text)
    assert violations(parsed) == []
    assert len(set(parsed.all("id"))) == len(parsed.all("id"))


@given(MARKDOWN | HOSTILE)
@settings(deadline=None)
def test_inline_text_has_only_allowed_elements_and_attributes(text: str) -> None:
    assert violations(parse_html(html.inline(text, BASE))) == []
    heading = parse_html(html.heading(text, BASE))
    assert violations(heading) == []
    assert "a" not in heading.tags


WORDS = st.text("abcdefgh日é0123456789", min_size=1, max_size=6)
LINE = st.lists(
    st.one_of(
        WORDS,
        WORDS.map("*{}*".format),
        WORDS.map("**{}**".format),
        WORDS.map("~~{}~~".format),
        WORDS.map("`{}`".format),
        WORDS.map("[{}](javascript:alert)".format),
        WORDS.map("[{}](https://example.com)".format),
        WORDS.map("[{}](../hot-key/answer.md)".format),
        WORDS.map("[{}](missing.sql)".format),
        WORDS.map("![{}](x.png)".format),
        WORDS.map("<b>{}</b>".format),
        WORDS.map("<{}>".format),
        WORDS.map("{{{{ {} }}}}".format),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map("## {}".format),
    LINE.map("- {}".format),
    LINE.map("1. {}".format),
    LINE.map("- [ ] {}".format),
    LINE.map("> {}".format),
    LINE.map("> [!TIP]\n> {}".format),
    LINE.map("| {0} | x |\n|---|--:|\n| y | {0} |".format),
    WORDS.map("```python\n{}\n```".format),
    WORDS.map("```mermaid\n{}\n```".format),
    LINE.map("<div>\n{}\n</div>".format),
)


def visible_words(text: str) -> list[str]:
    """The words of text made of ``BLOCK``s, without link targets and fence languages."""
    bare = re.sub(r"\]\([^)]*\)|```\w*|\[!TIP\]|\b1\. ", " ", text)
    return re.findall(r"\w+", bare)


@given(st.lists(BLOCK, min_size=1, max_size=5))
@settings(deadline=None)
def test_answer_keeps_every_word(blocks: list[str]) -> None:
    parsed = rendered("\n\n".join(blocks))
    assert re.findall(r"\w+", parsed.text.replace("Tip", "")) == visible_words("\n\n".join(blocks))
    assert violations(parsed) == []


@given(LINE)
def test_inline_text_keeps_every_word(line: str) -> None:
    expected = visible_words(line)
    assert re.findall(r"\w+", parse_html(html.inline(line, BASE)).text) == expected
    assert re.findall(r"\w+", parse_html(html.heading(line, BASE)).text) == expected
    assert re.findall(r"\w+", html.plain(line)) == expected


@given(MARKDOWN)
def test_shortcut_for_plain_text_gives_the_same_result(text: str) -> None:
    short = html.plain(text), parse_html(html.inline(text, BASE)).words, str(html.heading(text, BASE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "_MARKUP", re.compile(""))
        assert short == (html.plain(text), parse_html(html.inline(text, BASE)).words, str(html.heading(text, BASE)))


NAMES = sorted({name for lexer in get_all_lexers() for name in lexer[1]})


@given(st.sampled_from(NAMES) | st.text(max_size=8), st.text() | st.text("<>&\"'`{}()[]#;\n\t ab1\\/*-$"))
@settings(deadline=None)
def test_code_in_any_language_keeps_every_character(language: str, source: str) -> None:
    parsed = parse_html(html.code(source, language))
    assert violations(parsed) == []
    assert "".join(parsed.text.split()) == "".join(source.split())


def test_headings_are_one_level_lower_with_prefixed_ids() -> None:
    parsed = rendered("## A `b` [c](d)\n\n## A\n\n## A\n\n## A-1\n\n### snake_case!\n\n###### 日本\n")
    assert [(tag, attributes["id"]) for tag, attributes in parsed.elements if tag[0] == "h"] == [
        ("h3", "stale-read-a-b-c"),
        ("h3", "stale-read-a"),
        ("h3", "stale-read-a-1"),
        ("h3", "stale-read-a-1-1"),
        ("h4", "stale-read-snake_case"),
        ("h6", "stale-read-part"),
    ]


@pytest.mark.parametrize(
    ("slug", "heading", "expected"),
    [
        ("full", "Answer", "full-answer-1"),
        ("full", "Answers", "full-answers"),
        ("fn", "Fn 1", "fn-part-fn-1"),
        ("fnref", "fnref 1:1", "fnref-part-fnref-11"),
        ("fn", "Why 1", "fn-why-1"),
        ("stale", "Diagram 1 title", "stale-part-diagram-1-title"),
        ("stale", "Diagrams", "stale-diagrams"),
    ],
)
def test_headings_leave_the_ids_of_the_page_alone(slug: str, heading: str, expected: str) -> None:
    ids = {"full-answer": 0}
    draw = embed = lambda *_: None
    shown = html.part(tokenize(f"## {heading}"), slug=slug, base=BASE, embed=embed, draw=draw, ids=ids)
    assert [attributes["id"] for _, attributes in parse_html(shown).elements] == [expected]
    assert set(ids) >= {"full-answer", expected}


def test_program_replaces_a_paragraph_that_only_links_it() -> None:
    tokens = tokenize("One.\n\n[What *it* shows](expiry.sql)\n\nSee [it](expiry.sql).\n\n[Gone](gone.sql)\n")
    rendered_html = html.part(
        tokens,
        slug="stale-read",
        base=BASE,
        embed=lambda name, title: f"<pre>{name}: {title}</pre>" if name == "expiry.sql" else None,
        draw=lambda _: None,
    )
    assert parse_html(rendered_html).tags == ["p", "pre", "p", "p"]
    assert parse_html(rendered_html).words == "One. expiry.sql: What it showsSee it. Gone"


def test_diagram_is_replaced_by_its_drawing() -> None:
    tokens = tokenize("```mermaid\nA\n```\n\n```mermaid\nB\n```\n")
    rendered_html = html.part(
        tokens,
        slug="s",
        base=BASE,
        embed=lambda _, __: None,
        draw=lambda source: "<figure></figure>" if source == "A\n" else None,
    )
    assert parse_html(rendered_html).tags == ["figure", "div", "pre", "code"]
    assert parse_html(rendered_html).words == "B"


@pytest.mark.parametrize(
    "text",
    ["[x](y) ", "`<b>` <b> ", "<!--", "&lt;b&gt; ", "[x][r]", "![x](y)", "<b ", "<?", "[^1]", "*a", "# a\n", "| a "],
)
def test_large_answer_renders_fast(text: str) -> None:
    large = text * (60_000 // len(text)) + "\n\n[r]: z\n[^1]: note\n"
    start = time.process_time()
    answer_facts(large)
    rendered(large)
    assert time.process_time() - start < 8
