"""R: ids and page paths in data files exist. Links in texts are in ``links``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hooks.findings.finding import Edit, Position, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.base import Markup, Ref
from hooks.model.urls import page_urls
from hooks.prose.markdown import html_in
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems
from hooks.rules.suggestions import closest, did_you_mean

_FOLDERS = {Role.QUESTION: "questions", Role.TOPIC: "topics", Role.COMPANY: "companies", Role.PLAN: "plan"}
_ROLES = {Ref.QUESTION: Role.QUESTION, Ref.TOPIC: Role.TOPIC, Ref.PLAN: Role.PLAN}


def retired_ids(project: Project) -> Mapping[str, str]:
    """The current id for each retired one. An id that a question still has is not retired."""
    questions, live = project.library.questions.values(), project.ids(Role.QUESTION)
    return {old: question.slug for question in questions for old in question.redirect_from if old not in live}


def _known(project: Project) -> Mapping[Ref, frozenset[str]]:
    funnel = project.library.funnel
    known = {ref: project.ids(role) for ref, role in _ROLES.items()}
    known[Ref.STAGE] = frozenset(stage.id for stage in funnel.stages) if funnel else frozenset()
    known[Ref.PAGE] = page_urls(project.library, project.files) | _pages_of_invalid_files(project)
    return known


def _pages_of_invalid_files(project: Project) -> frozenset[str]:
    """Pages that will exist once their own files are valid."""
    return frozenset(f"/{folder}/{slug}/" for role, folder in _FOLDERS.items() for slug in project.ids(role)) | {
        "/loop/" for _ in project.ids(Role.FUNNEL)
    }


@RULES.error("R001", fix="Use one that exists, or add it.")
def references_exist(project: Project) -> Problems:
    """An id or page path in a data file refers to an existing question, topic, stage, plan or page."""
    known, retired = _known(project), retired_ids(project)
    for file, leaf in project.leaves:
        ref = next((item for item in leaf.annotations if isinstance(item, Ref)), None)
        if ref is None or (ref is Ref.STAGE and project.library.funnel is None):
            continue
        target = leaf.text.partition("#")[0] if ref is Ref.PAGE else leaf.text
        if target not in known[ref] and not (ref is Ref.QUESTION and target in retired):
            position, near = file.document.position(*leaf.loc), closest(target, known[ref])
            yield Problem(
                file.document.path,
                position,
                f"there is no {ref.name.lower()} `{leaf.text}`",
                did_you_mean(target, known[ref]),
                Edit(position, target, near, safe=False) if near else None,
            )


@RULES.error("R002", fix="Use the current id.")
def no_retired_ids(project: Project) -> Problems:
    """A reference uses a question's current id, not a former one."""
    retired = retired_ids(project)
    for file, leaf in project.leaves:
        if Ref.QUESTION in leaf.annotations and leaf.loc[0] != "redirect_from" and leaf.text in retired:
            now, position = retired[leaf.text], file.document.position(*leaf.loc)
            message, edit = f"`{leaf.text}` is now `{now}`", Edit(position, leaf.text, now)
            yield Problem(file.document.path, position, message, f"Write `{now}`.", edit)


_MARKDOWN = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "del": "~~", "s": "~~"}


def _markdown_for(tag: str, position: Position, counts: Mapping[str, int]) -> Edit | None:
    """Markdown for the tag if opening and closing tags match up, else the tag in backticks."""
    name = tag.strip("</>")
    if name.lower() in _MARKDOWN and counts.get(f"<{name}>", 0) == counts.get(f"</{name}>", 0):
        return Edit(position, tag, _MARKDOWN[name.lower()])
    return Edit(position, tag, f"`{tag}`", safe=False) if "`" not in tag else None


@RULES.error("R005", fix="Use Markdown, or put the tag in backticks to show it as text.")
def no_html(project: Project) -> Problems:
    """No raw HTML. It would be shown as text."""
    for path, facts in project.answer_facts.items():
        counts = Counter(tag for tag, _ in facts.html)
        for tag, position in facts.html:
            yield Problem(path, position, f"raw HTML: `{tag[:40]}`", edit=_markdown_for(tag, position, counts))
    for file, leaf in project.leaves:
        if Markup.INLINE in leaf.annotations and "<" in leaf.text:
            for tag in html_in(leaf.text):
                yield Problem(file.document.path, file.document.position(*leaf.loc), f"raw HTML: `{tag[:40]}`")
