"""Validation keeps every valid part of a file, and every item keeps its index."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from hooks.load.layout import GUIDE_LISTS
from hooks.load.validation import ValidatedFile, validate
from hooks.load.yaml import Document, Json, parse
from hooks.model.base import Model
from hooks.model.company import CompanyFile
from hooks.model.funnel import Funnel
from hooks.model.guide import ChecklistsFile, FaqEntryFile, MistakeFile, SkillsFile, SynonymsFile, TermFile
from hooks.model.plan import PlanFile
from hooks.model.question import QuestionFile, TopicFile
from hooks.rules.schema import RULES
from tests.rules.sample_project import QUESTION

ENTRIES: list[type[Model]] = [TermFile, FaqEntryFile, MistakeFile, SynonymsFile]
MODELS: list[type[Model]] = [QuestionFile, TopicFile, CompanyFile, PlanFile, Funnel, *GUIDE_LISTS.values(), *ENTRIES]


def validated(text: str, model: type[Model] = QuestionFile) -> ValidatedFile:
    return validate(parse(PurePosixPath("data/x.yml"), text), model)


def question(text: str) -> QuestionFile:
    value = validated(text).value
    assert isinstance(value, QuestionFile)
    return value


def test_valid_file_becomes_its_model() -> None:
    found = validated(QUESTION)
    assert found.errors == []
    assert found.invalid_fields == frozenset()
    assert question(QUESTION).prompt == "Why is the cached value stale?"
    assert question(QUESTION).follow_ups[1].see == "hot-key"


def test_invalid_optional_value_is_dropped() -> None:
    found = validated(QUESTION.replace("minutes: 8", "minutes: soon"))
    assert found.invalid_fields == {"minutes"}
    assert question(found.document.text).minutes is None
    assert question(found.document.text).approach == ("Say what you see", "Say why", "Fix it")


def test_unknown_key_is_dropped() -> None:
    value = question(QUESTION.replace("    hint: Look", "    hnt: Look"))
    assert [item.ask for item in value.follow_ups] == ["And then?", "And when everybody asks for it?"]
    assert value.follow_ups[0].hint is None


def test_list_items_are_never_dropped() -> None:
    found = validated(QUESTION.replace("Saying that it cannot be.", "1"))
    assert found.invalid_fields == {"pitfalls"}
    assert question(found.document.text).pitfalls == ()


def test_invalid_required_value_leaves_no_model() -> None:
    found = validated(QUESTION.replace("kind: concept", "kind: nonsense"))
    assert found.value is None
    assert found.invalid_fields == {"kind"}


def test_validation_does_not_change_the_document() -> None:
    found = validated(QUESTION.replace("minutes: 8", "minutes: soon"))
    assert isinstance(found.document.value, dict)
    assert found.document.value["minutes"] == "soon"


def test_invalid_entries_are_not_reported_as_missing() -> None:
    found = validated("items:\n  - {title: T, why: W, show: 3}\n", SkillsFile)
    assert [finding.rule for finding in RULES.findings(found)] == ["S004"]
    assert [finding.rule for finding in RULES.findings(validated("items: []\n", SkillsFile))] == ["S006"]


def test_invalid_mapping_key_has_its_position() -> None:
    found = validated(
        "checklists:\n  ok: {title: T, items: [{text: Go.}]}\n  Not Ok: {title: 1, items: []}\n", ChecklistsFile
    )
    places = [(finding.rule, finding.line, finding.column) for finding in RULES.findings(found)]
    assert places == [("S004", 3, 19), ("S005", 3, 3), ("S006", 3, 29)]


def test_long_values_are_shortened_in_messages() -> None:
    found = validated(QUESTION.replace("2026-01-02", "x" * 5_000))
    assert [len(finding.message) < 200 for finding in RULES.findings(found)] == [True]


WORDS = st.sampled_from(["", "x", "caching", "Two Words", "2026-11-20", "https://x.org", "/loop/", "0", "x" * 2_500])
SCALARS = WORDS | st.none() | st.booleans() | st.integers(-(10**15), 10**15)
NAMES = sorted({name for model in MODELS for name in model.model_fields} | {"on", "by", "url", "text", "items", "ask"})
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=25,
)


FILES = st.sampled_from(MODELS).flatmap(
    lambda model: st.tuples(
        st.just(model), VALUES | st.dictionaries(st.sampled_from(sorted(model.model_fields)), VALUES)
    )
)


@given(FILES)
def test_every_validation_error_has_a_finding(drawn: tuple[type[Model], Json]) -> None:
    """Every pydantic error is reported by a rule, and a misspelled key isn't also reported as missing."""
    model, value = drawn
    document = Document(PurePosixPath("data/x.yml"), "", value)
    found = validate(document, model)
    reported = list(RULES.findings(found))
    assert (found.value is not None and not found.errors) or reported
    skipped = [error for error in found.errors if error["type"] == "too_short" and error["input"]]
    unknown = sum(error["type"] == "extra_forbidden" for error in found.errors)
    assert 0 <= len(found.errors) - len(skipped) - len(reported) <= unknown
