"""Packages from npm lie beside the scripts as their manifest says, and are made again to the byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from hooks.node import find_node, run

ROOT = Path(__file__).parents[1]
VENDOR, WEB = ROOT / "docs" / "assets" / "vendor", ROOT / "tools" / "web"


def test_the_manifest_names_every_file_with_its_hash() -> None:
    manifest = {entry["file"]: entry for entry in json.loads((VENDOR / "manifest.json").read_text("utf-8"))}
    assert {file.name for file in VENDOR.glob("*.mjs")} == manifest.keys()
    for name, entry in manifest.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == entry["sha256"], name
        assert entry["license"] in {"MIT", "ISC", "Apache-2.0"}, name


def test_versions_are_those_that_are_locked() -> None:
    manifest = {entry["name"]: entry["version"] for entry in json.loads((VENDOR / "manifest.json").read_text("utf-8"))}
    assert manifest == json.loads((WEB / "package.json").read_text("utf-8"))["dependencies"]


def test_every_license_is_told_in_full() -> None:
    text = (VENDOR / "licenses.txt").read_text("utf-8")
    for entry in json.loads((VENDOR / "manifest.json").read_text("utf-8")):
        assert f"{entry['name']} {entry['version']}\n" in text
    assert text.count("Permission is hereby granted") == 2


@pytest.mark.parametrize("name", ["minisearch.mjs", "stemmer.mjs", "manifest.json", "licenses.txt"])
def test_vendoring_again_makes_the_same(name: str, once_vendored: Path) -> None:
    assert (once_vendored / name).read_bytes() == (VENDOR / name).read_bytes()


@pytest.fixture(scope="module")
def once_vendored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vendor")
    run(["vendor.mjs", str(folder)], WEB, find_node())
    return folder


def test_the_types_of_the_scripts_fit() -> None:
    assert run(["node_modules/typescript/bin/tsc", "-p", "."], WEB, find_node()) == ""
