from __future__ import annotations

from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.load.project import Project
from tests.site.building import written_pages
from tests.site.html_tree import Pages, parse


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """Every page of the built site."""
    return {address: parse(_file(site, address).read_text("utf-8")) for address in sorted(written_pages(site))}


@pytest.fixture(scope="session")
def data(project: Path) -> Project:
    """The data the site was built from."""
    return check(project).project


def _file(site: Path, address: str) -> Path:
    return site / address if address.endswith(".html") else site / address / "index.html"
