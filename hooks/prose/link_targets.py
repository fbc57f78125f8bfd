"""Resolve link targets: what a link points to, judged from its text alone."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePosixPath

_EXTERNAL = re.compile(
    r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?([/?#][!-\[\]-~]*)?|mailto:[a-z0-9._+-]+@[a-z0-9.-]+",
    re.ASCII | re.IGNORECASE,
)
_FRAGMENT = re.compile(r"[a-z0-9_][a-z0-9_-]*")
_QUESTION = re.compile(r"data/questions/(?P<topic>[^/]+)/(?P<slug>[^/]+)/(answer\.md|question\.yml)")
_PROGRAM = re.compile(r"[^/]+\.(sql|py)")
_PAGE = re.compile(r"docs/(?P<page>([a-z0-9-]+/)*[a-z0-9-]+)\.md")


class TargetKind(Enum):
    """What a link points to."""

    EXTERNAL = auto()
    HEADING = auto()
    QUESTION = auto()
    PROGRAM = auto()
    PAGE = auto()
    INVALID = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved link target. ``name`` is the URL, the question's id, the program's file name or the page's path."""

    kind: TargetKind
    name: str = ""
    fragment: str = ""
    path: PurePosixPath | None = None

    @property
    def href(self) -> str:
        """The URL to link to; site links start at the site root. Empty if there is nothing to link to."""
        fragment = f"#{self.fragment}" if self.fragment else ""
        match self.kind:
            case TargetKind.EXTERNAL:
                return self.name
            case TargetKind.QUESTION:
                return f"/questions/{self.name}/{fragment}"
            case TargetKind.PAGE:
                return f"/{self.name}{fragment}"
            case _:
                return fragment


def resolve(href: str, base: PurePosixPath) -> Target:
    """Resolve ``href`` the way GitHub does, relative to the file ``base`` (a path from the project root).

    An allowlist: other schemes, URLs without a scheme and paths outside the project are ``INVALID``.
    """
    if _EXTERNAL.fullmatch(href):
        return Target(TargetKind.EXTERNAL, href)
    rest, _, fragment = href.partition("#")
    if fragment and not _FRAGMENT.fullmatch(fragment):
        return Target(TargetKind.INVALID)
    if not rest:
        return Target(TargetKind.HEADING, "", fragment) if fragment else Target(TargetKind.INVALID)
    if rest.startswith("/") or ":" in rest or "\\" in rest:
        return Target(TargetKind.INVALID)
    if _PROGRAM.fullmatch(name := rest.removeprefix("./")):
        return Target(TargetKind.PROGRAM, name, "", base.parent / name)
    path = posixpath.normpath(posixpath.join(base.parent.as_posix(), rest))
    if match := _QUESTION.fullmatch(path):
        return Target(TargetKind.QUESTION, match["slug"], fragment, PurePosixPath(path))
    if match := _PAGE.fullmatch(path):
        return Target(TargetKind.PAGE, _page_path(match["page"]), fragment, PurePosixPath(path))
    return Target(TargetKind.INVALID)


def _page_path(page: str) -> str:
    return page.removesuffix("index") if page == "index" or page.endswith("/index") else f"{page}/"
