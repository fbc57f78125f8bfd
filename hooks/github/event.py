"""What GitHub says a workflow runs for: facts from the event's file, each of the form it must have."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hooks.model.repository import Repository

_NAME = r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}"
_COMMIT = r"[0-9a-f]{40}"
_LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?"
_REF = r"(?!-)[^\s~^:?*\[\\\x00-\x1f\x7f]{1,200}"


@dataclass(frozen=True)
class Pull:
    """A pull request: its number, and the branch it comes from. ``head`` is None of a deleted fork."""

    number: int
    head: str
    head_repository: str | None
    head_branch: str

    @property
    def branch(self) -> Repository:
        """Where its author edits."""
        name = self.head_repository
        return Repository(f"https://github.com/{name}" if name else "", self.head_branch)


@dataclass(frozen=True)
class Issue:
    """An issue: its number, its text, and who opened it."""

    number: int
    body: str
    login: str
    user_id: int


def event(file: Path) -> Mapping[str, Any]:
    """The event as GitHub wrote it."""
    content: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def pull_of(content: Mapping[str, Any]) -> Pull:
    """The pull request of an event, or one as the interface of GitHub gives it."""
    pull = content.get("pull_request", content)
    head = pull["head"]
    name = head["repo"]["full_name"] if head["repo"] else None
    return Pull(
        number=int(pull["number"]),
        head=_fits(head["sha"], _COMMIT),
        head_repository=_fits(name, _NAME) if name else None,
        head_branch=_fits(head["ref"], _REF),
    )


def issue_of(content: Mapping[str, Any]) -> Issue:
    """The issue of an event."""
    issue = content["issue"]
    user = issue["user"]
    return Issue(int(issue["number"]), str(issue["body"] or ""), _fits(user["login"], _LOGIN), int(user["id"]))


def _fits(value: object, pattern: str) -> str:
    """The text, if it has the form.

    Raises:
        ValueError: it has not.
    """
    if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
        raise ValueError(f"GitHub says {value!r}, which has not the form {pattern}")
    return value
