"""One build of the guide: the project read once, and what is made of it."""

from __future__ import annotations

import gc
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from hooks.build.answers import Answers
from hooks.build.history import History, history
from hooks.cache.build_cache import CACHE_FILE, BuildCache, cache_key, files_cache_key
from hooks.check.check import Checked, check
from hooks.exports.cards import Card, Press, address, cards
from hooks.findings.finding import has_errors
from hooks.github.repository import detect_repository
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
        self.repository = detect_repository(root)
        self.cache = BuildCache(root / CACHE_FILE, cache_key(_code(root), self.repository.address, settings))
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
    def history(self) -> History:
        """Who wrote the answers, and what day it is."""
        return history(self.root)

    @cached_property
    def sidebars(self) -> Sidebars:
        """What stands beside the pages of questions."""
        return Sidebars(self.view)

    @cached_property
    def page_keys(self) -> Mapping[str, str]:
        """For each generated question page, by its place below ``docs/``, what it is made from."""
        authors = self.history.authors
        return {
            f"questions/{slug}.md": cache_key("page", name, *authors.get(slug, ()))
            for slug, name in page_keys(self.checked.project).items()
        }

    @cached_property
    def changelog(self) -> str:
        """What the guide's own changelog says; nothing where there is none."""
        file = self.root / "CHANGELOG.md"
        return file.read_text("utf-8") if file.is_file() else ""

    @cached_property
    def cards(self) -> Mapping[str, bytes]:
        """The pictures for shared addresses, by their place in the site, each drawn once for what it says."""
        press = Press(self.root / "docs" / "assets" / "fonts")
        return {address(name): self._drawn(press, card) for name, card in cards(self.view).items()}

    def _drawn(self, press: Press, card: Card) -> bytes:
        name = cache_key("card", *card)
        kept = self.cache.get(name)
        if kept is not None:
            return b64decode(kept)
        drawn = press.draw(card)
        self.cache.put(name, b64encode(drawn).decode())
        return drawn

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
    return cache_key(files_cache_key(root, files), (root / "mkdocs.yml").read_text("utf-8"), *map(version, _PACKAGES))
