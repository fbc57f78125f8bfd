"""Build one guide that contains every hostile file, despite the errors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hooks.load.layout import is_slug
from tests.hostile.corpus import all_files, as_project_files
from tests.hostile_data.building import build_anyway
from tests.rules.sample_project import write
from tests.site.building import replace, small

VERDICTS = Path(__file__).with_name("verdicts.txt")
INERT = [line.split(": ")[0] for line in VERDICTS.read_text("utf-8").splitlines() if line.endswith(": inert")]
"""Files that pass the check, so a published guide could contain them."""


def hostile_files(to: Path) -> Path:
    """A small project with all hostile files, built as ``mkdocs serve`` does but without the findings on its pages."""
    project = small(to)
    write(project, all_files())
    replace(project / "overrides/main.html", "{% if config.extra.guide_findings %}", "{% if false %}")
    build_anyway(project)
    return project


def pages_of(name: str) -> list[str]:
    """The pages that show a hostile file."""
    kind = name.partition("/")[0]
    path = Path(list(as_project_files(name, b""))[-1])
    stem = path.stem if kind in ("topic", "company", "plan") else path.parent.name
    folder = {"topic": "topics", "company": "companies", "plan": "plan", "glossary": "guide"}.get(kind, "questions")
    address = f"{folder}/{'glossary' if kind == 'glossary' else stem}/"
    return [address] if kind != "synonyms" and is_slug(stem) else []


def all_pages(files: Iterable[str]) -> list[str]:
    """The pages of these files, and the pages that list them."""
    own = {address for name in files for address in pages_of(name)}
    return sorted({*own, "", "questions/", "topics/", "topics/caching/", "companies/", "plan/", "contribute/coverage/"})
