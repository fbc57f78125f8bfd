"""URLs of the guide's pages, from the site's root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from hooks.model.library import Library


def generated_page_urls(library: Library) -> Iterator[str]:
    """URLs of the pages generated from data, such as ``/questions/lost-update/``."""
    for folder, slugs in (
        ("questions", library.questions),
        ("topics", library.topics),
        ("companies", library.companies),
        ("plan", library.plans),
    ):
        yield from (f"/{folder}/{slug}/" for slug in slugs)
    if library.funnel is not None:
        yield "/loop/"


def page_urls(library: Library, files: Iterable[PurePosixPath]) -> frozenset[str]:
    """URLs of all generated pages and of the hand-written pages (``docs/**/*.md``) in ``files``."""
    handwritten = (
        page_url(path.relative_to("docs")) for path in files if path.is_relative_to("docs") and path.suffix == ".md"
    )
    return frozenset((*generated_page_urls(library), *handwritten))


def page_url(page: PurePosixPath) -> str:
    """The URL of a page in ``docs/``: ``/guide/faq/`` for ``guide/faq.md``."""
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "/" if folder == PurePosixPath() else f"/{folder}/"
