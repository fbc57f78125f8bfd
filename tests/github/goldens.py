"""Compare text with a golden file; ``pytest --golden`` updates the files."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str, config: pytest.Config) -> None:
    """Assert that ``text`` equals the golden file."""
    file = FOLDER / name
    if config.getoption("--golden"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
