"""Turn an issue created with the question form into a pull request that adds the question's file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from hooks.check.check import check, within
from hooks.findings.finding import Finding, has_errors
from hooks.github.client import PULL_REQUESTS_FORBIDDEN, GitHubClient
from hooks.github.event import Issue
from hooks.github.issue_forms import load_form, parse_answers
from hooks.github.markdown import code_block, escape_message, escape_subject, fitting, inline_code
from hooks.model.repository import BRANCH
from hooks.new.question import NewFile, question_from_form
from hooks.prose import html

FORM = "question.yml"
_MAX_FINDINGS_LENGTH = 30_000
"""Characters of a comment or pull request, which has at most 65,536."""
_TRY_AGAIN = "Edit the issue, then remove the label and add it again."


class InvalidIssue(ValueError):  # noqa: N818 - its author can fix it
    """The issue doesn't describe a valid question; the message is Markdown for its author."""


def question_file(root: Path, issue: Issue) -> tuple[NewFile, tuple[Finding, ...]]:
    """The question's file, which passes the check, and its warnings.

    Raises:
        InvalidIssue: A required field is missing, or the question breaks a rule.
    """
    form = load_form(root, FORM)
    try:
        answers = parse_answers(issue.body, form)
    except ValueError as error:
        raise InvalidIssue(f"{error}. {_TRY_AGAIN}") from error
    if missing := [field.label for field in form.fields.values() if field.required and field.id not in answers]:
        raise InvalidIssue(f"This is missing from the form: {', '.join(missing)}. {_TRY_AGAIN}")
    try:
        new_file = question_from_form(check(root).project, answers)
    except ValueError as error:
        raise InvalidIssue(f"{escape_message(str(error))}. {_TRY_AGAIN}") from error
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for folder in ("data", "docs"):
            shutil.copytree(root / folder, copy / folder, symlinks=True)
        if (copy / new_file.path).exists():
            raise InvalidIssue(f"{inline_code(str(new_file.path))} already exists.")
        (copy / new_file.path).parent.mkdir(parents=True, exist_ok=True)
        (copy / new_file.path).write_text(new_file.text, "utf-8")
        findings = within(check(copy).findings, [new_file.path])
    if has_errors(findings):
        raise InvalidIssue(f"The question doesn't pass the checks yet:\n\n{_as_list(findings)}\n\n{_TRY_AGAIN}")
    return new_file, findings


def _as_list(findings: Iterable[Finding]) -> str:
    items = (f"- {escape_message(one.message)}. {escape_message(one.hint)}" for one in findings)
    return "\n".join(fitting(items, _MAX_FINDINGS_LENGTH))


def open_question_pull_request(client: GitHubClient, root: Path, issue: Issue) -> str:
    """Open the pull request with the issue's author as commit author; returns the comment to post on the issue."""
    try:
        new_file, warnings = question_file(root, issue)
    except InvalidIssue as error:
        return str(error)
    branch = f"question/issue-{issue.number}"
    if client.get_branch_head(branch) is not None:
        return f"The branch {inline_code(branch)} already exists. Delete it to start over."
    main = client.get_branch_head(BRANCH)
    if main is None:
        return f"There is no branch {inline_code(BRANCH)}."
    title = escape_subject(html.plain(yaml.safe_load(new_file.text)["title"]))
    author = {"name": issue.login, "email": f"{issue.user_id}+{issue.login}@users.noreply.github.com"}
    message = f"Add question: {title}\n\nCloses #{issue.number}."
    client.create_branch(branch, client.create_commit(main, {new_file.path: new_file.text}, message, author=author))
    number = client.create_pull_request(branch, f"Question: {title}", _body(issue, new_file, warnings), BRANCH)
    if number is None:
        return f"Thanks! The question is on the branch {inline_code(branch)}. {PULL_REQUESTS_FORBIDDEN}"
    return f"Thanks! #{number} adds the question. Anyone can answer it there, or once it's merged."


def _body(issue: Issue, new_file: NewFile, warnings: tuple[Finding, ...]) -> str:
    intro = (
        f"Closes #{issue.number}, which proposes this question. A workflow generated the file from the issue form, and "
        "it passes the data checks. To run the other checks, close and reopen this pull request."
    )
    parts = [intro, *([_as_list(warnings)] if warnings else []), code_block(new_file.text.rstrip(), "yaml")]
    return "\n\n".join(parts) + "\n"
