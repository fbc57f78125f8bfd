"""Texts held against what was read and kept: ``pytest --golden`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def holds(name: str, text: str, config: pytest.Config) -> None:
    """The text is the golden one."""
    file = FOLDER / name
    if config.getoption("--golden"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
