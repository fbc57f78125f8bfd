"""Builds a copy of the project, which tests may change."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[2]
PREFIX = "/backend-loop/"
"""The site is served from a subfolder, as on GitHub Pages."""
SITE_URL = f"https://example.org{PREFIX}"
REPO_URL = "https://github.com/example/backend-loop"
BUILD_SECONDS = 600
"""Many times what a build takes: it is for one that hangs."""
NO_WORDS: Mapping[str, str] = MappingProxyType({})

Once = Callable[[str, Callable[[Path], object]], Path]
"""Takes a name and what makes a folder; gives the folder, made once for all tests and workers."""

_UNWANTED = {"tests", "site"}
_DECIDED_HERE = {"GITHUB_REPOSITORY", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "PYTHONPATH", "MKDOCS_CONFIG_FILE"}


def copy(to: Path, of: Path = ROOT) -> Path:
    """The project without its history, caches, tests and built site; returns ``to``.

    The cache of another copy comes along, so that unchanged pages aren't rebuilt.
    """

    def unwanted(folder: str, names: list[str]) -> list[str]:
        at_top = Path(folder) == of
        never = [name for name in names if name in {"__pycache__", "node_modules"}]
        return never + [name for name in names if at_top and name not in kept and (name in _UNWANTED or name[0] == ".")]

    kept = set() if of == ROOT else {".cache"}
    shutil.copytree(of, to, ignore=unwanted)
    return to


def environment(words: Mapping[str, str] = NO_WORDS) -> dict[str, str]:
    """The variables of a build: the same on every machine, and the copy's own code goes before any other."""
    kept = {name: value for name, value in os.environ.items() if name not in _DECIDED_HERE}
    fixed = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL, "REPO_URL": REPO_URL, "SOURCE_DATE_EPOCH": "1763596800"}
    return kept | fixed | {"PYTHONDONTWRITEBYTECODE": "1"} | dict(words)


def build(project: Path, *options: str, words: Mapping[str, str] = NO_WORDS) -> subprocess.CompletedProcess[str]:
    """``mkdocs build`` in ``project``, whatever comes of it; ``stdout`` has everything it said."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=project,
        env=environment(words),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=BUILD_SECONDS,
    )


def built(project: Path, words: Mapping[str, str] = NO_WORDS) -> Path:
    """The site of ``project``, which must build without a warning."""
    done = build(project, "--strict", words=words)
    assert done.returncode == 0, done.stdout
    return project / "site"


def build_sample(project: Path) -> Path:
    """The site of ``project`` with the hand-written page ``guide/sample/`` and content tabs enabled."""
    shutil.copy(Path(__file__).with_name("sample.md"), project / "docs" / "guide" / "sample.md")
    tabs = "  - pymdownx.tabbed:\n      alternate_style: true\n"
    replace(project / "mkdocs.yml", "  - pymdownx.tasklist:\n", f"{tabs}  - pymdownx.tasklist:\n")
    return built(project)


def replace(file: Path, old: str, new: str) -> None:
    """Change one place of a file; it must be there once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), "utf-8")


def written_pages(site: Path) -> set[str]:
    """Addresses of all pages in a built site, from its root: ``questions/lost-update/``; ``404.html`` as it is."""
    return {re.sub(r"(^|/)index\.html$", r"\1", page.relative_to(site).as_posix()) for page in site.rglob("*.html")}
