"""HTML that macros hand to MkDocs passes through Python-Markdown unchanged."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import markdown
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.utils.yaml import yaml_load

from hooks.mkdocs_site import finished_html
from hooks.prose import html, markdown_escape
from hooks.prose.markdown import tokenize
from tests.prose.parsed_html import ParsedHtml, parse_html
from tests.prose.test_html import BASE, HOSTILE, MARKDOWN, PAYLOADS, violations

BUILT_IN = ["toc", "tables", "fenced_code"]
"""Extensions that MkDocs always adds."""
CHARACTERS = st.text("ab 1`*_[]()<>#!-\n\t|:\\^~&;{}%$@\"'=/.,+?é日\u00a0\u2028\x0c\x1f\x02\x03\x00\r") | st.text()
ANY = MARKDOWN | CHARACTERS | HOSTILE


@pytest.fixture(scope="module")
def convert(pytestconfig: pytest.Config) -> markdown.Markdown:
    """Python-Markdown configured as in mkdocs.yml."""
    with (pytestconfig.rootpath / "mkdocs.yml").open("rb") as file:
        listed: list[str | dict[str, Any]] = yaml_load(file)["markdown_extensions"]
    named = [entry if isinstance(entry, str) else next(iter(entry)) for entry in listed]
    configs = {name: settings or {} for entry in listed if isinstance(entry, dict) for name, settings in entry.items()}
    return markdown.Markdown(extensions=[*dict.fromkeys([*BUILT_IN, *named])], extension_configs=configs)


def convert_and_parse(convert: markdown.Markdown, source: str) -> ParsedHtml:
    return parse_html(convert.reset().convert(source))


def visible(text: str) -> str:
    """The text as a page can show it: Python-Markdown reserves two control characters."""
    return " ".join(text.replace("\x02", "").replace("\x03", "").split())


@given(ANY)
@example("1. not a list")
@example("x { #y .z }")
@example("# x #")
@example("--8<-- 'x'")
@example("0\r¶")
@settings(deadline=None)
def test_heading_keeps_its_text_and_elements(convert: markdown.Markdown, text: str) -> None:
    line = html.heading(text, BASE)
    alone = parse_html(line)
    assume(visible(alone.text))
    page = convert_and_parse(convert, f"# {line} {{ #the-id }}\n\nAfter.\n")
    assert page.elements[0] == ("h1", {"id": "the-id"})
    assert page.tags == ["h1", *alone.tags, "a", "p"]
    assert page.elements[-2][1]["href"] == "#the-id"
    words = visible(alone.text)
    assert page.words in {f"{words}# After.", f"{words} # After."}
    assert page.unbalanced == []


@given(ANY)
@example("</div>")
@example("<div markdown>")
@example("a\n```\nx\n```\nb")
@example("a\n\n~~~\nx\n~~~\n\nb")
@example("/// details | x\ny\n///")
@settings(deadline=None)
def test_plain_text_in_a_block_stays_text(convert: markdown.Markdown, text: str) -> None:
    page = convert_and_parse(convert, f'Before.\n\n<div class="x">{markdown_escape.text(text)}</div>\n\nAfter.\n')
    assert page.elements == [("p", {}), ("div", {"class": "x"}), ("p", {})]
    assert page.words == visible(f"Before. {text} After.")


@given(ANY)
@settings(deadline=None)
def test_inline_html_in_a_block_is_unchanged(convert: markdown.Markdown, text: str) -> None:
    inline = html.inline(text, BASE)
    page = convert_and_parse(convert, f"<ul>\n<li>{inline}</li>\n</ul>\n")
    assert page.elements == [("ul", {}), ("li", {}), *parse_html(inline).elements]
    assert page.words == visible(parse_html(inline).text)


def answer(text: str) -> str:
    tokens = tokenize(text)
    return str(html.part(tokens, slug="stale-read", base=BASE, embed=lambda _, __: None, draw=lambda _: None))


@given(ANY)
@settings(deadline=None)
def test_answer_in_a_block_is_unchanged(convert: markdown.Markdown, text: str) -> None:
    page = convert_and_parse(convert, f'<div class="answer">\n{answer(text)}\n</div>\n\nAfter.\n')
    assert page.elements == [("div", {"class": "answer"}), *parse_html(answer(text)).elements, ("p", {})]
    assert page.words == visible(f"{parse_html(answer(text)).text} After.")


FENCES = ["\n<!--/finished-->\n", "\n<!--finished-->\n", "\n<!--finished page-->\n", "\n# H { #h }\n", "\n\n"]


@given(ANY | st.lists(st.sampled_from(FENCES) | CHARACTERS).map("".join))
@settings(deadline=None)
def test_finished_page_is_not_parsed_again(convert: markdown.Markdown, text: str) -> None:
    body = f'<div class="answer">\n{answer(text)}\n{markdown_escape.text(text)}</div>'
    source = Markup(f"# Title {{ #title }}\n\n{body}\n\n## Next {{ #next }}\n")  # noqa: S704
    page = convert_and_parse(convert, finished_html.mark_page(source))
    assert [tag for tag, _ in page.elements[:2]] == ["h1", "a"]
    assert page.elements[2:-2] == parse_html(body).elements
    assert page.words == visible(f"Title# {parse_html(body).text} Next#")


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_stays_text_on_the_page(convert: markdown.Markdown, text: str) -> None:
    page = convert_and_parse(convert, f'<div class="answer">\n{answer(text)}\n</div>\n')
    assert violations(page) == []


def test_tabs_in_code_are_kept(convert: markdown.Markdown) -> None:
    source = "```make\na\tb\n\tc\n```"
    assert "a\tb\n\tc" in convert_and_parse(convert, f"<div>{answer(source)}</div>").text


def test_macro_and_include_syntax_is_shown_as_text() -> None:
    text = "{{ x }} {% y %} ${{ z }} {# a #} --8<-- 'b'"
    assert "{" not in markdown_escape.text(text)
    assert "{" not in markdown_escape.line(text)
    assert parse_html(markdown_escape.text(text)).text == parse_html(markdown_escape.line(text)).text == text


def test_attributes_keep_their_values() -> None:
    link = html.inline("[x](https://a.org/_b_*c*~d~?e=f&g=%20h#i_j)", PurePosixPath("data/x.yml"))
    assert parse_html(markdown_escape.line(link)).all("href") == ["https://a.org/_b_*c*~d~?e=f&g=%20h#i_j"]
