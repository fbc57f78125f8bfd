"""Only lexers from a list highlight code, and each sees a bounded part of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from pygments.lexer import Lexer, RegexLexer
from pygments.lexers import get_all_lexers

from hooks.prose.highlighting import LANGUAGES, LONGER_PIECES, MAX_PIECE, highlighted, is_known
from tests.prose.parsed_html import parse_html

LINES = "a = 1  # one\n" * 400


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The lexers used, and the length of the text that each was given."""
    found: list[tuple[str, int]] = []
    get_tokens = Lexer.get_tokens

    def watched(self: Lexer, text: str, *options: Any) -> Iterator[Any]:  # noqa: ANN401 - Pygments' own signature
        found.append((self.aliases[0], len(text)))
        return get_tokens(self, text, *options)

    monkeypatch.setattr(Lexer, "get_tokens", watched)
    return found


def test_a_lexer_outside_the_list_is_never_used(seen: list[tuple[str, int]]) -> None:
    for _, aliases, _, _ in get_all_lexers():
        for alias in aliases:
            shown = highlighted("<a> b = 'c'", alias)
            assert is_known(alias) is (shown != "&lt;a&gt; b = 'c'") or alias == "text"
    assert {alias for alias, _ in seen} <= {*LANGUAGES, "docker", "bash"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [LINES, LINES.replace("\n", " "), "\n" * 5000, " " * 5000, f"{'a' * 990}\n\nb\n" * 5])
def test_a_lexer_sees_a_bounded_piece(seen: list[tuple[str, int]], language: str, code: str) -> None:
    text = unescape(parse_html(f"<pre>{highlighted(code, language)}</pre>").text)
    assert text.strip("\n") == code.strip("\n")
    assert max(length for _, length in seen) <= LONGER_PIECES.get(language, MAX_PIECE)


def test_code_is_cut_before_a_top_level_statement(seen: list[tuple[str, int]]) -> None:
    function = "func a() {\n" + "    b = 1\n" * 20 + "\n    c = 1\n}\n\n"
    highlighted(function * 5, "go")
    assert [length for _, length in seen] == [2 * len(function), 2 * len(function), len(function) - 1]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("postgresql", "CREATE FUNCTION a() LANGUAGE mcschema AS $$<!--<!--$$;"),
        ("http", "POST / HTTP/1.1\nContent-Type: text/x-easytrieve\n\n\t\t\t"),
        ("markdown", "```mcschema\n<!--<!--\n```\n"),
    ],
)
def test_code_does_not_choose_another_lexer(monkeypatch: pytest.MonkeyPatch, language: str, code: str) -> None:
    used: list[str] = []
    unprocessed = RegexLexer.get_tokens_unprocessed

    def watched(self: RegexLexer, *options: Any) -> Iterator[Any]:  # noqa: ANN401 - Pygments' own signature
        used.append(self.aliases[0] if self.aliases else "")
        return unprocessed(self, *options)

    monkeypatch.setattr(RegexLexer, "get_tokens_unprocessed", watched)
    highlighted(code, language)
    assert set(used) <= {*LANGUAGES, ""}


def test_functions_in_sql_are_highlighted() -> None:
    assert '<span class="k">BEGIN</span>' in highlighted("DO LANGUAGE plpgsql $$ BEGIN $$", "postgres")


def test_a_json_body_is_highlighted() -> None:
    assert '<span class="nt">' in highlighted('HTTP/1.1 200 OK\nAge: 1\n\n{"a": 1}\n', "http")


def test_code_has_no_more_spans_than_it_shows() -> None:
    assert highlighted("CREATE TABLE t (n int);", "postgresql").rstrip() == (
        '<span class="k">CREATE TABLE</span> t (n <span class="nb">int</span>);'
    )
