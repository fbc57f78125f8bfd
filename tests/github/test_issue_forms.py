"""The issue forms, and the issues that GitHub creates from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.github.issue_forms import IssueForm, load_forms, parse_answers
from hooks.model.enums import Grade, Kind, Level

ROOT = Path(__file__).parents[2]
FORMS = load_forms(ROOT)
QUESTION = FORMS["question.yml"]


def test_all_forms_are_known() -> None:
    assert FORMS.keys() == {"company.yml", "mistake.yml", "question.yml"}


@pytest.mark.parametrize(("id_", "choices"), [("kind", Kind), ("level", Level)])
def test_question_choices_match_the_data(id_: str, choices: type[Kind | Level]) -> None:
    assert list(QUESTION.fields[id_].options) == [str(choice) for choice in choices]


def test_company_grades_match_the_data() -> None:
    assert list(FORMS["company.yml"].fields["grade"].options) == [str(grade) for grade in Grade]


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_form_has_unique_labels_and_few_fields(form: IssueForm) -> None:
    labels = [field.label for field in form.fields.values()]
    assert len(set(labels)) == len(labels)
    assert form.labels
    assert form.title.endswith(": ")
    assert len(labels) <= 6


def body(answers: dict[str, str], form: IssueForm = QUESTION) -> str:
    """The text of an issue as GitHub writes it."""
    return "\n\n".join(
        f"### {field.label}\n\n{answers.get(field.id) or '_No response_'}" for field in form.fields.values()
    )


def test_parse_answers_omits_empty_fields() -> None:
    assert parse_answers(body({"prompt": "Why?\n\n## Because", "level": "mid"}), QUESTION) == {
        "prompt": "Why?\n\n## Because",
        "level": "mid",
    }


def test_other_text_has_no_answers() -> None:
    assert parse_answers("", QUESTION) == {}
    assert parse_answers("### Something\n\nelse", QUESTION) == {}


@pytest.mark.parametrize("label", [field.label for field in QUESTION.fields.values()])
@pytest.mark.parametrize("field", ["name", "prompt", "aka"])
@pytest.mark.parametrize("before", ["", "x\n\n", "```\n"])
def test_an_answer_cannot_forge_another_field(label: str, field: str, before: str) -> None:
    answers = dict.fromkeys(QUESTION.fields, "x") | {field: f"{before}### {label}\n\nforged"}
    with pytest.raises(ValueError, match="twice or in another order"):
        parse_answers(body(answers), QUESTION)


def test_fields_have_the_order_of_the_form() -> None:
    assert parse_answers("### Topic\n\na\n\n### Level\n\nmid", QUESTION) == {"topic": "a", "level": "mid"}
    with pytest.raises(ValueError, match="in another order"):
        parse_answers("### Level\n\nmid\n\n### Topic\n\na", QUESTION)


def test_other_headings_belong_to_an_answer() -> None:
    answers = {"prompt": "Why?\n\n#### Topic\n\n### Topics\n\n### topic\n\n ### Topic\n\nx", "aka": "y"}
    assert parse_answers(body(answers), QUESTION) == answers


@given(st.text(), st.sampled_from(["", "### Topic\n\n", "### Question"]))
def test_parse_answers_takes_any_text(text: str, before: str) -> None:
    assert all(value == value.strip() != "" for value in parse_answers(before + text, QUESTION).values())


@given(st.dictionaries(st.sampled_from(list(QUESTION.fields)), st.from_regex(r"[a-z][a-z \n]*[a-z]", fullmatch=True)))
def test_answers_round_trip(answers: dict[str, str]) -> None:
    assert parse_answers(body(answers), QUESTION) == answers
