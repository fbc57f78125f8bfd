"""About names the versions that programs were recorded on."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RELEASES = {"PostgreSQL": r"\d+", "Valkey": r"\d+\.\d+", "Python": r"\d+\.\d+"}
"""Each product, and the part of its version that behavior depends on."""


def releases(text: str) -> set[str]:
    """``PostgreSQL 18``, ``Python 3.11``."""
    return {found for name, number in RELEASES.items() for found in re.findall(rf"\b{name} {number}", text)}


def test_about_names_every_release_that_a_record_is_from() -> None:
    heads = "\n".join(file.read_text("utf-8").partition("\n")[0] for file in ROOT.glob("data/questions/**/*.out"))
    recorded = releases(heads)
    assert {version.split()[0] for version in recorded} == RELEASES.keys()
    assert recorded - releases((ROOT / "docs/about/index.md").read_text("utf-8")) == set()
