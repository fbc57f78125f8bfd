"""R: links point to something that exists and are safe to open."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from hooks.findings.finding import Edit, Position, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.base import HttpsUrl, Markup, Model
from hooks.prose import html
from hooks.prose.hosts import is_public, misleading_host
from hooks.prose.invisible import is_visible
from hooks.prose.link_targets import TargetKind, resolve
from hooks.prose.markdown import links_in
from hooks.rules.project_rules import RULES
from hooks.rules.references import retired_ids
from hooks.rules.registry import Problems
from hooks.rules.suggestions import closest, did_you_mean

_URL: TypeAdapter[HttpsUrl] = TypeAdapter(HttpsUrl, config=Model.model_config)


class _Link(NamedTuple):
    path: PurePosixPath
    position: Position
    target: str
    text: str
    image: bool

    def edit(self, target: str, *, safe: bool = True) -> Edit | None:
        """Replace the target. Only in Markdown files: elsewhere its exact position is unknown."""
        return Edit(self.position, self.target, target, safe) if self.path.suffix == ".md" else None

    def edit_to(self, path: PurePosixPath, *, safe: bool = True) -> Edit | None:
        """Replace the target's path and keep its fragment."""
        _, hash_, fragment = self.target.partition("#")
        return self.edit(posixpath.relpath(path, self.path.parent) + hash_ + fragment, safe=safe)


def _links(project: Project) -> Iterator[_Link]:
    """Every Markdown link in every file."""
    for path, facts in project.answer_facts.items():
        for link in facts.links:
            yield _Link(path, link.position, link.target, link.text, link.image)
    for file, leaf in project.leaves:
        if Markup.INLINE in leaf.annotations:
            for link in links_in(leaf.text):
                position = file.document.position(*leaf.loc)
                yield _Link(file.document.path, position, link.target, link.text, link.image)


class _Fix(NamedTuple):
    hint: str | None = None
    edit: Edit | None = None


@RULES.error("R003", fix="Link a question by the path of its answer.md: `../write-skew/answer.md`.")
def links_exist(project: Project) -> Problems:
    """A link inside the project points to a file that exists: an answer, a program next to it, or a page in docs/."""
    answers = {path for path in project.files if path.name == "answer.md"}
    for link in _links(project):
        target = resolve(link.target, link.path)
        if target.path is None or target.path in project.files:
            continue
        is_question = target.kind is TargetKind.QUESTION
        fix = _fix_answer(link, target.path, answers, project) if is_question else _fix_file(link, project)
        yield Problem(link.path, link.position, f"broken link: `{target.path}` doesn't exist", *fix)


_MISSING = {
    TargetKind.PROGRAM: "Add the program next to this file, or fix its name.",
    TargetKind.PAGE: "Link a page that exists in docs/.",
}


def _fix_file(link: _Link, project: Project) -> _Fix:
    target = resolve(link.target, link.path)
    if target.path is None:
        return _Fix()
    near = closest(target.path.name, (path.name for path in project.files if path.parent == target.path.parent))
    if near is None:
        return _Fix(_MISSING.get(target.kind))
    return _Fix(f"Did you mean `{near}`?", link.edit_to(target.path.with_name(near), safe=False))


def _fix_answer(link: _Link, path: PurePosixPath, answers: set[PurePosixPath], project: Project) -> _Fix:
    slug = path.parent.name
    elsewhere = next((answer for answer in sorted(answers) if answer.parent.name == slug), None)
    if elsewhere:
        return _Fix(f"`{slug}` is in the topic `{elsewhere.parent.parent.name}`.", link.edit_to(elsewhere))
    question = path.with_name("question.yml")
    if question in project.files:
        hint = f"`{slug}` has no answer yet. Link its `question.yml`, or remove the link."
        return _Fix(hint, link.edit_to(question))
    if now := retired_ids(project).get(slug):
        return _Fix(f"`{slug}` is now `{now}`.", _edit_to_answer(link, now, answers))
    near = closest(slug, project.ids(Role.QUESTION))
    edit = _edit_to_answer(link, near, project.files, safe=False) if near else None
    return _Fix(did_you_mean(slug, project.ids(Role.QUESTION)), edit)


def _edit_to_answer(link: _Link, slug: str, files: Iterable[PurePosixPath], *, safe: bool = True) -> Edit | None:
    names = ("answer.md", "question.yml")
    found = next((path for path in sorted(files) if path.parent.name == slug and path.name in names), None)
    return link.edit_to(found, safe=safe) if found else None


@RULES.error("R004", fix="Link web pages by their full https:// URL, and files in the project by their path.")
def safe_links(project: Project) -> Problems:
    """A link is a web URL or a path in the project: no other schemes, no URLs without one, no paths outside."""
    for link in _links(project):
        kind = resolve(link.target, link.path).kind
        is_invalid = kind is TargetKind.INVALID or (kind is TargetKind.HEADING and link.path.suffix == ".yml")
        if is_invalid and not link.image:
            message = f"link target not allowed: `{link.target[:80]}`" if link.target else "the link has no target"
            yield Problem(link.path, link.position, message, *_fix_target(link, project))


def _fix_target(link: _Link, project: Project) -> _Fix:
    """What was meant by a site URL, a folder, or a host name without a scheme."""
    folder = posixpath.join(link.path.parent, link.target)
    if not link.target:
        return _Fix("Put the URL between the parentheses.")
    if found := re.match(r"/questions/([^/#?]+)", link.target):
        meant = next((p for p in project.files if p.name == "answer.md" and p.parent.name == found[1]), None)
    elif link.target.startswith("/"):
        meant = PurePosixPath(f"docs{link.target.rstrip('/')}.md")
    else:
        meant = PurePosixPath(posixpath.normpath(folder), "answer.md")
    if meant in project.files:
        path = posixpath.relpath(meant, link.path.parent)
        return _Fix(f"Write `{path}`.", link.edit(path))
    if re.match(r"//|www\.", link.target):
        url = f"https://{link.target.lstrip('/')}"
        return _Fix(f"Write `{url}`.", link.edit(url))
    return _Fix()


@RULES.error("R006", fix="Draw it as a Mermaid diagram, or describe it in words.")
def no_images(project: Project) -> Problems:
    """No images: a diagram is a Mermaid code block, which has a text equivalent and works in light and dark mode."""
    for link in _links(project):
        if link.image:
            yield Problem(link.path, link.position, f"image not allowed: `{link.target[:80]}`")


@RULES.error("R008", fix="Put the page's title between the brackets.")
def links_have_text(project: Project) -> Problems:
    """A link has a text that readers can see."""
    for link in _links(project):
        if not link.image and not is_visible(link.text):
            yield Problem(link.path, link.position, f"the link to `{link.target[:80]}` has no visible text")


@RULES.error("R007", fix="Use the page's URL without a user name and with a plain ASCII host name.")
def no_deceptive_hosts(project: Project) -> Problems:
    """A URL shows where it leads: a public host name, no user name, no IP address, no look-alike letters.

    ``https://example.org@evil.example/`` and a Cyrillic letter lead somewhere else than they seem to. So does a link
    whose text names another site. ``Node.js`` and ``README.md`` aren't sites; ``Socket.IO`` can also lead to its page
    on GitHub, a package index, Wikipedia or the like.
    """
    for link in _links(project):
        if not link.image and resolve(link.target, link.path).kind is TargetKind.EXTERNAL:
            yield from _deceptive_host(link.path, link.position, link.target)
            yield from _misleading_text(link.path, link.position, link.text, link.target)
    texts = {(file.document.path, leaf.loc): leaf.text for file, leaf in project.leaves}
    for (path, loc), text in texts.items():
        if loc[-1:] == ("url",) and (url := _normalized(text)):
            position = project.position(path, *loc)
            yield from _deceptive_host(path, position, url)
            yield from _misleading_text(path, position, html.plain(texts.get((path, (*loc[:-1], "title")), "")), url)


def _normalized(url: str) -> str | None:
    """The URL as pages have it, which is how browsers read it, or None if it's invalid (S008)."""
    try:
        return str(_URL.validate_python(url))
    except ValidationError:
        return None


def _deceptive_host(path: PurePosixPath, position: Position, url: str) -> Problems:
    parts = urlsplit(url)
    host = parts.hostname or parts.path.rpartition("@")[2].lower()
    if "@" in parts.netloc or not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        yield Problem(path, position, f"deceptive host name: `{(parts.netloc or host)[:80]}`")
    elif not is_public(host):
        message = f"`{host[:80]}` is not a public host name"
        hint = "Use the page's full URL, including its host name. If it's only an example, put it in backticks."
        yield Problem(path, position, message, hint)


def _misleading_text(path: PurePosixPath, position: Position, text: str, url: str) -> Problems:
    if shown := misleading_host(text, url):
        parts = urlsplit(url)
        actual = parts.hostname or parts.path.rpartition("@")[2]
        message = f"the link's text says `{shown[:80]}`, but it leads to `{actual[:80]}`"
        yield Problem(path, position, message, "Use the page's title or its real URL as the text.")
