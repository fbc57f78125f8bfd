"""A question that somebody proposed with the form, as a pull request."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from hooks.check.check import check, within
from hooks.findings.finding import Finding, has_errors
from hooks.github.api import FORBIDDEN, Api
from hooks.github.event import Issue
from hooks.github.forms import answers, form
from hooks.github.markdown import block, code, said, subject
from hooks.model.repository import BRANCH
from hooks.new.question import NewFile, proposed
from hooks.prose import html

FORM = "question.yml"


class Incomplete(ValueError):  # noqa: N818 - it says what the issue is
    """The issue makes no question; the message is Markdown for who wrote it."""


def question_of(root: Path, issue: Issue) -> tuple[NewFile, tuple[Finding, ...]]:
    """The file that the issue asks for, which leaves the guide sound, and what is advised about it.

    Raises:
        Incomplete: it lacks something, or a rule stands against it.
    """
    asked = form(root, FORM)
    filled = answers(issue.body, asked)
    if missing := [field.label for field in asked.fields.values() if field.required and field.id not in filled]:
        raise Incomplete(f"The form does not say: {', '.join(missing)}. Edit the issue's text and label it again.")
    try:
        made = proposed(check(root).project, filled)
    except ValueError as error:
        raise Incomplete(f"{said(str(error))}. Edit the issue's text and label it again.") from error
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for folder in ("data", "docs"):
            shutil.copytree(root / folder, copy / folder, symlinks=True)
        if (copy / made.path).exists():
            raise Incomplete(f"{code(str(made.path))} is there already.")
        (copy / made.path).parent.mkdir(parents=True, exist_ok=True)
        (copy / made.path).write_text(made.text, "utf-8")
        found = within(check(copy).findings, [made.path])
    if has_errors(found):
        raise Incomplete(
            f"The rules of the guide stand against it:\n\n{_told(found)}\n\nEdit the issue and label it again."
        )
    return made, found


def _told(found: Iterable[Finding]) -> str:
    return "\n".join(f"- {said(one.message)}. {said(one.hint)}" for one in found)


def propose(api: Api, root: Path, issue: Issue) -> str:
    """Open the pull request, in the name of who opened the issue; returns what to say in the issue."""
    try:
        made, advice = question_of(root, issue)
    except Incomplete as problem:
        return str(problem)
    branch = f"question/issue-{issue.number}"
    if api.head_of(branch) is not None:
        return f"The branch {code(branch)} is there already: delete it to begin anew."
    main = api.head_of(BRANCH)
    if main is None:
        return f"There is no branch {code(BRANCH)}."
    title = subject(html.plain(yaml.safe_load(made.text)["title"]))
    author = {"name": issue.login, "email": f"{issue.user_id}+{issue.login}@users.noreply.github.com"}
    api.make_branch(branch, main)
    api.commit(branch, {made.path: made.text}, f"Propose: {title}\n\nCloses #{issue.number}.", author=author)
    number = api.open_pull(branch, f"Question: {title}", _body(issue, made, advice), BRANCH)
    if number is None:
        return f"Thank you. The branch {code(branch)} has it. {FORBIDDEN}"
    return f"Thank you. #{number} adds it; whoever wants to answer it can do so there or once it is merged."


def _body(issue: Issue, made: NewFile, advice: tuple[Finding, ...]) -> str:
    written = (
        f"Closes #{issue.number}, which proposes a question. The file was written by a workflow and has passed the "
        "check; close and open this pull request to run the rest."
    )
    parts = [written, *([_told(advice)] if advice else []), block(made.text.rstrip(), "yaml")]
    return "\n\n".join(parts) + "\n"
