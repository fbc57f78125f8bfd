"""Every address of the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from hooks.model.library import Library


def generated_addresses(library: Library) -> Iterator[str]:
    """Addresses of the pages that exist because the data says so, as ``/questions/lost-update/``."""
    for folder, slugs in (
        ("questions", library.questions),
        ("topics", library.topics),
        ("companies", library.companies),
        ("plan", library.plans),
    ):
        yield from (f"/{folder}/{slug}/" for slug in slugs)
    if library.funnel is not None:
        yield "/loop/"


def addresses(library: Library, files: Iterable[PurePosixPath]) -> frozenset[str]:
    """Addresses of generated pages and of the hand-written pages in ``docs/`` among ``files``."""
    written = (
        address_of(path.relative_to("docs")) for path in files if path.is_relative_to("docs") and path.suffix == ".md"
    )
    return frozenset((*generated_addresses(library), *written))


def address_of(page: PurePosixPath) -> str:
    """Where a page of ``docs/`` ends up: ``guide/faq.md`` at ``/guide/faq/``."""
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "/" if folder == PurePosixPath() else f"/{folder}/"
