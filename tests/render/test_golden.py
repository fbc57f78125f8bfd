"""Golden renders of every kind of page. ``pytest --golden`` rewrites them; read the diff before committing it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.findings.finding import Severity
from hooks.model.repository import Repository
from hooks.render import contribute, pages
from hooks.render.view import View
from hooks.render.walkthrough import walkthrough

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
REPOSITORY = Repository("https://github.com/example/guide")
EDIT = REPOSITORY.edit
RENDERS: dict[str, Callable[[View], str]] = {
    "checklist": lambda view: pages.checklist(view, "day-of"),
    "company": lambda view: pages.company_page(view, "acme", repository=REPOSITORY),
    "company-cards": pages.company_cards,
    "coverage": lambda view: contribute.coverage(view, REPOSITORY, datetime.date(2027, 12, 31)),
    "coverage-unlinked": lambda view: contribute.coverage(view, Repository(), None),
    "glossary": pages.glossary,
    "loop": lambda view: pages.loop_page(view, edit=EDIT),
    "mistakes": pages.mistakes,
    "open-question": lambda view: pages.question_page(view, "dirty-read", repository=Repository()),
    "open-question-linked": lambda view: pages.question_page(view, "dirty-read", repository=REPOSITORY),
    "plan": lambda view: pages.plan_page(view, "weekend", edit=EDIT),
    "plan-cards": pages.plan_cards,
    "question": lambda view: pages.question_page(
        view, "hot-row", repository=REPOSITORY, authors=("Ada <b>", "Grace", "{{ 7 }}")
    ),
    "question-card": lambda view: pages.question_card(view, "hot-row"),
    "question-list": lambda view: pages.question_list(view, view.questions),
    "questions-to-ask": pages.questions_to_ask,
    "stats": pages.stats,
    "topic": lambda view: pages.topic_page(view, "locks"),
    "topic-cards": pages.topic_cards,
    "walkthrough": lambda _: walkthrough("question"),
}


@pytest.fixture(scope="module")
def view() -> View:
    project = check(HERE).project
    return View(project.library, answer_facts=project.answer_facts, titles={"/loop/": "The small loop"})


@pytest.mark.parametrize("name", RENDERS)
def test_render_matches_golden_file(view: View, name: str, pytestconfig: pytest.Config) -> None:
    file, rendered = GOLDEN / f"{name}.md", f"{RENDERS[name](view)}\n"
    if pytestconfig.getoption("--golden"):
        file.write_text(rendered, "utf-8")
    assert rendered == file.read_text("utf-8")


def test_no_golden_file_is_unused() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == RENDERS.keys()


def test_fixture_library_has_only_the_expected_errors() -> None:
    errors = [finding for finding in check(HERE).findings if finding.severity is Severity.ERROR]
    assert [f"{finding.path.name}:{finding.line} {finding.rule} {finding.message}" for finding in errors] == [
        "checklists.yml:7 R005 raw HTML: `<all>`",
        "answer.md:38 R004 link target not allowed: `javascript:x`",
        "question.yml:1 R005 raw HTML: `</b>`",
        "question.yml:1 R005 raw HTML: `<b>`",
        "question.yml:2 R005 raw HTML: `</b>`",
        "question.yml:2 R005 raw HTML: `<b>`",
    ]
