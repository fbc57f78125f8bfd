"""The clicks and fields that are told are those there are, as far as our own files know them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.github.forms import forms
from hooks.render.paths import PATHS, Act, path

ROOT = Path(__file__).parents[2]
PREFILLED = {"mistake.yml": {"page"}, "question.yml": {"topic"}, "company.yml": {"company"}}


@pytest.mark.parametrize("name", [name for name, found in PATHS.items() if found.form])
def test_a_path_through_a_form_has_the_fields_that_the_form_needs(name: str) -> None:
    found = PATHS[name]
    form = forms(ROOT)[found.form]
    needed = [field.label for field in form.fields.values() if field.required and field.id not in PREFILLED[form.file]]
    assert [step.label for step in found.steps if step.act is Act.FIELD] == needed


@pytest.mark.parametrize("name", [name for name, found in PATHS.items() if found.form])
def test_what_the_form_lets_be_chosen_is_told_to_be_chosen(name: str) -> None:
    fields = {field.label: field for field in forms(ROOT)[PATHS[name].form].fields.values()}
    for step in PATHS[name].steps:
        if step.act is Act.FIELD:
            assert ("from a list" in step.where) == (fields[step.label].kind == "dropdown")


def test_the_counts_are_those_of_the_steps() -> None:
    assert {name: found.counted for name, found in PATHS.items()} == {
        "correction": "5 clicks (1 more the first time) and 2 fields",
        "answer": "8 clicks (1 more the first time) and 3 fields",
        "question": "2 clicks and 4 fields",
        "mistake": "2 clicks and 1 field",
        "company": "2 clicks and 4 fields",
    }


def test_the_page_shows_every_path() -> None:
    page = (ROOT / "docs/contribute/index.md").read_text("utf-8")
    assert set(re.findall(r'path\("(\w+)"\)', page)) == PATHS.keys()


def test_every_label_fits_into_its_picture() -> None:
    assert max(len(step.label) for found in PATHS.values() for step in found.steps) <= 34


def test_an_unknown_path_is_refused() -> None:
    with pytest.raises(ValueError, match="no path 'answers'"):
        path("answers")
