"""Webhook event payloads, parsed and validated: a pull request's branch and author names are untrusted input."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hooks.model.repository import Repository

_REPOSITORY = r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}"
_SHA = r"[0-9a-f]{40}"
_LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?"
_REF = r"(?!-)[^\s~^:?*\[\\\x00-\x1f\x7f]{1,200}"


@dataclass(frozen=True)
class PullRequest:
    """A pull request: its number, head commit and head branch.

    ``head_repository`` is ``owner/name``, or None if the fork was deleted.
    """

    number: int
    head: str
    head_repository: str | None
    head_branch: str

    @property
    def branch(self) -> Repository:
        """The branch its author edits, for links."""
        name = self.head_repository
        return Repository(f"https://github.com/{name}" if name else "", self.head_branch)


@dataclass(frozen=True)
class Issue:
    """An issue with its author's login and numeric id."""

    number: int
    body: str
    login: str
    user_id: int


def load_event(file: Path) -> Mapping[str, Any]:
    """The payload of the event that triggered the workflow, from ``$GITHUB_EVENT_PATH``."""
    content: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def parse_pull_request(content: Mapping[str, Any]) -> PullRequest:
    """The pull request in an event payload or an API response.

    Raises:
        ValueError: A field has an unexpected format.
    """
    pull = content.get("pull_request", content)
    head = pull["head"]
    name = head["repo"]["full_name"] if head["repo"] else None
    return PullRequest(
        number=int(pull["number"]),
        head=_validated(head["sha"], _SHA),
        head_repository=_validated(name, _REPOSITORY) if name else None,
        head_branch=_validated(head["ref"], _REF),
    )


def parse_issue(content: Mapping[str, Any]) -> Issue:
    """The issue in an event payload.

    Raises:
        ValueError: A field has an unexpected format.
    """
    issue = content["issue"]
    user = issue["user"]
    return Issue(int(issue["number"]), str(issue["body"] or ""), _validated(user["login"], _LOGIN), int(user["id"]))


def _validated(value: object, pattern: str) -> str:
    if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
        raise ValueError(f"unexpected value from GitHub: {value!r} doesn't match {pattern}")
    return value
