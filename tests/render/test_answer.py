"""A diagram is shown as its drawing while that is fresh and harmless, else as its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.diagrams.fences import source_hash
from hooks.render.answer import render
from tests.rules.sample_project import FOLDER, VALID, added, write

FENCE = "flowchart LR\n  accTitle: T\n  accDescr: D\n  A[client] --> B\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" data-source="{}">{}</svg>'
FRESH = SVG.format(source_hash(FENCE), "<title>T</title>")


def shown(root: Path, svg: str | None) -> str:
    drawing = {} if svg is None else {f"{FOLDER}/diagram-1.svg": svg}
    write(root, {**VALID, **added(f"```mermaid\n{FENCE}```"), **drawing})
    return render(check(root).project.library.questions["stale-read"]).full


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
    assert (html.count('class="diagram"'), html.count(">only<")) == (1, 1)
