"""A wrong and a right example of each rule."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("examples.toml")
_LANGUAGES = {"yml": "yaml", "md": "markdown", "svg": "xml"}


class Example(NamedTuple):
    """Lines that break a rule and lines that keep it; ``file`` says what they stand in."""

    file: str
    wrong: str
    right: str

    @property
    def language(self) -> str:
        """The language of the lines, for highlighting."""
        return _LANGUAGES.get(self.file.rpartition(".")[2], "text")


@cache
def examples() -> Mapping[str, Example]:
    """Each rule's example by its code."""
    found = tomllib.loads(_FILE.read_text("utf-8"))
    return {code: Example(**{name: text.strip("\n") for name, text in parts.items()}) for code, parts in found.items()}
