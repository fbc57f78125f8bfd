"""One bad and one good example per rule, from ``examples.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("examples.toml")
_LANGUAGES = {"yml": "yaml", "md": "markdown", "svg": "xml", "py": "python", "sql": "postgresql"}


class Example(NamedTuple):
    """Lines that break a rule and lines that follow it. ``file`` says what they are part of."""

    file: str
    wrong: str
    right: str

    @property
    def language(self) -> str:
        """The language for highlighting."""
        return _LANGUAGES.get(self.file.rpartition(".")[2], "text")


@cache
def examples() -> Mapping[str, Example]:
    """The example of each rule, by code."""
    found = tomllib.loads(_FILE.read_text("utf-8"))
    return {code: Example(**{name: text.strip("\n") for name, text in parts.items()}) for code, parts in found.items()}
