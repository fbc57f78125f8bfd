"""R: links in texts lead somewhere, and are safe to open."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from hooks.findings.finding import Edit, Mark, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.base import Markup
from hooks.prose.reading import links_in
from hooks.prose.targets import Leads, resolve
from hooks.rules.library import LIBRARY
from hooks.rules.nearby import did_you_mean, nearest
from hooks.rules.references import retired_ids
from hooks.rules.registry import Problems


class _Link(NamedTuple):
    path: PurePosixPath
    mark: Mark
    target: str
    text: str
    image: bool

    def edit(self, target: str, *, sure: bool = True) -> Edit | None:
        """Another target in its place, where the place is known to the letter: in Markdown files."""
        return Edit(self.mark, self.target, target, sure) if self.path.suffix == ".md" else None

    def edit_to(self, path: PurePosixPath, *, sure: bool = True) -> Edit | None:
        """The path of another file in its place, with the fragment it had."""
        _, hash_, fragment = self.target.partition("#")
        return self.edit(posixpath.relpath(path, self.path.parent) + hash_ + fragment, sure=sure)


def _links(project: Project) -> Iterator[_Link]:
    """Every Markdown link of every file."""
    for path, prose in project.proses.items():
        for link in prose.links:
            yield _Link(path, link.mark, link.target, link.text, link.image)
    for shape, leaf in project.leaves:
        if Markup.INLINE in leaf.marks and "]" in leaf.text:
            for link in links_in(leaf.text):
                yield _Link(shape.document.path, shape.document.mark(*leaf.loc), link.target, link.text, link.image)


class _Cure(NamedTuple):
    """What to say and to put."""

    hint: str | None = None
    edit: Edit | None = None


@LIBRARY.error("R003", mend="Link a question by the path of its answer.md, as GitHub does: `../write-skew/answer.md`.")
def links_lead_somewhere(project: Project) -> Problems:
    """A link inside the project leads to a file that is there: another answer, a program beside it, a page of docs/."""
    answers = {path for path in project.files if path.name == "answer.md"}
    for link in _links(project):
        target = resolve(link.target, link.path)
        if target.path is None or target.path in project.files:
            continue
        is_question = target.leads is Leads.QUESTION
        cure = _answer_cure(link, target.path, answers, project) if is_question else _file_cure(link, project)
        yield Problem(link.path, link.mark, f"the link leads to `{target.path}`, which is not there", *cure)


_ABSENT = {
    Leads.PROGRAM: "Put the program beside this file, or mend its name.",
    Leads.PAGE: "Name a page that docs/ has.",
}


def _file_cure(link: _Link, project: Project) -> _Cure:
    target = resolve(link.target, link.path)
    if target.path is None:
        return _Cure()
    near = nearest(target.path.name, (path.name for path in project.files if path.parent == target.path.parent))
    if near is None:
        return _Cure(_ABSENT.get(target.leads))
    return _Cure(f"Did you mean `{near}`?", link.edit_to(target.path.with_name(near), sure=False))


def _answer_cure(link: _Link, path: PurePosixPath, answers: set[PurePosixPath], project: Project) -> _Cure:
    slug = path.parent.name
    elsewhere = next((answer for answer in sorted(answers) if answer.parent.name == slug), None)
    if elsewhere:
        return _Cure(f"`{slug}` lives in topic `{elsewhere.parent.parent.name}`.", link.edit_to(elsewhere))
    question = path.with_name("question.yml")
    if question in project.files:
        said = f"`{slug}` has no answer yet: link its `question.yml`, or leave the link out."
        return _Cure(said, link.edit_to(question))
    if now := retired_ids(project).get(slug):
        return _Cure(f"`{slug}` is now `{now}`.", _edit_to_answer(link, now, answers))
    near = nearest(slug, project.ids(Role.QUESTION))
    edit = _edit_to_answer(link, near, project.files, sure=False) if near else None
    return _Cure(did_you_mean(slug, project.ids(Role.QUESTION)), edit)


def _edit_to_answer(link: _Link, slug: str, files: Iterable[PurePosixPath], *, sure: bool = True) -> Edit | None:
    names = ("answer.md", "question.yml")
    found = next((path for path in sorted(files) if path.parent.name == slug and path.name in names), None)
    return link.edit_to(found, sure=sure) if found else None


@LIBRARY.error("R004", mend="Link a web page by its whole https address, and what is in the project by its path.")
def safe_links(project: Project) -> Problems:
    """A link leads to a web page or into the project: no other scheme, no host without one, no path out of it."""
    for link in _links(project):
        leads = resolve(link.target, link.path).leads
        if not link.image and (leads is Leads.NOWHERE or (leads is Leads.HEADING and link.path.suffix == ".yml")):
            named = f"the link's target is not allowed: `{link.target[:80]}`"
            said = named if link.target else "the link has no target"
            yield Problem(link.path, link.mark, said, *_allowed_cure(link, project))


def _allowed_cure(link: _Link, project: Project) -> _Cure:
    """What was meant by an address of the site, a folder, or a host without its scheme."""
    folder = posixpath.join(link.path.parent, link.target)
    if not link.target:
        return _Cure("Put the address between the round brackets.")
    if found := re.match(r"/questions/([^/#?]+)", link.target):
        meant = next((p for p in project.files if p.name == "answer.md" and p.parent.name == found[1]), None)
    elif link.target.startswith("/"):
        meant = PurePosixPath(f"docs{link.target.rstrip('/')}.md")
    else:
        meant = PurePosixPath(posixpath.normpath(folder), "answer.md")
    if meant in project.files:
        path = posixpath.relpath(meant, link.path.parent)
        return _Cure(f"Write `{path}`.", link.edit(path))
    if re.match(r"//|www\.", link.target):
        whole = f"https://{link.target.lstrip('/')}"
        return _Cure(f"Write `{whole}`.", link.edit(whole))
    return _Cure()


@LIBRARY.error("R006", mend="Draw it as a mermaid diagram, or say it in words.")
def no_images(project: Project) -> Problems:
    """No images: a drawing is a mermaid fence, which has a text equivalent and both color schemes."""
    for link in _links(project):
        if link.image:
            yield Problem(link.path, link.mark, f"image `{link.target[:80]}`")


@LIBRARY.error("R007", mend="Give the page's address without a user name, on a host of plain ASCII letters.")
def plain_hosts(project: Project) -> Problems:
    """An address outside names its host plainly: no user name, no number, no letters that only look like others.

    ``https://example.org@evil.example/`` and a Cyrillic letter lead elsewhere than they seem to, and so does a link
    that reads as the address of another host.
    """
    for link in _links(project):
        if resolve(link.target, link.path).leads is Leads.OUTSIDE:
            yield from _disguised(link.path, link.mark, link.target)
            yield from _misnamed(link)
    for shape, leaf in project.leaves:
        if leaf.loc[-1:] == ("url",):
            yield from _disguised(shape.document.path, shape.document.mark(*leaf.loc), leaf.text)


def _disguised(path: PurePosixPath, mark: Mark, address: str) -> Problems:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").strip("\N{HORIZONTAL ELLIPSIS}")
    except ValueError:
        return
    if parts.scheme.lower() not in ("http", "https"):
        return
    if "@" in parts.netloc or not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        yield Problem(path, mark, f"the host is disguised: `{parts.netloc[:80]}`")
    elif host and " " not in address and not re.fullmatch(r"([\w-]+\.)+[a-z]{2,}", host, re.ASCII):
        yield Problem(
            path,
            mark,
            f"no host of the web has this name: `{host[:80]}`",
            "Give the page's address, host name and all.",
        )


_READS_AS = re.compile(r"(?:https?://|www\.)([\w.-]+).*|((?:[a-z0-9-]+\.)+(?:com|org))", re.IGNORECASE)
"""A link's text that is an address. Without a scheme few are: ``node.js`` is no host, nor is a path of Go's."""


def _misnamed(link: _Link) -> Problems:
    found = _READS_AS.fullmatch(link.text.strip())
    said = _host(found[1] or found[2]) if found else ""
    leads = _host(urlsplit(link.target).netloc)
    if said and not f".{leads}".endswith(f".{said}") and not f".{said}".endswith(f".{leads}"):
        hint = "Let the link say what the page is, or the address that it has."
        yield Problem(link.path, link.mark, f"the link reads `{said[:80]}` and leads to `{leads[:80]}`", hint)


def _host(name: str) -> str:
    return name.lower().partition(":")[0].removeprefix("www.")
