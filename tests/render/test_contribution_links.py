"""Contribution links point to existing forms and fields, and prefill only what GitHub allows."""

from __future__ import annotations

from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest

from hooks.check.check import check
from hooks.github.issue_forms import load_forms
from hooks.model.repository import Repository
from hooks.new.skeleton import ANSWER, LAYERS, layers
from hooks.prose.markdown import answer_facts
from hooks.render.contribution_links import (
    company_links,
    interview_info_url,
    new_answer_url,
    propose_question_url,
    question_links,
    report_mistake_url,
)
from hooks.rules.questions import _REQUIRED
from tests.rules.sample_project import VALID, A, Q, findings, write

ROOT = Path(__file__).parents[2]
FORMS = load_forms(ROOT)
GUIDE = Repository("https://github.com/octocat/guide")
PREFILLABLE = {"input", "textarea"}
"""Field types that a URL can prefill; with any other, GitHub opens an empty editor instead of the form."""


def assert_form_exists(url: str) -> None:
    """The form exists, and so does every prefilled field."""
    parts = urlsplit(url)
    assert parts.path == "/octocat/guide/issues/new"
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    form = FORMS[query.pop("template")]
    assert query.pop("title", form.title).startswith(form.title)
    for name in query:
        assert form.fields[name].kind in PREFILLABLE, name


@pytest.mark.parametrize(
    "url",
    [
        report_mistake_url("Lost update", "questions/lost-update/", GUIDE),
        propose_question_url("caching", GUIDE),
        propose_question_url("caching", GUIDE, "caching, senior"),
        interview_info_url("", GUIDE),
        interview_info_url("Bolt & Co", GUIDE),
    ],
)
def test_form_and_prefilled_fields_exist(url: str) -> None:
    assert_form_exists(url)


def test_missing_form_or_field_is_detected() -> None:
    with pytest.raises(KeyError):
        assert_form_exists(GUIDE.form("mistakes.yml"))
    with pytest.raises(KeyError):
        assert_form_exists(GUIDE.form("mistake.yml", pages="x"))
    with pytest.raises(AssertionError):
        assert_form_exists(GUIDE.form("question.yml", level="mid"))


def test_new_answer_is_created_next_to_its_question(tmp_path: Path) -> None:
    question = check(write(tmp_path, VALID)).project.library.questions["hot-key"]
    parts = urlsplit(new_answer_url(question, GUIDE))
    assert parts.path == "/octocat/guide/new/main/data/questions/caching/hot-key"
    assert parse_qs(parts.query) == {"filename": ["answer.md"], "value": [ANSWER]}
    assert len(new_answer_url(question, GUIDE)) < 2000


def test_unfinished_skeleton_fails_the_check_and_its_notes_are_not_rendered(tmp_path: Path) -> None:
    found = findings(tmp_path, {A: ANSWER})
    assert [finding.rule for finding in found] == ["A013", "A013"]
    prose = answer_facts(ANSWER)
    assert prose.short_text == "\N{HORIZONTAL ELLIPSIS}"
    assert prose.html == ()


def test_layer_skeletons_can_be_pasted_into_the_question(tmp_path: Path) -> None:
    assert LAYERS.keys() == set(_REQUIRED) - {"applies_to"}
    pasted = "title: Stale reads\nprompt: What is a hot key?\nkind: concept\nlevel: mid\n" + layers(LAYERS) + "\n"
    sound = pasted.replace("on: \N{HORIZONTAL ELLIPSIS}", "on: 2026-01-02").replace("technical-screen", "screen")
    assert (
        findings(
            tmp_path, {Q: sound.replace("\N{HORIZONTAL ELLIPSIS}", "example.org") + VALID[Q].splitlines()[-1] + "\n"}
        )
        == ()
    )
    assert {finding.rule for finding in findings(tmp_path, {Q: pasted})} == {"S007", "S008", "S009", "R001"}


def test_without_a_repository_file_paths_are_shown_without_links(tmp_path: Path) -> None:
    library = check(write(tmp_path, VALID)).project.library
    for question in library.questions.values():
        links = question_links(question, Repository())
        assert "<a" not in links
        assert f"{question.path}" in links
    for company in library.companies.values():
        assert company_links(company, Repository()) == ""


def test_every_link_of_a_page_has_a_target(tmp_path: Path) -> None:
    library = check(write(tmp_path, VALID)).project.library
    for question in library.questions.values():
        html = unescape(question_links(question, GUIDE))
        urls = [part.partition('"')[0] for part in html.split('href="')[1:]]
        issues = [url for url in urls if "/issues/" in url]
        assert len(issues) == 3
        for url in issues:
            assert_form_exists(url)
        for url in set(urls) - set(issues):
            path = PurePosixPath(urlsplit(url).path)
            assert path.parts[3:5] in {("edit", "main"), ("new", "main")}
            assert (tmp_path / PurePosixPath(*path.parts[5:])).exists()
    for company in library.companies.values():
        found = unescape(company_links(company, GUIDE)).split('href="')[1:]
        assert [part.partition("template=")[2].partition("&")[0] for part in found] == ["mistake.yml", "company.yml"]
        for part in found:
            assert_form_exists(part.partition('"')[0])
