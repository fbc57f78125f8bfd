"""R: what a file points at is there. Links in texts are in ``links``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hooks.findings.finding import Edit, Mark, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.base import Markup, Ref
from hooks.model.urls import page_urls
from hooks.prose.reading import html_in
from hooks.rules.library import LIBRARY
from hooks.rules.nearby import did_you_mean, nearest
from hooks.rules.registry import Problems

_FOLDERS = {Role.QUESTION: "questions", Role.TOPIC: "topics", Role.COMPANY: "companies", Role.PLAN: "plan"}
_ROLES = {Ref.QUESTION: Role.QUESTION, Ref.TOPIC: Role.TOPIC, Ref.PLAN: Role.PLAN}


def retired_ids(project: Project) -> Mapping[str, str]:
    """The id that each retired one has now; an id that some question has is not retired, whatever says so."""
    questions, live = project.library.questions.values(), project.ids(Role.QUESTION)
    return {old: question.slug for question in questions for old in question.redirect_from if old not in live}


def _known(project: Project) -> Mapping[Ref, frozenset[str]]:
    funnel = project.library.funnel
    known = {ref: project.ids(role) for ref, role in _ROLES.items()}
    known[Ref.STAGE] = frozenset(stage.id for stage in funnel.stages) if funnel else frozenset()
    known[Ref.PAGE] = page_urls(project.library, project.files) | _broken(project)
    return known


def _broken(project: Project) -> frozenset[str]:
    """Addresses of pages that will be there when the faults of their own files are mended."""
    return frozenset(f"/{folder}/{slug}/" for role, folder in _FOLDERS.items() for slug in project.ids(role)) | {
        "/loop/" for _ in project.ids(Role.FUNNEL)
    }


@LIBRARY.error("R001", mend="Name one that exists, or add it.")
def leads_somewhere(project: Project) -> Problems:
    """An id or an address in a data file leads to a question, topic, stage, plan or page that exists."""
    known, retired = _known(project), retired_ids(project)
    for shape, leaf in project.leaves:
        ref = next((mark for mark in leaf.marks if isinstance(mark, Ref)), None)
        if ref is None or (ref is Ref.STAGE and project.library.funnel is None):
            continue
        target = leaf.text.partition("#")[0] if ref is Ref.PAGE else leaf.text
        if target not in known[ref] and not (ref is Ref.QUESTION and target in retired):
            mark, near = shape.document.mark(*leaf.loc), nearest(target, known[ref])
            yield Problem(
                shape.document.path,
                mark,
                f"there is no {ref.name.lower()} `{leaf.text}`",
                did_you_mean(target, known[ref]),
                Edit(mark, target, near, sure=False) if near else None,
            )


@LIBRARY.error("R002", mend="Use the id it has now.")
def notretired_ids(project: Project) -> Problems:
    """A reference uses the id that a question has now, not one it had before."""
    retired = retired_ids(project)
    for shape, leaf in project.leaves:
        if Ref.QUESTION in leaf.marks and leaf.loc[0] != "redirect_from" and leaf.text in retired:
            now, mark = retired[leaf.text], shape.document.mark(*leaf.loc)
            said, edit = f"`{leaf.text}` is now `{now}`", Edit(mark, leaf.text, now)
            yield Problem(shape.document.path, mark, said, f"Write `{now}`.", edit)


_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "del": "~~", "s": "~~"}


def _markdown_for(tag: str, mark: Mark, counts: Mapping[str, int]) -> Edit | None:
    """What Markdown has for a tag that is closed as often as opened; others are shown as they are."""
    name = tag.strip("</>")
    if name.lower() in _SIGNS and counts.get(f"<{name}>", 0) == counts.get(f"</{name}>", 0):
        return Edit(mark, tag, _SIGNS[name.lower()])
    return Edit(mark, tag, f"`{tag}`", sure=False) if "`" not in tag else None


@LIBRARY.error("R005", mend="Put it in backticks if you mean the text; use Markdown for the effect.")
def no_html(project: Project) -> Problems:
    """No raw HTML: it is shown as text, which is not what was meant."""
    for path, prose in project.proses.items():
        counts = Counter(tag for tag, _ in prose.html)
        for tag, mark in prose.html:
            yield Problem(path, mark, f"raw HTML: `{tag[:40]}`", edit=_markdown_for(tag, mark, counts))
    for shape, leaf in project.leaves:
        if Markup.INLINE in leaf.marks and "<" in leaf.text:
            for tag in html_in(leaf.text):
                yield Problem(shape.document.path, shape.document.mark(*leaf.loc), f"raw HTML: `{tag[:40]}`")
