"""One guide that holds every hostile file at once, built in spite of what the check says of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hooks.load.layout import is_slug
from tests.hostile.corpus import placed, together
from tests.hostile_data.building import build_anyway
from tests.rules.sample_project import write
from tests.site.building import replace, small

VERDICTS = Path(__file__).with_name("verdicts.txt")
INERT = [line.split(": ")[0] for line in VERDICTS.read_text("utf-8").splitlines() if line.endswith(": inert")]
"""The files that a published guide may hold."""


def hostile_files(to: Path) -> Path:
    """The project with all the files, as ``mkdocs serve`` shows them; the list of findings is left out of its pages."""
    project = small(to)
    write(project, together())
    replace(project / "overrides/main.html", "{% if config.extra.guide_findings %}", "{% if false %}")
    build_anyway(project)
    return project


def addresses(name: str) -> list[str]:
    """Pages that show a hostile file, if anything of it can be shown."""
    kind = name.partition("/")[0]
    path = Path(list(placed(name, b""))[-1])
    stem = path.stem if kind in ("topic", "company", "plan") else path.parent.name
    folder = {"topic": "topics", "company": "companies", "plan": "plan", "glossary": "guide"}.get(kind, "questions")
    address = f"{folder}/{'glossary' if kind == 'glossary' else stem}/"
    return [address] if kind != "synonyms" and is_slug(stem) else []


def every_address(files: Iterable[str]) -> list[str]:
    """The pages of these files, and those that list them."""
    own = {address for name in files for address in addresses(name)}
    return sorted({*own, "", "questions/", "topics/", "topics/caching/", "companies/", "plan/", "contribute/coverage/"})
