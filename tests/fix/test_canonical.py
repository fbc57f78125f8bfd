from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hooks.fix.canonical import canonical
from hooks.fix.formatting import formatting_of
from hooks.load.layout import place_of
from hooks.load.yaml import Json, parse
from hooks.model.company import CompanyFile
from hooks.model.question import QuestionFile, TopicFile
from hooks.rules.yaml import RULES
from tests.load.test_any_text import ANY, QUESTIONS, mangled, single_quoted
from tests.rules.sample_project import COMPANY, QUESTION

ROOT = Path(__file__).parents[2]
FILE = PurePosixPath("data/questions/caching/stale-read/question.yml")
LONG = "word " * 40 + "end."


def formatted(text: str) -> str:
    return canonical(FILE, text, QuestionFile)


def test_keys_are_in_model_order_with_unknown_keys_last() -> None:
    assert (
        formatted("lvel: x\nlevel: mid\nprompt: Why?\nkind: debug\n")
        == "prompt: Why?\nkind: debug\nlevel: mid\nlvel: x\n"
    )


def test_nested_keys_are_in_model_order() -> None:
    text = "follow_ups:\n- {hint: Look., ask: So}\n- see: hot-key\n  ask: And?\nreviewed: {by: [a], on: 2026-01-02}\n"
    assert formatted(text) == (
        "follow_ups:\n  - {ask: So, hint: Look.}\n  - ask: And?\n    see: hot-key\n"
        "reviewed: {on: 2026-01-02, by: [a]}\n"
    )


def test_only_long_text_is_folded() -> None:
    written = formatted(f"prompt: >-\n  Why\n  so?\ntests: {LONG}\n")
    assert written.startswith("prompt: Why so?\ntests: >-\n  word word")
    assert max(map(len, written.splitlines())) <= 120
    assert parse(FILE, written).value == {"prompt": "Why so?", "tests": LONG}


def test_long_word_is_not_broken() -> None:
    url = "https://example.org/" + "x" * 150
    assert formatted(f"tests: See {url}\n") == f"tests: >-\n  See\n  {url}\n"


def test_paragraphs_are_folded_but_code_is_not() -> None:
    assert formatted('tests: "One.\\nTwo."\n') == "tests: >-\n  One.\n\n  Two.\n"
    code = 'exhibit: {language: python, text: "def f():\\n    return 1\\n"}\n'
    assert formatted(code) == "exhibit:\n  language: python\n  text: |\n    def f():\n        return 1\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Redis: why?", '"Redis: why?"'),
        ('Why "stale"?', 'Why "stale"?'),
        ('"Stale" why?', "'\"Stale\" why?'"),
        ("It's `x`", "It's `x`"),
        ("`x`", '"`x`"'),
        ("no", '"no"'),
        ("1:30", '"1:30"'),
        ("7.10", '"7.10"'),
        ("7", '"7"'),
        ("null", '"null"'),
        ("2026-01-02", "2026-01-02"),
        ("a #b", '"a #b"'),
        ("#b", '"#b"'),
        ("R&D, a-b [c]", "R&D, a-b [c]"),
        ("- x", '"- x"'),
        ("-x", "-x"),
        ("a\\b", "a\\b"),
        (" a", '" a"'),
        ("a\tb", '"a\\tb"'),
        ("a\u200bb", '"a\\U0000200bb"'),
        ("", '""'),
    ],
)
def test_text_is_quoted_if_it_would_be_misread(value: str, written: str) -> None:
    assert formatted(f"tests: {json.dumps(value)}\n") == f"tests: {written}\n"
    assert parse(FILE, f"tests: {written}\n").value == {"tests": value}


def test_flow_style_is_kept_if_it_fits() -> None:
    assert formatted("aka: [a, 'b, c',\n  d]\n") == 'aka: [a, "b, c", d]\n'
    assert formatted(f"aka: [{', '.join(['word'] * 30)}]\n").startswith("aka:\n  - word\n  - word\n")
    assert formatted("aka:\n- a\n- b\n") == "aka:\n  - a\n  - b\n"


COMMENTED = """\
# yaml-language-server: $schema=x
# About the file.

# Above the level.
level: mid # after the level
# Above the prompt.
prompt: >- # after the sign
  Why?
approach: # after the key
  # Above the first.
  - One # after one
  # Above the second.
  - Two
aka: [a, b] # after the list
follow_ups:
  - # Inside.
    ask: And "#this"? # after ask
    hint: It's # hint
levels: {junior: x, # of junior
  mid: z}
# At the end.
"""


def test_comments_stay_with_their_entries() -> None:
    assert (
        formatted(COMMENTED)
        == """\
# yaml-language-server: $schema=x
# About the file.

# Above the prompt.
prompt: Why?  # after the sign
# Above the level.
level: mid  # after the level
approach:  # after the key
  # Above the first.
  - One  # after one
  # Above the second.
  - Two
levels: {junior: x, mid: z}  # of junior
follow_ups:
  # Inside.
  - ask: And "#this"?  # after ask
    hint: It's  # hint
aka: [a, b]  # after the list
# At the end.
"""
    )
    assert formatted(formatted(COMMENTED)) == formatted(COMMENTED)


def test_list_with_several_comments_is_in_block_style() -> None:
    text = "aka: [a, # one\n  # above\n  b] # two\n"
    assert formatted(text) == "aka:\n  - a  # one\n  # above\n  - b  # two\n"


UNSUPPORTED = [
    "a: &x b\n",
    "a: b: c\n",
    "a: 1\na: 2\n",
    "a: !x b\n",
    "- a\n",
    "x\n",
    "",
    "a: 1\n---\nb: 2\n",
    "? [a]\n: b\n",
    f"a: {'[' * 20}{']' * 20}\n",
    "a: b\u2028c\n",
]


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_invalid_yaml_is_left_unchanged(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize("file", sorted((ROOT / "data").rglob("*.yml")), ids=lambda file: file.stem)
def test_files_of_the_guide_keep_their_values_and_comments(file: Path) -> None:
    path = PurePosixPath(file.relative_to(ROOT).as_posix())
    place = place_of(path)
    assert place is not None
    assert place.model is not None
    text = file.read_text("utf-8")
    written = canonical(path, text, place.model)
    assert parse(path, written).value == parse(path, text).value
    assert canonical(path, written, place.model) == written
    assert comments(written) == comments(text)


def comments(text: str) -> list[str]:
    found = formatting_of(text)
    return sorted(c for part in (*found.above.values(), *found.after.values(), found.head, found.tail) for c in part)


def check_meaning(text: str, model: type[QuestionFile | CompanyFile | TopicFile] = QuestionFile) -> None:
    """Formatting keeps the meaning, adds no findings, and is idempotent."""
    before = parse(FILE, text)
    written = canonical(FILE, text, model)
    after = parse(FILE, written)
    assert after.value == before.value
    assert (after.syntax_error is None) == (before.syntax_error is None)
    assert len(list(RULES.findings(after))) <= len(list(RULES.findings(before)))
    assert canonical(FILE, written, model) == written


@given(value=QUESTIONS)
@settings(deadline=None)
def test_question_in_any_style_has_one_format(value: dict[str, Json]) -> None:
    plain = yaml.safe_dump(value, allow_unicode=True)
    for text in (json.dumps(value, ensure_ascii=False), plain, single_quoted(value), yaml.safe_dump(value, width=20)):
        check_meaning(text)
    block = {formatted(text) for text in (plain, yaml.safe_dump(value, width=20, indent=4, sort_keys=False))}
    assert len(block) == 1


@given(text=ANY | mangled(QUESTION, ANY))
@settings(deadline=None)
def test_any_text_keeps_its_meaning(text: str) -> None:
    check_meaning(text.replace("\r", "\n"))


@given(text=mangled(COMPANY, ANY))
@settings(deadline=None)
def test_any_company_keeps_its_meaning(text: str) -> None:
    check_meaning(text.replace("\r", "\n"), CompanyFile)


@given(
    value=QUESTIONS,
    notes=st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["# a", "#b", "  # c: d", "    # - e"])), max_size=6),
)
@settings(deadline=None)
def test_comments_on_any_line_are_kept(value: dict[str, Json], notes: list[tuple[int, str]]) -> None:
    lines = yaml.safe_dump(value, allow_unicode=True, width=1000).splitlines()
    for place, note in notes:
        lines.insert(min(place, len(lines)), note)
    text = "\n".join([*lines, ""])
    assume(parse(FILE, text).value == value)
    written = formatted(text)
    assert parse(FILE, written).value == value
    assert comments(written) == comments(text)
    assert comments(text) == sorted(note.strip() for _, note in notes)
    assert formatted(written) == written
