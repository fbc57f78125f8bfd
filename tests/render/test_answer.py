"""A diagram is shown as its drawing while that is fresh and harmless, else as its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.diagrams.fences import source_hash
from hooks.render.answer import PAGE_IDS, render
from tests.rules.sample_project import FOLDER, OTHER, VALID, added, write

ROOT = Path(__file__).parents[2]

FENCE = "flowchart LR\n  accTitle: T\n  accDescr: D\n  A[client] --> B\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" data-source="{}">{}</svg>'
FRESH = SVG.format(source_hash(FENCE), "<title>T</title>")


def shown(root: Path, svg: str | None) -> str:
    drawing = {} if svg is None else {f"{FOLDER}/diagram-1.svg": svg}
    write(root, {**VALID, **added(f"```mermaid\n{FENCE}```"), **drawing})
    return render(check(root).project.library.questions["stale-read"]).full


def test_ids_are_unique_across_both_parts_and_the_page(tmp_path: Path) -> None:
    program = "# claim: it holds\nassert True\n"
    folder = "data/questions/caching/full"
    text = "## Why\n\n[One](a.py)\n\n<!-- more -->\n\n## Why\n\n## Answer\n\n## A py\n\n[One](a.py)\n\n[Two](a.py)\n"
    files = {f"{folder}/question.yml": VALID[OTHER], f"{folder}/answer.md": text, f"{folder}/a.py": program}
    answer = render(check(write(tmp_path, {**VALID, **files})).project.library.questions["full"])
    assert re.findall(r' id="([^"]*)"', answer.short + answer.full) == [
        "full-why",
        "full-a-py",
        "full-why-1",
        "full-answer-1",
        "full-a-py-1",
    ]
    assert " id=" not in answer.excerpt
    assert answer.excerpt.count("<figure") == answer.short.count("<figure") == 1


def test_an_excerpt_has_no_ids_of_controls(tmp_path: Path) -> None:
    folder, control = "data/questions/caching/full", "without x: fails\n| 2\n|\n| claim fails: a\n| claim fails: b\n"
    record = f"Python 3.11.7\n\n1\n\nclaim holds: a\nclaim holds: b\n\n{control}"
    files = {
        f"{folder}/question.yml": VALID[OTHER],
        f"{folder}/answer.md": "[One](a.py)\n\n<!-- more -->\n\nMore.\n",
        f"{folder}/a.py": "# claim: a\nassert 1\n",
        f"{folder}/a.py.out": record,
    }
    answer = render(check(write(tmp_path, {**VALID, **files})).project.library.questions["full"])
    assert 'id="full-a-py.1"' in answer.short
    assert 'href="/questions/full/#full-a-py.1"' in answer.excerpt
    assert " id=" not in answer.excerpt


def test_the_list_of_page_ids_is_complete() -> None:
    """A heading's id has the question's slug, a hyphen and words, so no other id can be the same."""
    templates = [
        *(ROOT / "hooks/templates").glob("question*.jinja"),
        *(ROOT / "hooks/templates").glob("topic.md.jinja"),
    ]
    more = [
        ROOT / f"hooks/templates/{name}.md.jinja"
        for name in ("credit", "edit_links", "lists", "macros", "demo", "demo_claims")
    ]
    pages = "".join(file.read_text("utf-8") for file in (*templates, *more, *(ROOT / "overrides").rglob("*.html")))
    found = set(re.findall(r'(?:\{ #|id=")([a-z0-9]+(?:-[a-z0-9]+)+)[ "]', pages))
    assert found - {"search-page-query"} == set(PAGE_IDS)


def test_a_fresh_drawing_is_shown(tmp_path: Path) -> None:
    assert 'class="diagram"' in shown(tmp_path, FRESH)
    assert "A[client]" not in shown(tmp_path, FRESH)


@pytest.mark.parametrize(
    "svg",
    [
        None,
        SVG.format(source_hash(FENCE.replace("client", "server")), "<title>T</title>"),
        SVG.format(source_hash(FENCE), "<script/>"),
    ],
    ids=["missing", "stale", "unsafe"],
)
def test_without_one_the_source_is_shown_as_text(tmp_path: Path, svg: str | None) -> None:
    html = shown(tmp_path, svg)
    assert 'class="diagram"' not in html
    assert "A[client]" in html
    assert "mermaid" in html


def test_a_program_and_a_drawing_are_shown_once(tmp_path: Path) -> None:
    links, fences = "[It](x.py)\n\n" * 3, f"```mermaid\n{FENCE}```\n\n" * 3
    program = {
        f"{FOLDER}/x.py": "only = 1\n",
        f"{FOLDER}/x.py.out": "Python 3.11.7\n",
        f"{FOLDER}/diagram-1.svg": FRESH,
    }
    write(tmp_path, {**VALID, **added(links + fences), **program})
    html = render(check(tmp_path).project.library.questions["stale-read"]).full
    assert (html.count('class="diagram"'), html.count("only =")) == (1, 1)
