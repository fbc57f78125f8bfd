"""The issue forms as they are, and issues made with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.github.forms import Form, answers, forms
from hooks.model.enums import Grade, Kind, Level

ROOT = Path(__file__).parents[2]
FORMS = forms(ROOT)
QUESTION = FORMS["question.yml"]


def test_there_is_a_form_for_each_thing_to_say() -> None:
    assert FORMS.keys() == {"company.yml", "mistake.yml", "question.yml"}


@pytest.mark.parametrize(("id_", "choices"), [("kind", Kind), ("level", Level)])
def test_the_choices_of_a_question_are_those_of_the_data(id_: str, choices: type[Kind | Level]) -> None:
    assert list(QUESTION.fields[id_].options) == [str(choice) for choice in choices]


def test_the_grades_of_a_company_are_those_of_the_data() -> None:
    assert list(FORMS["company.yml"].fields["grade"].options) == [str(grade) for grade in Grade]


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_form_has_labels_of_its_own_and_asks_little(form: Form) -> None:
    labels = [field.label for field in form.fields.values()]
    assert len(set(labels)) == len(labels)
    assert form.labels
    assert form.title.endswith(": ")
    assert len(labels) <= 6


def body(filled: dict[str, str], form: Form = QUESTION) -> str:
    """The text of an issue as GitHub writes it."""
    return "\n\n".join(
        f"### {field.label}\n\n{filled.get(field.id) or '_No response_'}" for field in form.fields.values()
    )


def test_what_was_filled_in_is_found_and_what_was_not_is_absent() -> None:
    assert answers(body({"prompt": "Why?\n\n## Because", "level": "mid"}), QUESTION) == {
        "prompt": "Why?\n\n## Because",
        "level": "mid",
    }


def test_another_text_has_no_answers() -> None:
    assert answers("", QUESTION) == {}
    assert answers("### Something\n\nelse", QUESTION) == {}


def test_an_answer_cannot_take_the_place_of_an_earlier_one() -> None:
    filled = answers(body({"prompt": "Why?", "aka": "x\n\n### Topic\n\ncaching"}), QUESTION)
    assert filled == {"prompt": "Why?", "aka": "x\n\n### Topic\n\ncaching"}


@given(st.text(), st.sampled_from(["", "### Topic\n\n", "### The question"]))
def test_any_text_is_read(text: str, before: str) -> None:
    assert all(value == value.strip() != "" for value in answers(before + text, QUESTION).values())


@given(st.dictionaries(st.sampled_from(list(QUESTION.fields)), st.from_regex(r"[a-z][a-z \n]*[a-z]", fullmatch=True)))
def test_any_plain_answers_come_back(filled: dict[str, str]) -> None:
    assert answers(body(filled), QUESTION) == filled
