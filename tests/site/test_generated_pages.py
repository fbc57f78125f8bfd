"""Pages are generated from data, and broken data generates none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.model.funnel import Stage
from tests.site.building import Once, build, built, copy, replace, small, written_pages
from tests.site.html_tree import Element, parse

ROCKETS = """\
name: Bird Rockets
summary: It sells rockets to birds. Its loop is short and loud.
evaluates:
  - {text: Whether you test before you light the fuse., source: careers, grade: official, seen: 2026-01-05}
process:
  - {text: Three meetings in one week., source: careers, grade: official, seen: 2026-01-05}
stages:
  - stage: screen
differs:
  - {text: There is no system design session., source: careers, grade: official, seen: 2026-01-05}
questions:
  - {question: stale-read, angle: Two customers order the last rocket.}
tips: [Bring your own anvil.]
plan: one-day
sources:
  - {id: careers, title: Working at Bird Rockets, publisher: Bird Rockets, url: "https://example.com/careers"}
reviewed: {on: 2026-01-05}
"""
QUESTION = "data/questions/caching/why-birds-buy-rockets"
BROKEN = {
    "data/companies/rockets.yml": ROCKETS.replace("plan: one-day", "plan: one-dai"),
    "data/plans/nights.yml": "title: [Two nights\n",
    f"{QUESTION}/answer.md": "Because they can.\n\n<!-- More -->\n\nAnd at night.\n",
    f"{QUESTION}/question.yml": (
        "title: Birds and rockets\nprompt: Why do birds buy rockets at night?\nkind: concept\nlvel: mid\n"
    ),
}
FINDINGS = f"""\
data/companies/rockets.yml:14:7: R001 there is no plan `one-dai` — Did you mean `one-day`?
data/plans/nights.yml:1:8: Y001 invalid YAML: while parsing a flow sequence did not find expected ',' or ']' — \
Look for an unclosed bracket or a missing comma. Text that starts with [ or {{ needs quotes.
{QUESTION}/answer.md:3:1: A001 `<!-- More -->` is not the marker — \
Write `<!-- more -->`: lowercase, with one space on each side.
{QUESTION}/question.yml:4:1: S001 unknown key `lvel` — Did you mean `level`?
"""


def page(site: Path, address: str) -> Element:
    return parse((site / address / "index.html").read_text("utf-8"))


def add_rockets(folder: Path, of: Path) -> None:
    project = copy(folder, of)
    (project / "data/companies/rockets.yml").write_text(ROCKETS, "utf-8")
    replace(project / "data/questions/caching/stale-read/question.yml", "asked: often\n", "asked: rarely\n")
    built(project)


@pytest.fixture(scope="session")
def with_rockets(once: Once, small_project: Path) -> Path:
    """The site with one more company file, and a question that is asked rarely."""
    return once("rockets", lambda folder: add_rockets(folder, small_project)) / "site"


def test_company_file_adds_one_page(with_rockets: Path, small_project: Path) -> None:
    assert written_pages(with_rockets) - written_pages(small_project / "site") == {"companies/rockets/"}
    added = page(with_rockets, "companies/rockets")
    assert added.one("h1").text.startswith("Backend interviews at Bird Rockets")
    assert "Bring your own anvil." in added.one("article").text


def test_company_file_adds_a_card_and_a_name_on_home(with_rockets: Path, small_project: Path) -> None:
    for site, is_there in ((with_rockets, True), (small_project / "site", False)):
        cards = [card.text for card in page(site, "companies").by_class("card")]
        assert any(card.startswith("Bird Rockets It sells rockets to birds.") for card in cards) is is_there
        links = {a.text: a.attributes["href"] for a in page(site, ".").one("article").all("a")}
        assert links.get("Bird Rockets") == ("./companies/rockets/" if is_there else None)


def test_question_list_has_every_question(with_rockets: Path) -> None:
    listed = [a.attributes["href"] for row in page(with_rockets, "questions").by_class("row") for a in row.all("a")]
    questions = sorted(folder.name for folder in with_rockets.parent.glob("data/questions/*/*"))
    assert sorted(link.removeprefix("../questions/").strip("/") for link in listed) == questions


def test_company_file_adds_a_navigation_entry(with_rockets: Path) -> None:
    entries = {
        entry.text: entry.attributes["href"]
        for entry in page(with_rockets, "companies/acme").by_class("md-nav__link")
        if "href" in entry.attributes
    }
    assert entries["Bird Rockets"] == "../rockets/"


def test_questions_of_a_company_link_it(with_rockets: Path) -> None:
    links = {a.attributes["href"] for a in page(with_rockets, "questions/stale-read").one("article").all("a")}
    assert "../../companies/rockets/#question-stale-read" in links


def bars(site: Path) -> dict[str, float]:
    """Width of the upper-end bar by stage name."""
    found: dict[str, float] = {}
    name = ""
    for element in picture(site):
        classes = element.attributes.get("class", "").split()
        if "p-name" in classes:
            name = element.text
        elif "p-bar--most" in classes:
            found[name] = float(element.attributes["width"])
    return found


def picture(site: Path) -> Element:
    return page(site, "loop").by_class("picture--funnel")[0].one("svg")


@pytest.fixture(scope="session")
def stage(project: Path) -> Stage:
    """A stage with a live session."""
    funnel = check(project).project.library.funnel
    assert funnel
    return next(stage for stage in funnel.stages if stage.minutes)


@pytest.fixture(scope="session")
def with_another_stage(once: Once, project: Path, stage: Stage) -> Path:
    """The site with this stage renamed and with a different length."""

    def change(folder: Path) -> None:
        changed = copy(folder, project)
        file = changed / "data/funnel.yml"
        before, found, after = file.read_text("utf-8").partition(f"  - id: {stage.id}\n")
        assert found
        after = re.sub(r"    name: .*", "    name: Fuse and anvil screen", after, count=1)
        after = re.sub(r"    minutes: .*", "    minutes: {least: 100, most: 110}", after, count=1)
        file.write_text(before + found + after, "utf-8")
        built(changed)

    return once("stage", change) / "site"


def test_stage_name_and_length_change_the_chart(with_another_stage: Path, site: Path, stage: Stage) -> None:
    before, after = bars(site), bars(with_another_stage)
    assert after.keys() - before.keys() == {"Fuse and anvil screen"}
    assert stage.minutes
    stretched = after.pop("Fuse and anvil screen") / before.pop(stage.name)
    assert stretched == pytest.approx(110 / stage.minutes.most, rel=0.01)
    assert before == after
    assert "100–110 min" in [text.text for text in picture(with_another_stage).all("text")]


def test_stage_name_and_length_change_the_text_alternative(with_another_stage: Path, site: Path, stage: Stage) -> None:
    assert f"{stage.name}: {stage.minutes} min" in picture(site).one("desc").text
    text = picture(with_another_stage).one("desc").text
    assert "Fuse and anvil screen: 100–110 min" in text
    assert f"{stage.name}: " not in text


def test_build_with_broken_data_reports_every_finding_and_writes_nothing(tmp_path: Path) -> None:
    project = small(tmp_path / "project")
    for file, text in BROKEN.items():
        (project / file).parent.mkdir(exist_ok=True)
        (project / file).write_text(text, "utf-8")
    done = build(project)
    assert done.returncode != 0
    assert re.findall(r"data/\S+:[0-9]+:[0-9]+: [A-Z][0-9]+ .*", done.stdout) == FINDINGS.splitlines()
    assert "  4 | lvel: mid\n    | ^\n4 errors, 0 warnings." in done.stdout
    assert "Traceback" not in done.stdout
    assert list(project.glob("site/**/*")) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        pytest.param("{{ chekclist('resume') }}", "chekclist", marks=pytest.mark.audit),
        ("{{ question('stale-rea') }}", "there is no question 'stale-rea'; did you mean 'stale-read'?"),
        pytest.param("{{ questions(topic='cachin') }}", "there is no topic 'cachin'", marks=pytest.mark.audit),
    ],
)
def test_invalid_macro_call_fails_the_build_and_names_the_page(
    small_project: Path, tmp_path: Path, call: str, said: str
) -> None:
    changed = copy(tmp_path / "project", small_project)
    page = changed / "docs/guide/glossary.md"
    page.write_text(f"{page.read_text('utf-8')}\n{call}\n", "utf-8")
    done = build(changed)
    assert done.returncode != 0
    assert said in done.stdout
    assert "guide/glossary.md" in done.stdout
