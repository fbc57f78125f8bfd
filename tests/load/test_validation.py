"""As much of a file as can be used is used, and nothing changes its place."""

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


def shaped(text: str, model: type[Model] = QuestionFile) -> ValidatedFile:
    return validate(parse(PurePosixPath("data/x.yml"), text), model)


def question(text: str) -> QuestionFile:
    value = shaped(text).value
    assert isinstance(value, QuestionFile)
    return value


def test_a_sound_file_is_its_model() -> None:
    found = shaped(QUESTION)
    assert found.errors == []
    assert found.invalid_fields == frozenset()
    assert question(QUESTION).prompt == "Why is the cached value stale?"
    assert question(QUESTION).follow_ups[1].see == "hot-key"


def test_a_faulty_optional_value_is_left_out_and_the_rest_kept() -> None:
    found = shaped(QUESTION.replace("minutes: 8", "minutes: soon"))
    assert found.invalid_fields == {"minutes"}
    assert question(found.document.text).minutes is None
    assert question(found.document.text).approach == ("Say what you see", "Say why", "Mend it")


def test_an_unknown_key_costs_nothing_but_itself() -> None:
    value = question(QUESTION.replace("    hint: Look", "    hnt: Look"))
    assert [item.ask for item in value.follow_ups] == ["And then?", "And when everybody asks for it?"]
    assert value.follow_ups[0].hint is None


def test_entries_are_never_taken_out_of_a_list() -> None:
    found = shaped(QUESTION.replace("Saying that it cannot be.", "1"))
    assert found.invalid_fields == {"pitfalls"}
    assert question(found.document.text).pitfalls == ()


def test_a_faulty_needed_value_leaves_nothing_to_use() -> None:
    found = shaped(QUESTION.replace("kind: concept", "kind: nonsense"))
    assert found.value is None
    assert found.invalid_fields == {"kind"}


def test_what_the_file_says_stays_as_it_was() -> None:
    found = shaped(QUESTION.replace("minutes: 8", "minutes: soon"))
    assert isinstance(found.document.value, dict)
    assert found.document.value["minutes"] == "soon"


def test_entries_that_are_there_and_faulty_are_not_said_to_be_missing() -> None:
    found = shaped("items:\n  - {title: T, why: W, show: 3}\n", SkillsFile)
    assert [finding.rule for finding in RULES.findings(found)] == ["S004"]
    assert [finding.rule for finding in RULES.findings(shaped("items: []\n", SkillsFile))] == ["S006"]


def test_a_faulty_name_in_a_mapping_is_placed_where_it_stands() -> None:
    found = shaped(
        "checklists:\n  ok: {title: T, items: [{text: Go.}]}\n  Not Ok: {title: 1, items: []}\n", ChecklistsFile
    )
    places = [(finding.rule, finding.line, finding.column) for finding in RULES.findings(found)]
    assert places == [("S004", 3, 19), ("S005", 3, 3), ("S006", 3, 29)]


def test_a_message_repeats_only_the_beginning_of_a_long_value() -> None:
    found = shaped(QUESTION.replace("2026-01-02", "x" * 5_000))
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
def test_whatever_keeps_a_value_out_is_told(drawn: tuple[type[Model], Json]) -> None:
    """No error of the model is without a rule that tells it; a misspelled key is not told missing as well."""
    model, value = drawn
    document = Document(PurePosixPath("data/x.yml"), "", value)
    found = validate(document, model)
    told = list(RULES.findings(found))
    assert (found.value is not None and not found.errors) or told
    spared = [error for error in found.errors if error["type"] == "too_short" and error["input"]]
    unknown = sum(error["type"] == "extra_forbidden" for error in found.errors)
    assert 0 <= len(found.errors) - len(spared) - len(told) <= unknown
