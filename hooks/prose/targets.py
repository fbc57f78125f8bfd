"""Where a link of ours may lead, judged from its text alone."""

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


class Leads(Enum):
    """What kind of thing a link's target is."""

    OUTSIDE = auto()
    HEADING = auto()
    QUESTION = auto()
    PROGRAM = auto()
    PAGE = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target, resolved: ``name`` is the address, the question's id, the program's name or the page."""

    leads: Leads
    name: str = ""
    fragment: str = ""
    path: PurePosixPath | None = None

    @property
    def href(self) -> str:
        """The address to link to, from the site's root where it is ours."""
        fragment = f"#{self.fragment}" if self.fragment else ""
        match self.leads:
            case Leads.OUTSIDE:
                return self.name
            case Leads.QUESTION:
                return f"/questions/{self.name}/{fragment}"
            case Leads.PAGE:
                return f"/{self.name}{fragment}"
            case _:
                return fragment


def resolve(href: str, base: PurePosixPath) -> Target:
    """Read ``href`` as GitHub does, from the file ``base`` (a path from the project's root).

    Whatever is not plainly safe leads nowhere: other schemes, hosts without a scheme, paths out of the project.
    """
    if _EXTERNAL.fullmatch(href):
        return Target(Leads.OUTSIDE, href)
    rest, _, fragment = href.partition("#")
    if fragment and not _FRAGMENT.fullmatch(fragment):
        return Target(Leads.NOWHERE)
    if not rest:
        return Target(Leads.HEADING, "", fragment) if fragment else Target(Leads.NOWHERE)
    if rest.startswith("/") or ":" in rest or "\\" in rest:
        return Target(Leads.NOWHERE)
    if _PROGRAM.fullmatch(name := rest.removeprefix("./")):
        return Target(Leads.PROGRAM, name, "", base.parent / name)
    path = posixpath.normpath(posixpath.join(base.parent.as_posix(), rest))
    if match := _QUESTION.fullmatch(path):
        return Target(Leads.QUESTION, match["slug"], fragment, PurePosixPath(path))
    if match := _PAGE.fullmatch(path):
        return Target(Leads.PAGE, _address(match["page"]), fragment, PurePosixPath(path))
    return Target(Leads.NOWHERE)


def _address(page: str) -> str:
    return page.removesuffix("index") if page == "index" or page.endswith("/index") else f"{page}/"
