"""Libyaml and PyYAML's pure Python parser agree, so findings don't depend on how PyYAML was built."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import hooks.load.yaml
from hooks.load.yaml import Document, parse
from tests.load.test_yaml_reader import TEXT

PARSERS = {"libyaml": yaml.CSafeLoader, "pure": yaml.SafeLoader}
DATA = Path(__file__).parents[2] / "data"


def parse_with(parser: str, text: str) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hooks.load.yaml, "_loader", lambda: PARSERS[parser])
        return parse(PurePosixPath("data/x.yml"), text)


def parse_with_both(text: str) -> Document:
    ours, theirs = (parse_with(parser, text) for parser in PARSERS)
    assert (ours.syntax_error is None) == (theirs.syntax_error is None)
    if ours.syntax_error is None:
        for name in (
            "value",
            "positions",
            "key_positions",
            "duplicates",
            "anchors",
            "tags",
            "plain_scalars",
            "too_deep",
        ):
            assert getattr(ours, name) == getattr(theirs, name), name
        assert ours.more_documents == theirs.more_documents
        assert ours.complex_keys == theirs.complex_keys
    return ours


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "# only a remark\n",
        "word",
        "- a\n-\n- - b\n",
        "a: &x 1\nb: *x\nc: !t 2\nd: [*x]\n",
        "[a]: b\n{c: d}: e\n? f\n: g\n",
        "---\na: 1\n---\nb: 2\n",
        "a: " + "[" * 20 + "]" * 20 + "\n",
        "a:\n  - b: >\n      long\n\n      text\n    c: |+\n      kept\n\n",
        "a: 'it''s'\nb: \"\\u00e9\\n\"\n",
    ],
)
def test_parsers_give_the_same_values_and_positions(text: str) -> None:
    assert parse_with_both(text).syntax_error is None


@pytest.mark.parametrize("text", ["a: b: c", "a: `", "a: 'b", "a: [b", "\ta: b", "a: b\n c: d", "a: \x00", "*", "{"])
def test_parsers_report_errors_at_the_same_position(text: str) -> None:
    places = {parse_with(parser, text).syntax_error for parser in PARSERS}
    assert None not in places
    assert len({syntax_error.position for syntax_error in places if syntax_error}) == 1


def test_parsers_agree_on_every_file_of_the_guide() -> None:
    for file in sorted(DATA.rglob("*.yml")):
        assert parse_with_both(file.read_text("utf-8")).syntax_error is None, file


WORDS = st.text(st.sampled_from("ab 1é😀'\"\\"), max_size=8)
VALUES = st.recursive(
    WORDS | st.integers(-9, 10**15) | st.sampled_from([None, True, False, "null", "", "x: y", "- z", "#"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS.filter(bool), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_both_parsers_read_back_what_is_dumped(value: object, flow: bool) -> None:  # noqa: FBT001 - drawn
    text = yaml.safe_dump({"top": value}, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document = parse_with_both(text)
    if not document.anchors and "? " not in text:
        assert document.value == {"top": value}
