"""Every address of the guide."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from hooks.model.library import Library
from hooks.pages.generated import pages


def addresses(library: Library, files: Iterable[PurePosixPath]) -> frozenset[str]:
    """Addresses of generated pages and of the pages in ``docs/``, as ``/questions/lost-update/``."""
    generated = {page.address for page in pages(library).values()}
    written = {
        address_of(path.relative_to("docs")) for path in files if path.is_relative_to("docs") and path.suffix == ".md"
    }
    return frozenset(generated | written)


def address_of(page: PurePosixPath) -> str:
    """Where a page of ``docs/`` ends up: ``guide/faq.md`` at ``/guide/faq/``."""
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return "/" if folder == PurePosixPath() else f"/{folder}/"
