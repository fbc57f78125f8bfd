"""The ways in lead to forms and fields that are there, and prefill only what GitHub lets be prefilled."""

from __future__ import annotations

from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest

from hooks.check.check import check
from hooks.github.issue_forms import load_forms
from hooks.model.repository import Repository
from hooks.new.skeleton import ANSWER, LAYERS, layers
from hooks.prose.reading import read
from hooks.render.ways import (
    answer_address,
    company_address,
    company_ways,
    mistake_address,
    question_address,
    question_ways,
)
from hooks.rules.questions import _NEEDED
from tests.rules.making import SOUND, A, Q, findings, write

ROOT = Path(__file__).parents[2]
FORMS = load_forms(ROOT)
GUIDE = Repository("https://github.com/octocat/guide")
PREFILLED = {"input", "textarea"}
"""Kinds of fields that an address can fill in; with any other GitHub shows an empty editor and no form."""


def leads_to_a_form(address: str) -> None:
    """The form is there, and so is each field that is filled in."""
    parts = urlsplit(address)
    assert parts.path == "/octocat/guide/issues/new"
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    form = FORMS[query.pop("template")]
    assert query.pop("title", form.title).startswith(form.title)
    for name in query:
        assert form.fields[name].kind in PREFILLED, name


@pytest.mark.parametrize(
    "address",
    [
        mistake_address("lost-update", GUIDE),
        question_address("caching", GUIDE),
        question_address("caching", GUIDE, "caching, senior"),
        company_address("", GUIDE),
        company_address("Bolt & Co", GUIDE),
    ],
)
def test_a_form_is_there_with_its_fields(address: str) -> None:
    leads_to_a_form(address)


def test_a_form_or_a_field_that_is_not_there_would_be_found() -> None:
    with pytest.raises(KeyError):
        leads_to_a_form(GUIDE.form("mistakes.yml"))
    with pytest.raises(KeyError):
        leads_to_a_form(GUIDE.form("mistake.yml", pages="x"))
    with pytest.raises(AssertionError):
        leads_to_a_form(GUIDE.form("question.yml", level="mid"))


def test_an_answer_is_begun_beside_its_question(tmp_path: Path) -> None:
    question = check(write(tmp_path, SOUND)).project.library.questions["hot-key"]
    parts = urlsplit(answer_address(question, GUIDE))
    assert parts.path == "/octocat/guide/new/main/data/questions/caching/hot-key"
    assert parse_qs(parts.query) == {"filename": ["answer.md"], "value": [ANSWER]}
    assert len(answer_address(question, GUIDE)) < 2000


def test_an_answer_that_was_only_begun_does_not_pass_and_its_notes_show_nothing(tmp_path: Path) -> None:
    found = findings(tmp_path, {A: ANSWER})
    assert [finding.rule for finding in found] == ["A013", "A013"]
    prose = read(ANSWER)
    assert prose.short_text == "\N{HORIZONTAL ELLIPSIS}"
    assert prose.html == ()


def test_what_follows_an_answer_can_be_pasted_for_every_layer(tmp_path: Path) -> None:
    assert LAYERS.keys() == set(_NEEDED) - {"applies_to"}
    begun = "prompt: What is a hot key?\nkind: concept\nlevel: mid\n" + layers(LAYERS) + "\n"
    sound = begun.replace("on: \N{HORIZONTAL ELLIPSIS}", "on: 2026-01-02").replace("technical-screen", "screen")
    assert (
        findings(
            tmp_path, {Q: sound.replace("\N{HORIZONTAL ELLIPSIS}", "example.org") + SOUND[Q].splitlines()[-1] + "\n"}
        )
        == ()
    )
    assert {finding.rule for finding in findings(tmp_path, {Q: begun})} == {"S007", "S008", "S009", "R001"}


def test_without_a_repository_files_are_named_and_nothing_is_linked(tmp_path: Path) -> None:
    library = check(write(tmp_path, SOUND)).project.library
    for question in library.questions.values():
        ways = question_ways(question, Repository())
        assert "<a" not in ways
        assert f"{question.path}" in ways
    for company in library.companies.values():
        assert company_ways(company, Repository()) == ""


def test_every_way_of_a_page_leads_somewhere(tmp_path: Path) -> None:
    library = check(write(tmp_path, SOUND)).project.library
    for question in library.questions.values():
        ways = unescape(question_ways(question, GUIDE))
        addresses = [part.partition('"')[0] for part in ways.split('href="')[1:]]
        issues = [address for address in addresses if "/issues/" in address]
        assert len(issues) == 3
        for address in issues:
            leads_to_a_form(address)
        for address in set(addresses) - set(issues):
            path = PurePosixPath(urlsplit(address).path)
            assert path.parts[3:5] in {("edit", "main"), ("new", "main")}
            assert (tmp_path / PurePosixPath(*path.parts[5:])).exists()
    for company in library.companies.values():
        found = unescape(company_ways(company, GUIDE)).split('href="')[1:]
        assert [part.partition("template=")[2].partition("&")[0] for part in found] == ["mistake.yml", "company.yml"]
        for part in found:
            leads_to_a_form(part.partition('"')[0])
