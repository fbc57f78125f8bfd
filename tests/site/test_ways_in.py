"""From every page that is built: what its ways in lead to is there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from hooks.github.forms import forms
from hooks.project import Project
from tests.site.building import REPO_URL
from tests.site.parsed import Element, Pages

ROOT = Path(__file__).parents[2]


def ways(page: Element) -> dict[str, str]:
    """Where each way of a page leads, by its class."""
    links = [a for group in page.by_class("ways-in") for a in group.all("a")]
    return {a.attributes["class"].removeprefix("ways-in__"): a.attributes["href"] for a in links}


def test_a_question_can_be_improved_answered_disputed_and_followed_by_others(pages: Pages, data: Project) -> None:
    for slug, question in data.library.questions.items():
        found = ways(pages[f"questions/{slug}/"])
        expected = {"mistake", "question", "company"} | (set() if question.answer else {"answer"})
        assert found.keys() == expected, slug
        assert parse_qs(urlsplit(found["mistake"]).query)["page"] == [slug]


def test_each_form_and_each_field_that_is_linked_is_there(pages: Pages) -> None:
    known, linked = forms(ROOT), set()
    for address, page in pages.items():
        for href in {a.attributes.get("href", "") for a in page.all("a")}:
            if not href.startswith(f"{REPO_URL}/issues/new"):
                continue
            query = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}
            form = known[query.pop("template")]
            query.pop("title", None)
            linked.add(form.file)
            for name in query:
                assert form.fields[name].kind in {"input", "textarea"}, (address, href)
    assert linked == known.keys()


def test_a_new_file_is_begun_in_a_folder_that_is_there(pages: Pages, project: Path) -> None:
    begun = {a.attributes.get("href", "") for page in pages.values() for a in page.all("a")}
    paths = {urlsplit(href).path for href in begun if href.startswith(f"{REPO_URL}/new/main/")}
    folders = {path.removeprefix(f"{urlsplit(REPO_URL).path}/new/main/") for path in paths}
    assert folders
    assert {folder for folder in folders if not (project / folder / "question.yml").is_file()} == set()


def test_workflows_and_forms_that_pages_name_are_there(pages: Pages) -> None:
    for page in pages.values():
        for a in page.all("a"):
            href = a.attributes.get("href", "")
            if href.startswith(f"{REPO_URL}/actions/workflows/"):
                assert (ROOT / ".github/workflows" / href.rsplit("/", 1)[1]).is_file()
