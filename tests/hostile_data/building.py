"""Builds guides from hostile data. Errors don't fail the build, as in ``mkdocs serve``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.hostile_data.library import write
from tests.hostile_data.payloads import HARMLESS, NAMES, PAYLOADS
from tests.site.building import BUILD_SECONDS, copy, environment, replace, small


def hostile_texts(to: Path) -> Path:
    """The project with payloads for all its data. The list of findings is too long, and isn't shown on the pages."""
    project = copy(to)
    shutil.rmtree(project / "data")
    write(project, (HARMLESS, *PAYLOADS))
    replace(project / "docs/index.md", 'question("lost-update")', 'question("q-script")')
    replace(project / "overrides/main.html", "{% if config.extra.guide_findings %}", "{% if false %}")
    build_anyway(project)
    return project


def hostile_names(to: Path) -> Path:
    """The project with additional files whose names are payloads. Every page shows the findings."""
    project = small(to)
    data = project / "data"
    for name in NAMES:
        for folder, template in (("topics", "caching"), ("companies", "acme"), ("plans", "one-day")):
            shutil.copy(data / folder / f"{template}.yml", data / folder / f"{name}.yml")
        question = data / "questions/caching/stale-read"
        shutil.copytree(question, data / "questions/caching" / name)
        shutil.copytree(question, data / "questions" / name / "stale-read-again")
        shutil.copy(question / "question.yml", question / f"{name}.sql")
    build_anyway(project)
    return project


def build_anyway(project: Path) -> None:
    """Build even if the data has errors, as ``mkdocs serve`` does."""
    replace(project / "mkdocs.yml", "\nextra:\n", "\nextra:\n  guide_show_errors: true\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict"]
    done = subprocess.run(
        command, cwd=project, env=environment(), capture_output=True, text=True, check=False, timeout=BUILD_SECONDS
    )
    assert done.returncode == 0, done.stderr[-4000:]
