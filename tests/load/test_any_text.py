"""Any text in any file loads or is reported: nothing raises, and every position is inside the file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import hooks.load.yaml
from hooks.findings.finding import Finding, Position
from hooks.load.files import RawFile
from hooks.load.validation import validate
from hooks.load.yaml import Json, parse
from hooks.model.enums import Kind, Level
from hooks.model.question import QuestionFile
from tests.rules.sample_project import ANSWER, FOLDER, QUESTION, VALID, A, Q, findings

YAML_CHARACTERS = "ab:-[]{}'\"\n\t#&*!|>%@`?, <~\\=\x00\x85\u2028\u200bé日😀\r\ufeff"
ANY = st.text() | st.text(YAML_CHARACTERS)
MARKDOWN = (
    ANY
    | st.text("# `*_[]()<>!-\n\t|:\\^~&;@./abAB1\x00\u2028é")
    | st.lists(
        st.sampled_from(
            ["<!-- more -->", "```mermaid\nflowchart LR\n", "[^1]", "\n\n", "> [!NOTE]\n", "| a |\n|---|\n", "</b>"]
        )
        | st.sampled_from(["[x](../hot-key/answer.md)", "[x](x.sql)", "# H", "- [ ] ", "<a", "![x](y)", "`", "a b"])
    ).map("".join)
)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><text x="1" y="2">Words</text></g></svg>'


@st.composite
def mangled(draw: st.DrawFn, text: str, pieces: st.SearchStrategy[str]) -> str:
    """``text`` with a few random parts replaced."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(pieces) + text[end:]
    return text


def is_inside(text: str, position: Position) -> bool:
    lines = text.split("\n")
    return 1 <= position.line <= len(lines) and 1 <= position.column <= len(lines[position.line - 1]) + 1


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
@given(text=ANY | mangled(QUESTION, ANY))
@example(text="a:")
@example(text="? ")
@example(text="\ufeff\ufeffa: *b")
@example(text="{")
@example(text="\ufeff[")
@settings(deadline=None)
def test_any_text_parses_or_fails_with_a_position_inside_it(parser: type[yaml.SafeLoader], text: str) -> None:
    text = text.replace("\r", "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hooks.load.yaml, "_loader", lambda: parser)
        document = parse(PurePosixPath("data/x.yml"), text)
    places = [*document.positions.values(), *document.key_positions.values()]
    if document.syntax_error is not None:
        places.append(document.syntax_error.position)
    assert [position for position in places if not is_inside(text, position)] == []


def found_in(changes: dict[str, str]) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return findings(Path(folder), changes)


def all_inside(changes: dict[str, str]) -> bool:
    raw = {name: RawFile(PurePosixPath(name), text.encode(), 0) for name, text in {**VALID, **changes}.items()}
    texts = {name: file.text or "" for name, file in raw.items()}
    return all(is_inside(texts.get(str(f.path), ""), Position(f.line, f.column)) for f in found_in(changes))


@given(ANY | mangled(QUESTION, ANY))
@example("What is a cache?")
@example("- a\n- b\n")
@example("prompt: x\nreviewed: {on: seen}\n")
@settings(deadline=None)
def test_data_file_can_contain_any_text(text: str) -> None:
    assert all_inside({Q: text})


@given(
    st.sampled_from([name for name in VALID if name.endswith(".yml")]).flatmap(
        lambda name: st.tuples(st.just(name), mangled(VALID[name], ANY))
    )
)
@settings(deadline=None)
def test_any_data_file_can_be_mangled(drawn: tuple[str, str]) -> None:
    assert all_inside(dict([drawn]))


@given(MARKDOWN | mangled(ANSWER, MARKDOWN))
@settings(deadline=None)
def test_answer_can_contain_any_text(text: str) -> None:
    assert all_inside({A: text})


@given(ANY | mangled(SVG, ANY), ANY)
@settings(deadline=None)
def test_svg_and_program_can_contain_any_text(svg: str, program: str) -> None:
    files = {f"{FOLDER}/diagram-1.svg": svg, f"{FOLDER}/x.py": program, f"{FOLDER}/x.sql.out": program}
    assert all_inside(files)


PRINTABLE = st.characters(
    codec="utf-8", exclude_categories=("C", "Zl", "Zp"), include_characters="\t"
) | st.sampled_from(YAML_CHARACTERS[:26].replace("\n", ""))
WORDS = st.text(PRINTABLE, min_size=1, max_size=30).map(str.strip).filter(bool)
FOLLOW_UPS = st.lists(st.fixed_dictionaries({"ask": WORDS}, optional={"hint": WORDS}), max_size=2)
QUESTIONS = st.fixed_dictionaries(
    {
        "title": WORDS,
        "prompt": WORDS,
        "kind": st.sampled_from([kind.value for kind in Kind]),
        "level": st.sampled_from([*Level]).map(str),
    },
    optional={
        "minutes": st.integers(1, 480),
        "aka": st.lists(WORDS, max_size=3),
        "searched": st.lists(WORDS, max_size=3),
        "levels": st.dictionaries(st.sampled_from([level.value for level in Level]), WORDS),
        "follow_ups": FOLLOW_UPS,
        "reviewed": st.fixed_dictionaries({"on": st.dates().map(str)}),
    },
)


def single_quoted(value: object) -> str:
    """Flow style with every text in single quotes."""
    match value:
        case str():
            return "'" + value.replace("'", "''") + "'"
        case dict():
            return "{" + ", ".join(f"{name}: {single_quoted(part)}" for name, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(single_quoted, value)) + "]"
        case _:
            return str(value)


STYLES: list[Callable[[Json], str]] = [
    lambda value: json.dumps(value, ensure_ascii=False),
    lambda value: yaml.safe_dump(value, allow_unicode=True),
    single_quoted,
]


@pytest.mark.parametrize("style", STYLES, ids=["json", "plain", "single quotes"])
@given(value=QUESTIONS)
@settings(deadline=None)
def test_model_dumped_as_yaml_loads_back(style: Callable[[Json], str], value: dict[str, Json]) -> None:
    found = validate(parse(PurePosixPath("data/x.yml"), style(value)), QuestionFile)
    assert found.errors == []
    assert found.value is not None
    assert found.value.model_dump(mode="json", exclude_unset=True) == value
