"""Title, description and macro calls of the hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hooks.model.urls import page_url

_HEADING = re.compile(r"^# (.+?)(?: *\{.*\})?$", re.MULTILINE)
_DESCRIPTION = re.compile(r"\A---\n(?:(?!---$|description:).*\n)*+description: *+(.+)", re.MULTILINE)
_MACRO_CALL = re.compile(r"""\{\{ *(\w+)\( *(?:["']([\w-]+)["'])?""")


@dataclass(frozen=True)
class HandwrittenPage:
    """A page in ``docs/``. ``macro_calls`` are pairs of a macro and its first argument, empty if it has none."""

    url: str
    title: str
    description: str
    macro_calls: frozenset[tuple[str, str]]


def handwritten_pages(root: Path, files: Iterable[PurePosixPath]) -> Iterator[HandwrittenPage]:
    """Every page in ``docs/`` among ``files``, which are relative to ``root``."""
    for path in files:
        if path.is_relative_to("docs") and path.suffix == ".md":
            text = (root / path).read_text("utf-8")
            heading, description = _HEADING.search(text), _DESCRIPTION.match(text)
            yield HandwrittenPage(
                url=page_url(path.relative_to("docs")),
                title=heading[1] if heading else path.stem,
                description=description[1] if description else "",
                macro_calls=frozenset(_MACRO_CALL.findall(text)),
            )
