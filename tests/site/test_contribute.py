"""Contribution links, the coverage table, rules and walkthroughs of the built site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from hooks.check.check import every_rule
from hooks.github.issue_forms import load_forms
from hooks.load.project import Project
from tests.site.building import REPO_URL
from tests.site.html_tree import Element, Pages

ROOT = Path(__file__).parents[2]


def contribution_links(page: Element) -> dict[str, str]:
    """URLs of the contribution links of a page, by name."""
    links = [a for group in page.by_class("contribute-links") for a in group.all("a")]
    return {a.attributes["class"].removeprefix("contribute-links__"): a.attributes["href"] for a in links}


def test_question_page_has_its_contribution_links(pages: Pages, data: Project) -> None:
    for slug, question in data.library.questions.items():
        found = contribution_links(pages[f"questions/{slug}/"])
        expected = {"mistake", "question", "company"} | (set() if question.answer else {"answer"})
        assert found.keys() == expected, slug
        assert parse_qs(urlsplit(found["mistake"]).query)["page"] == [f"questions/{slug}/"]


def test_only_contribute_and_open_questions_ask_for_answers(pages: Pages, data: Project) -> None:
    asking = {
        address
        for address, page in pages.items()
        for a in page.one("article").all("a")
        if "contribute/#answer" in a.attributes.get("href", "") or "/new/main/" in a.attributes.get("href", "")
    }
    opened = {f"questions/{slug}/" for slug, question in data.library.questions.items() if not question.answer}
    assert opened <= asking
    assert {address for address in asking - opened if not address.startswith("contribute/")} == set()


def test_linked_forms_and_fields_exist(pages: Pages) -> None:
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


def test_new_file_links_point_to_existing_folders(pages: Pages, project: Path) -> None:
    hrefs = {a.attributes.get("href", "") for page in pages.values() for a in page.all("a")}
    paths = {urlsplit(href).path for href in hrefs if href.startswith(f"{REPO_URL}/new/main/")}
    folders = {path.removeprefix(f"{urlsplit(REPO_URL).path}/new/main/") for path in paths}
    assert folders
    assert {folder for folder in folders if not (project / folder / "question.yml").is_file()} == set()


def test_linked_workflows_exist(pages: Pages) -> None:
    for page in pages.values():
        for a in page.all("a"):
            href = a.attributes.get("href", "")
            if href.startswith(f"{REPO_URL}/actions/workflows/"):
                assert (ROOT / ".github/workflows" / href.rsplit("/", 1)[1]).is_file()


def test_coverage_links_every_gap(pages: Pages, data: Project) -> None:
    table = pages["contribute/coverage/"].one("table")
    rows = [row for row in table.all("tr") if row.all("td")]
    assert len(rows) == len(data.library.topics)
    for row in rows:
        assert len(row.all("td")) == 4
        assert all(cell.text for cell in row.all("td"))
        for cell in row.all("td"):
            assert "answered" in cell.text or cell.all("a"), row.text
    wanted = [question for question in data.library.questions.values() if question.answer is None]
    links = [a for a in table.all("a") if a.attributes["href"].startswith(f"{REPO_URL}/new/main/")]
    assert sorted(a.by_class("coverage__title")[0].text for a in links) == sorted(question.title for question in wanted)


def test_every_rule_has_a_bad_and_a_good_example(pages: Pages) -> None:
    page = pages["contribute/rules/"]
    codes = [rule.code for rule in every_rule()]
    assert len(page.by_class("rules__wrong")) == len(page.by_class("rules__right")) == len(codes)
    for code in codes:
        assert page.by_id(code.lower())


def test_every_walkthrough_has_a_picture_and_steps(pages: Pages) -> None:
    page = pages["contribute/"]
    drawn = page.by_class("picture--walkthrough")
    assert [picture.one("svg").one("title").text for picture in drawn]
    for walkthrough, picture in zip(page.by_class("walkthrough"), drawn, strict=True):
        steps = len(walkthrough.one("ol").all("li"))
        assert len(picture.all("circle")) == steps
        assert walkthrough.one("strong").text.split(" ")[0] in picture.one("desc").text


def test_no_authors_without_git_history(pages: Pages) -> None:
    assert [address for address, page in pages.items() if page.by_class("credit")] == []
