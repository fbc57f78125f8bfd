"""Cache keys: a cached page is reused only if nothing it shows has changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from hooks.build.guide import Guide
from hooks.model.repository import Repository
from hooks.render.pages import question_page
from tests.site.building import copy

ANSWER = "data/questions/transactions/lost-update"
CHANGES = {
    "an answer": (f"{ANSWER}/answer.md", r"\A", "Indeed. "),
    "a program": (f"{ANSWER}/lost-update.sql", r"\A", "-- indeed\n"),
    "a record": (f"{ANSWER}/lost-update.sql.out", r"\Z", "more\n"),
    "a drawing": ("data/questions/indexing/how-an-index-works/diagram-1.svg", r"(<title[^>]*>)", r"\1Indeed, "),
    "a prompt": (f"{ANSWER}/question.yml", r"^(prompt: (?:>-\n +)?)", r"\1Indeed, "),
    "a topic": ("data/topics/transactions.yml", r"^title: ", "title: More "),
    "a company": ("data/companies/x.yml", r"^name: ", "name: The "),
    "a stage": ("data/funnel.yml", r"^(  - id: technical-screen\n    name: )", r"\1Our "),
}
"""A file, a pattern in it, and the replacement for its first match."""
SOME = {"an answer", "a drawing", "a prompt", "a company"}
"""The changes that `make test` tries; `make audit` tries all."""


class Made(NamedTuple):
    """A question's page: its cache key, and everything it shows."""

    key: str
    shown: str


def made(root: Path) -> dict[str, Made]:
    guide = Guide(root)
    assert guide.is_valid
    found = {}
    for slug, question in guide.view.library.questions.items():
        uri = f"questions/{slug}.md"
        shown = (
            question_page(guide.view, slug, repository=Repository()),
            guide.generated_pages[uri],
            guide.sidebars.page_meta(question),
        )
        found[slug] = Made(guide.page_cache_keys[uri], repr(shown))
    return found


@pytest.fixture(scope="module")
def before(project: Path) -> dict[str, Made]:
    return made(project)


def stale(before: dict[str, Made], after: dict[str, Made]) -> set[str]:
    """Questions whose page has changed although its key hasn't. Asserts that some page has changed."""
    changed = {slug for slug in before if after[slug].shown != before[slug].shown}
    assert changed
    return {slug for slug in changed if after[slug].key == before[slug].key}


@pytest.mark.parametrize(
    "what", [name if name in SOME else pytest.param(name, marks=pytest.mark.audit) for name in CHANGES]
)
def test_page_that_shows_a_change_is_rebuilt(before: dict[str, Made], project: Path, tmp_path: Path, what: str) -> None:
    name, pattern, new = CHANGES[what]
    file = copy(tmp_path / "project", project) / name
    text, found = re.subn(pattern, new, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert found
    file.write_text(text, "utf-8")
    assert stale(before, made(tmp_path / "project")) == set()


def test_page_that_lists_a_new_question_is_rebuilt(before: dict[str, Made], project: Path, tmp_path: Path) -> None:
    changed = copy(tmp_path / "project", project)
    copied = changed / "data/questions/behavioral/why-this-company"
    folder = changed / "data/questions/transactions/why-birds-buy-rockets"
    shutil.copytree(copied, folder)
    text = (folder / "question.yml").read_text("utf-8")
    (folder / "question.yml").write_text(re.sub("^title: .*", "title: Birds and rockets", text), "utf-8")
    assert stale(before, made(changed)) == set()
