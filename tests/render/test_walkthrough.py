"""Walkthroughs match the issue forms and the contribute page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.github.issue_forms import load_forms
from hooks.render.walkthrough import WALKTHROUGHS, Action, walkthrough

ROOT = Path(__file__).parents[2]
PREFILLED = {"mistake.yml": {"page"}, "question.yml": {"topic"}, "company.yml": {"company"}}


@pytest.mark.parametrize("name", [name for name, found in WALKTHROUGHS.items() if found.form])
def test_walkthrough_lists_the_required_fields_of_its_form(name: str) -> None:
    found = WALKTHROUGHS[name]
    form = load_forms(ROOT)[found.form]
    needed = [field.label for field in form.fields.values() if field.required and field.id not in PREFILLED[form.file]]
    assert [step.label for step in found.steps if step.action is Action.FILL] == needed


@pytest.mark.parametrize("name", [name for name, found in WALKTHROUGHS.items() if found.form])
def test_dropdown_fields_are_described_as_lists(name: str) -> None:
    fields = {field.label: field for field in load_forms(ROOT)[WALKTHROUGHS[name].form].fields.values()}
    for step in WALKTHROUGHS[name].steps:
        if step.action is Action.FILL:
            assert ("from a list" in step.where) == (fields[step.label].kind == "dropdown")


def test_clicks_are_counted() -> None:
    assert {name: found.clicks for name, found in WALKTHROUGHS.items()} == {
        "correction": "5 clicks (6 the first time)",
        "answer": "8 clicks (9 the first time)",
        "question": "2 clicks",
        "mistake": "2 clicks",
        "company": "2 clicks",
    }


def test_contribute_page_shows_every_walkthrough() -> None:
    page = (ROOT / "docs/contribute/index.md").read_text("utf-8")
    assert set(re.findall(r'walkthrough\("(\w+)"\)', page)) == WALKTHROUGHS.keys()


def test_labels_fit_their_shapes() -> None:
    assert max(len(step.label) for found in WALKTHROUGHS.values() for step in found.steps) <= 34


def test_unknown_name_is_rejected() -> None:
    with pytest.raises(ValueError, match="no walkthrough 'answers'"):
        walkthrough("answers")
