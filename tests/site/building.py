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

from tests.rules.sample_project import ANSWER, FOLDER, VALID, write

ROOT = Path(__file__).parents[2]
PREFIX = "/backend-loop/"
"""The site is served from a subfolder, as on GitHub Pages."""
SITE_URL = f"https://example.org{PREFIX}"
REPO_URL = "https://github.com/example/backend-loop"
BUILD_SECONDS = 600
"""Far more than a build takes, for one that hangs."""
NO_ENV: Mapping[str, str] = MappingProxyType({})

PROGRAM = {
    f"{FOLDER}/answer.md": f"{ANSWER}\n[It is stale](stale.py)\n",
    f"{FOLDER}/stale.py": """\
value = "old"
# without the cache: value = "new"
print(value)
# claim: it is old
assert value == "old"
""",
    f"{FOLDER}/stale.py.out": """\
Python 3.11.7

old

claim holds: it is old

without the cache: fails
| new
|
| claim fails: it is old
""",
}

Once = Callable[[str, Callable[[Path], object]], Path]
"""Takes a name and a function that fills a folder. Returns the folder, filled once for all tests and workers."""

_NOT_COPIED = {"tests", "site"}
_OVERRIDDEN = {"GITHUB_REPOSITORY", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "PYTHONPATH", "MKDOCS_CONFIG_FILE"}


def copy(to: Path, of: Path = ROOT) -> Path:
    """Copy the project without history, caches, tests and built site; returns ``to``.

    When copying another copy, its cache is included, so that unchanged pages aren't rebuilt. So is the code that
    `tests.conftest` compiled: Python compares it with its source's time and size.
    """

    def ignore(folder: str, names: list[str]) -> list[str]:
        top = [name for name in names if name not in included and (name in _NOT_COPIED or name[0] == ".")]
        modules = {"node_modules"} & set(names)
        return [*modules, *(top if Path(folder) == of else ())]

    included = set() if of == ROOT else {".cache"}
    shutil.copytree(of, to, ignore=ignore)
    return to


def small(to: Path) -> Path:
    """The project with the few pages of the sample data instead of its own, which build in a third of the time."""
    project = copy(to)
    checklists = Path("data", "guide", "checklists.yml")
    shutil.rmtree(project / "data")
    write(project, {name: text for name, text in VALID.items() if name.startswith("data/")})
    write(project, {checklists.as_posix(): (ROOT / checklists).read_bytes(), **PROGRAM})
    replace(project / "docs/index.md", 'question("lost-update")', 'question("stale-read")')
    return project


def environment(env: Mapping[str, str] = NO_ENV) -> dict[str, str]:
    """Environment variables of a build: the same on every machine."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OVERRIDDEN}
    fixed = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL, "REPO_URL": REPO_URL, "SOURCE_DATE_EPOCH": "1763596800"}
    return inherited | fixed | {"PYTHONDONTWRITEBYTECODE": "1"} | dict(env)


def build(project: Path, *options: str, env: Mapping[str, str] = NO_ENV) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` in ``project``. ``stdout`` includes stderr; a failure doesn't raise."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=project,
        env=environment(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=BUILD_SECONDS,
    )


def built(project: Path, env: Mapping[str, str] = NO_ENV) -> Path:
    """Build ``project`` with ``--strict``, and return the folder of its site."""
    done = build(project, "--strict", env=env)
    assert done.returncode == 0, done.stdout
    return project / "site"


def build_sample(project: Path) -> Path:
    """Build ``project`` with content tabs enabled and the hand-written page ``guide/sample/``; returns the site."""
    shutil.copy(Path(__file__).with_name("sample.md"), project / "docs" / "guide" / "sample.md")
    tabs = "  - pymdownx.tabbed:\n      alternate_style: true\n"
    replace(project / "mkdocs.yml", "  - pymdownx.tasklist:\n", f"{tabs}  - pymdownx.tasklist:\n")
    return built(project)


def replace(file: Path, old: str, new: str) -> None:
    """Replace ``old``, which must be in the file exactly once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} is in {file} {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")


def written_pages(site: Path) -> set[str]:
    """URLs of all pages of a built site, from its root: ``questions/lost-update/``, ``404.html``."""
    return {re.sub(r"(^|/)index\.html$", r"\1", page.relative_to(site).as_posix()) for page in site.rglob("*.html")}
