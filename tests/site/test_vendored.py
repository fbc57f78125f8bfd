"""Vendored scripts and fonts match their manifests and the locked packages."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from hooks.node.npm import find_node, run

ROOT = Path(__file__).parents[2]
WEB = ROOT / "tools" / "web"


@pytest.mark.parametrize(("script", "folder"), [("vendor.mjs", "vendor"), ("fonts.mjs", "fonts")])
def test_vendored_files_are_built_from_the_locked_packages(tmp_path: Path, script: str, folder: str) -> None:
    made, kept = tmp_path / folder, ROOT / "docs" / "assets" / folder
    run([script, str(made)], WEB, find_node())
    assert {file.name: file.read_bytes() for file in made.iterdir()} == {
        file.name: file.read_bytes() for file in kept.iterdir()
    }
    for entry in json.loads((kept / "manifest.json").read_text("utf-8")):
        assert sha256((kept / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"]
        assert entry["license"]


def test_scripts_pass_the_type_checker() -> None:
    assert run(["node_modules/typescript/bin/tsc", "--project", "."], WEB, find_node()) == ""
