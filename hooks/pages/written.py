"""What the hand-written pages say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hooks.model.urls import page_url

_HEADING = re.compile(r"^# (.+?)(?: *\{.*\})?$", re.MULTILINE)
_DESCRIPTION = re.compile(r"\A---\n(?:.*\n)*?description: *(.+)\n(?:.*\n)*?---\n")
_CALL = re.compile(r"""\{\{ *(\w+)\( *(?:["']([\w-]+)["'])?""")


@dataclass(frozen=True)
class WrittenPage:
    """A page of ``docs/``. ``calls`` are its macros, each with the name it is given, or nothing."""

    address: str
    title: str
    description: str
    calls: frozenset[tuple[str, str]]


def written_pages(root: Path, files: Iterable[PurePosixPath]) -> Iterator[WrittenPage]:
    """Every Markdown file of ``docs/`` among ``files``, which start at ``root``."""
    for path in files:
        if path.is_relative_to("docs") and path.suffix == ".md":
            text = (root / path).read_text("utf-8")
            heading, description = _HEADING.search(text), _DESCRIPTION.match(text)
            yield WrittenPage(
                address=page_url(path.relative_to("docs")),
                title=heading[1] if heading else path.stem,
                description=description[1] if description else "",
                calls=frozenset(_CALL.findall(text)),
            )
