"""One build of the guide: the project read once, and what is made of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from hooks.answers import Answers
from hooks.cache import FILE, Cache, key, key_of_files
from hooks.check import Checked, check
from hooks.finding import has_errors
from hooks.github.repository import repository
from hooks.pages.generated import Page, pages
from hooks.pages.keys import page_keys
from hooks.pages.sidebar import Sidebars
from hooks.pages.written import WrittenPage, written_pages
from hooks.render.view import View
from hooks.search import files, rows

_SOURCES = {".py", ".jinja", ".html", ".xml", ".md", ".css", ".mjs"}
_PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-macros-plugin",
    "Markdown",
    "pymdown-extensions",
    "markdown-it-py",
    "pygments",
)


class Guide:
    """What the macros and the site adapter share during one build.

    ``settings`` names what else pages depend on, such as the site's address: pages made under other settings are not
    used again.
    """

    def __init__(self, root: Path, settings: str = "") -> None:
        self.root = root
        self.repository = repository(root)
        self.cache = Cache(root / FILE, key(_code(root), self.repository.address, settings))
        self.answers = Answers(self.cache)
        with _large_data():
            self.checked: Checked = check(root, self.answers.prepare)

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands against publishing it."""
        return not has_errors(self.checked.findings)

    @cached_property
    def view(self) -> View:
        """The library as pages show it."""
        project = self.checked.project
        return View(project.library, proses=project.proses, titles=self._titles(), render_answer=self.answers.rendered)

    @cached_property
    def sidebars(self) -> Sidebars:
        """What stands beside the pages of questions."""
        return Sidebars(self.view)

    @cached_property
    def page_keys(self) -> Mapping[str, str]:
        """For each generated question page, by its place below ``docs/``, what it is made from."""
        return {f"questions/{slug}.md": key("page", name) for slug, name in page_keys(self.checked.project).items()}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The generated pages."""
        return pages(self.checked.project.library)

    @cached_property
    def written(self) -> tuple[WrittenPage, ...]:
        """The hand-written pages."""
        return tuple(written_pages(self.root, self.checked.project.files))

    @cached_property
    def search_files(self) -> Mapping[str, str]:
        """What the search of the pages reads, by place in the site."""
        return files(rows(self.view, self.written), topics=self.view.topics, companies=self.view.companies)

    def _titles(self) -> dict[str, str]:
        """Titles of all pages by address."""
        generated = {page.address: page.title for page in self.pages.values()}
        return generated | {page.address: page.title for page in self.written}


@contextmanager
def _large_data() -> Iterator[None]:
    """Garbage is not looked for among what the block makes: it stays for the whole build, and looking takes a fifth."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _code(root: Path) -> str:
    """A name for everything besides ``data/`` that pages are made from."""
    folders = ("hooks", "overrides", "docs")
    files = (file for folder in folders for file in sorted((root / folder).rglob("*")) if file.suffix in _SOURCES)
    return key(key_of_files(files), (root / "mkdocs.yml").read_text("utf-8"), *map(version, _PACKAGES))
