"""From every page that is built: what its ways in lead to is there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from hooks.check.check import every_rule
from hooks.github.issue_forms import load_forms
from hooks.load.project import Project
from tests.site.building import REPO_URL
from tests.site.parsed import Element, Pages

ROOT = Path(__file__).parents[2]


def ways(page: Element) -> dict[str, str]:
    """Where each way of a page leads, by its class."""
    links = [a for group in page.by_class("contribute-links") for a in group.all("a")]
    return {a.attributes["class"].removeprefix("contribute-links__"): a.attributes["href"] for a in links}


def test_a_question_can_be_improved_answered_disputed_and_followed_by_others(pages: Pages, data: Project) -> None:
    for slug, question in data.library.questions.items():
        found = ways(pages[f"questions/{slug}/"])
        expected = {"mistake", "question", "company"} | (set() if question.answer else {"answer"})
        assert found.keys() == expected, slug
        assert parse_qs(urlsplit(found["mistake"]).query)["page"] == [slug]


def test_each_form_and_each_field_that_is_linked_is_there(pages: Pages) -> None:
    known, linked = load_forms(ROOT), set()
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


def test_coverage_has_a_start_for_everything_that_is_missing(pages: Pages, data: Project) -> None:
    table = pages["contribute/coverage/"].one("table")
    rows = [row for row in table.all("tr") if row.all("td")]
    assert len(rows) == len(data.library.topics)
    for row in rows:
        assert len(row.all("td")) == 4
        assert all(cell.text for cell in row.all("td"))
        for cell in row.all("td"):
            assert "answered" in cell.text or cell.all("a"), row.text
    wanted = [question for question in data.library.questions.values() if question.answer is None]
    begun = [a for a in table.all("a") if a.attributes["href"].startswith(f"{REPO_URL}/new/main/")]
    assert sorted(a.by_class("coverage__title")[0].text for a in begun) == sorted(question.title for question in wanted)


def test_every_rule_is_shown_wrong_and_right(pages: Pages) -> None:
    page = pages["contribute/rules/"]
    codes = [rule.code for rule in every_rule()]
    assert len(page.by_class("rules__wrong")) == len(page.by_class("rules__right")) == len(codes)
    for code in codes:
        assert page.by_id(code.lower())


def test_every_path_of_those_who_contribute_is_drawn_and_told(pages: Pages) -> None:
    page = pages["contribute/"]
    drawn = page.by_class("picture--walkthrough")
    assert [picture.one("svg").one("title").text for picture in drawn]
    for walkthrough, picture in zip(page.by_class("walkthrough"), drawn, strict=True):
        steps = len(walkthrough.one("ol").all("li"))
        assert len(picture.all("circle")) == steps
        assert walkthrough.one("strong").text.split(" ")[0] in picture.one("desc").text


def test_an_answer_names_its_authors_only_where_git_knows_them(pages: Pages) -> None:
    assert [address for address, page in pages.items() if page.by_class("credit")] == []
