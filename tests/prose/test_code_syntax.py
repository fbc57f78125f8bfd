"""Code blocks are parsed in their own language, and errors have positions."""

from __future__ import annotations

from cProfile import Profile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.prose.code_syntax import MAX_LENGTH, first_error

INVALID = {
    "python": ("x = 1\ny = (", 2),
    "json": ('{\n"a": 1,\n}', 3),
    "yaml": ("a: 1\nb: [1\n", 2),
    "toml": ("a = 1\nb = \n", 2),
    "sql": ("SELECT 'é' AS a,\n  b frm t x;", 2),
    "bash": ("echo 1\nif true; then echo 2\n", 2),
    "go": ("package a\nfunc x( {\n}", 2),
    "java": ("class A {\n  int x( {}\n}", 2),
    "javascript": ("const a = 1;\nconst b = ;\n", 2),
    "lua": ("local a = 1\nlocal b = = 2\n", 2),
}
VALID = {
    "python": "async def f():\n    await g()\n",
    "json": '{"a": [1, null]}',
    "yaml": "a: &x [1]\nb: *x\n---\n- c\n",
    "toml": "[a]\nb = 2024-01-01\n",
    "sql": "CREATE TABLE t (r int, d daterange, PRIMARY KEY (r, d WITHOUT OVERLAPS));\nSELECT 'é';",
    "bash": 'for x in *; do echo "$x"; done',
    "go": "x := map[string]int{}",
    "java": "class A { record B(int c) {} }",
    "javascript": "export const a = async () => { await b?.c; };",
    "lua": "return redis.call('GET', KEYS[1])",
}


@pytest.mark.parametrize("language", INVALID)
def test_error_is_found_on_its_line(language: str) -> None:
    code, line = INVALID[language]
    found = first_error(language, code)
    assert found is not None
    assert found.line == line
    assert found.column >= 1
    assert found.message


@pytest.mark.parametrize("language", VALID)
def test_valid_code_has_no_error(language: str) -> None:
    assert first_error(language, VALID[language]) is None


def test_column_counts_characters() -> None:
    found = first_error("sql", "SELECT 'ééé' frm x;")
    assert found is not None
    assert (found.line, found.column) == (1, 18)


def test_unknown_language_is_not_checked() -> None:
    assert first_error("http", "GET ((((") is None


@pytest.mark.parametrize("language", INVALID)
def test_deeply_nested_code_is_an_error(language: str) -> None:
    assert first_error(language, "[(" * 16_000) is not None


@pytest.mark.parametrize(("language", "code"), [("go", "->"), ("javascript", "->"), ("go", "<!--")])
def test_parser_gives_up_instead_of_recovering(language: str, code: str) -> None:
    """It asks after every hundred steps whether to go on."""
    profile = Profile()
    assert profile.runcall(first_error, language, code * (MAX_LENGTH // len(code))) is not None
    assert max(entry.callcount for entry in profile.getstats()) < 1000


@pytest.mark.parametrize("language", sorted(VALID.keys() - {"json", "python", "sql", "toml", "yaml"}))
def test_long_code_is_not_parsed(language: str) -> None:
    found = first_error(language, "a\n" * 1001)
    assert found is not None
    assert "2000" in found.message


@pytest.mark.parametrize(("language", "before"), [("json", ""), ("toml", "a = "), ("python", ""), ("yaml", "")])
def test_number_of_any_length_can_be_checked(language: str, before: str) -> None:
    first_error(language, before + "1" * 7000)


@pytest.mark.parametrize("language", ["json", "python", "sql", "toml", "yaml"])
def test_longer_code_of_fast_parsers_is_not_parsed(language: str) -> None:
    found = first_error(language, "\n" * 8001)
    assert found is not None
    assert "8000" in found.message


def test_deep_yaml_is_not_composed() -> None:
    found = first_error("yaml", "a:\n" + "- " * 51 + "b")
    assert found is not None
    assert (found.line, found.message) == (2, "nested too deeply")


@given(st.sampled_from(sorted(INVALID)), st.text(max_size=60))
def test_any_text_can_be_checked(language: str, code: str) -> None:
    found = first_error(language, code)
    assert found is None or (found.line >= 1 and found.column >= 1)
