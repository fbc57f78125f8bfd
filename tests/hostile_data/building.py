"""Guides made of hostile data, built in spite of every finding, as ``mkdocs serve`` builds while somebody writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.hostile_data.library import write
from tests.hostile_data.payloads import HARMLESS, NAMES, PAYLOADS
from tests.site.building import BUILD_SECONDS, copy, environment, replace


def hostile_texts(to: Path) -> Path:
    """The project with payloads for all its data. What the check finds is left out of the pages: it is too much."""
    project = copy(to)
    shutil.rmtree(project / "data")
    write(project, (HARMLESS, *PAYLOADS))
    replace(project / "docs/index.md", 'question("lost-update")', 'question("q-script")')
    replace(project / "overrides/main.html", "{% if config.extra.guide_findings %}", "{% if false %}")
    build_anyway(project)
    return project


def hostile_names(to: Path) -> Path:
    """The project with files more, whose names are payloads; every page shows what the check finds."""
    project = copy(to)
    data = project / "data"
    for name in NAMES:
        for folder, like in (("topics", "caching"), ("companies", "x"), ("plans", "two-weeks")):
            shutil.copy(data / folder / f"{like}.yml", data / folder / f"{name}.yml")
        question = data / "questions/caching/cache-stampede"
        shutil.copytree(question, data / "questions/caching" / name)
        shutil.copytree(question, data / "questions" / name / "cache-stampede-again")
        shutil.copy(question / "question.yml", question / f"{name}.sql")
    build_anyway(project)
    return project


def build_anyway(project: Path) -> None:
    """Build in spite of every finding, as ``mkdocs serve`` does."""
    with (project / "mkdocs.yml").open("a") as configuration:
        configuration.write("\nextra:\n  guide_tolerant: true\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict"]
    done = subprocess.run(
        command, cwd=project, env=environment(), capture_output=True, text=True, check=False, timeout=BUILD_SECONDS
    )
    assert done.returncode == 0, done.stderr[-4000:]
