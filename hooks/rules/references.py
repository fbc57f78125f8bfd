"""R: what a file points at is there, and is safe to open."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.finding import Mark, Problem
from hooks.load.layout import Role
from hooks.model.base import Markup, Ref
from hooks.pages.addresses import addresses
from hooks.project import Project
from hooks.prose.reading import html_in, links_in
from hooks.prose.targets import Leads, resolve
from hooks.rules.library import LIBRARY
from hooks.rules.nearby import did_you_mean
from hooks.rules.registry import Problems

_FOLDERS = {Role.QUESTION: "questions", Role.TOPIC: "topics", Role.COMPANY: "companies", Role.PLAN: "plan"}
_ROLES = {Ref.QUESTION: Role.QUESTION, Ref.TOPIC: Role.TOPIC, Ref.PLAN: Role.PLAN}


class _Link(NamedTuple):
    path: PurePosixPath
    mark: Mark
    target: str
    image: bool


def _links(project: Project) -> Iterator[_Link]:
    """Every Markdown link of every file."""
    for path, prose in project.proses.items():
        for link in prose.links:
            yield _Link(path, link.mark, link.target, link.image)
    for shape, leaf in project.leaves:
        if Markup.INLINE in leaf.marks and "]" in leaf.text:
            for link in links_in(leaf.text):
                yield _Link(shape.document.path, shape.document.mark(*leaf.loc), link.target, link.image)


def _retired(project: Project) -> Mapping[str, str]:
    """The id that each retired one has now; an id that some question has is not retired, whatever says so."""
    questions, live = project.library.questions.values(), project.ids(Role.QUESTION)
    return {old: question.slug for question in questions for old in question.redirect_from if old not in live}


def _known(project: Project) -> Mapping[Ref, frozenset[str]]:
    funnel = project.library.funnel
    known = {ref: project.ids(role) for ref, role in _ROLES.items()}
    known[Ref.STAGE] = frozenset(stage.id for stage in funnel.stages) if funnel else frozenset()
    known[Ref.PAGE] = addresses(project.library, project.files) | _broken(project)
    return known


def _broken(project: Project) -> frozenset[str]:
    """Addresses of pages that will be there when the faults of their own files are mended."""
    return frozenset(f"/{folder}/{slug}/" for role, folder in _FOLDERS.items() for slug in project.ids(role)) | {
        "/loop/" for _ in project.ids(Role.FUNNEL)
    }


@LIBRARY.error("R001", mend="Name one that exists, or add it.")
def leads_somewhere(project: Project) -> Problems:
    """An id or an address in a data file leads to a question, topic, stage, plan or page that exists."""
    known, retired = _known(project), _retired(project)
    for shape, leaf in project.leaves:
        ref = next((mark for mark in leaf.marks if isinstance(mark, Ref)), None)
        if ref is None or (ref is Ref.STAGE and project.library.funnel is None):
            continue
        target = leaf.text.partition("#")[0] if ref is Ref.PAGE else leaf.text
        if target not in known[ref] and not (ref is Ref.QUESTION and target in retired):
            mark = shape.document.mark(*leaf.loc)
            yield Problem(
                shape.document.path,
                mark,
                f"there is no {ref.name.lower()} `{leaf.text}`",
                did_you_mean(target, known[ref]),
            )


@LIBRARY.error("R002", mend="Use the id it has now.")
def not_retired(project: Project) -> Problems:
    """A reference uses the id that a question has now, not one it had before."""
    retired = _retired(project)
    for shape, leaf in project.leaves:
        if Ref.QUESTION in leaf.marks and leaf.loc[0] != "redirect_from" and leaf.text in retired:
            now = retired[leaf.text]
            yield Problem(
                shape.document.path, shape.document.mark(*leaf.loc), f"`{leaf.text}` is now `{now}`", f"Write `{now}`."
            )


@LIBRARY.error("R003", mend="Link a question by the path of its answer.md, as GitHub does: `../write-skew/answer.md`.")
def links_lead_somewhere(project: Project) -> Problems:
    """A link inside the project leads to a file that is there: another answer, a program beside it, a page of docs/."""
    answers = {path for path in project.files if path.name == "answer.md"}
    for link in _links(project):
        target = resolve(link.target, link.path)
        if target.path is None or target.path in project.files:
            continue
        if target.leads is Leads.QUESTION:
            yield Problem(
                link.path,
                link.mark,
                f"the link leads to `{target.path}`, which is not there",
                _answer_hint(target.path, answers, project),
            )
        else:
            names = (path.name for path in project.files if path.parent == target.path.parent)
            yield Problem(
                link.path,
                link.mark,
                f"the link leads to `{target.path}`, which is not there",
                did_you_mean(target.path.name, names) or _ABSENT.get(target.leads),
            )


_ABSENT = {
    Leads.PROGRAM: "Put the program beside this file, or mend its name.",
    Leads.PAGE: "Name a page that docs/ has.",
}


def _answer_hint(path: PurePosixPath, answers: set[PurePosixPath], project: Project) -> str | None:
    slug = path.parent.name
    elsewhere = next((answer for answer in answers if answer.parent.name == slug), None)
    if elsewhere:
        return f"`{slug}` lives in topic `{elsewhere.parent.parent.name}`."
    if path.with_name("question.yml") in project.files:
        return f"`{slug}` has no answer yet: link its `question.yml`, or leave the link out."
    if now := _retired(project).get(slug):
        return f"`{slug}` is now `{now}`."
    return did_you_mean(slug, project.ids(Role.QUESTION))


@LIBRARY.error("R004", mend="Link a web page by its whole https address, and what is in the project by its path.")
def safe_links(project: Project) -> Problems:
    """A link leads to a web page or into the project: no other scheme, no host without one, no path out of it."""
    for link in _links(project):
        leads = resolve(link.target, link.path).leads
        if not link.image and (leads is Leads.NOWHERE or (leads is Leads.HEADING and link.path.suffix == ".yml")):
            said = f"the link's target is not allowed: `{link.target[:80]}`"
            yield Problem(link.path, link.mark, said, _allowed_hint(link, project))


def _allowed_hint(link: _Link, project: Project) -> str | None:
    """What was meant by an address of the site, a folder, or a host without its scheme."""
    folder = posixpath.join(link.path.parent, link.target)
    if found := re.match(r"/questions/([^/#?]+)", link.target):
        meant = next((p for p in project.files if p.name == "answer.md" and p.parent.name == found[1]), None)
    elif link.target.startswith("/"):
        meant = PurePosixPath(f"docs{link.target.rstrip('/')}.md")
    else:
        meant = PurePosixPath(posixpath.normpath(folder), "answer.md")
    if meant in project.files:
        return f"Write `{posixpath.relpath(meant, link.path.parent)}`."
    if re.match(r"//|www\.", link.target):
        return f"Write `https://{link.target.lstrip('/')}`."
    return None


@LIBRARY.error("R005", mend="Put it in backticks if you mean the text; use Markdown for the effect.")
def no_html(project: Project) -> Problems:
    """No raw HTML: it is shown as text, which is not what was meant."""
    for path, prose in project.proses.items():
        for tag, mark in prose.html:
            yield Problem(path, mark, f"raw HTML: `{tag[:40]}`")
    for shape, leaf in project.leaves:
        if Markup.INLINE in leaf.marks and "<" in leaf.text:
            for tag in html_in(leaf.text):
                yield Problem(shape.document.path, shape.document.mark(*leaf.loc), f"raw HTML: `{tag[:40]}`")


@LIBRARY.error("R006", mend="Draw it as a mermaid diagram, or say it in words.")
def no_images(project: Project) -> Problems:
    """No images: a drawing is a mermaid fence, which has a text equivalent and both color schemes."""
    for link in _links(project):
        if link.image:
            yield Problem(link.path, link.mark, f"image `{link.target[:80]}`")
