"""URLs of the site: the fixed ones, and those generated from the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.site.building import written_pages
from tests.site.html_tree import Pages
from tests.site.json_schema import faults

FIXED_URLS = (
    "",
    "404.html",
    "about/",
    "companies/",
    "companies/x/",
    "contribute/",
    "contribute/rules/",
    "guide/",
    "guide/checklists/",
    "guide/glossary/",
    "guide/mistakes/",
    "guide/questions-to-ask/",
    "loop/",
    "plan/",
    "plan/two-weeks/",
    "questions/",
    "questions/lost-update/",
    "topics/",
    "topics/transactions/",
)


@pytest.mark.parametrize("address", FIXED_URLS)
def test_fixed_url_exists(site: Path, address: str) -> None:
    assert address in written_pages(site)


def test_every_data_file_has_its_page_and_there_are_no_others(project: Path, site: Path) -> None:
    data, docs = project / "data", project / "docs"
    made = {
        "404.html",
        "loop/",
        *(f"topics/{file.stem}/" for file in data.glob("topics/*.yml")),
        *(f"questions/{file.parent.name}/" for file in data.glob("questions/*/*/question.yml")),
        *(f"companies/{file.stem}/" for file in data.glob("companies/*.yml")),
        *(f"plan/{file.stem}/" for file in data.glob("plans/*.yml")),
        *(address_of(file.relative_to(docs)) for file in docs.rglob("*.md")),
    }
    assert written_pages(site) == made


def address_of(page: Path) -> str:
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "" if folder == Path() else f"{folder.as_posix()}/"


def links_in(pages: Pages, address: str) -> set[str]:
    return {a.attributes.get("href", "") for a in pages[address].one("article").all("a")}


def test_index_pages_link_every_page_of_their_section(site: Path, pages: Pages) -> None:
    for index, up in (("questions/", "../"), ("topics/", ""), ("companies/", ""), ("plan/", "")):
        below = {address for address in written_pages(site) if address.startswith(index) and address != index}
        assert below
        assert {f"../{address}" for address in below} <= links_in(pages, index), up


def test_topic_pages_link_all_their_questions(project: Path, pages: Pages) -> None:
    for folder in (project / "data/questions").glob("*/*"):
        assert f"../../questions/{folder.name}/" in links_in(pages, f"topics/{folder.parent.name}/")


@pytest.fixture(scope="module")
def index(site: Path) -> Any:  # noqa: ANN401 - as json gives it
    return json.loads((site / "api/v1/questions.json").read_text("utf-8"))


def test_question_index_matches_its_schema(site: Path, index: Any) -> None:  # noqa: ANN401
    schema = json.loads((site / "api/v1/questions.schema.json").read_text("utf-8"))
    assert list(faults(index, schema, schema)) == []


def test_question_index_schema_rejects_invalid_documents(site: Path, index: Any) -> None:  # noqa: ANN401
    schema = json.loads((site / "api/v1/questions.schema.json").read_text("utf-8"))
    first = index["questions"][0]
    for name, value in (("kind", "riddle"), ("rounds", "deep-dive"), ("reviewed", "today"), ("minutes", "8"), ("a", 1)):
        broken = {**index, "questions": [{**first, name: value}]}
        assert list(faults(broken, schema, schema)), name
    assert list(faults({"version": 1}, schema, schema)) == ["$ has no questions"]


def test_question_index_lists_every_question_with_its_page(project: Path, site: Path, index: Any) -> None:  # noqa: ANN401
    listed = [(question["id"], question["topic"], question["answered"]) for question in index["questions"]]
    folders = (project / "data/questions").glob("*/*")
    assert sorted(listed) == sorted(
        (folder.name, folder.parent.name, (folder / "answer.md").exists()) for folder in folders
    )
    assert {question["url"].removeprefix("/") for question in index["questions"]} <= written_pages(site)
