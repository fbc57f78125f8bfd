"""Webhook event payloads, parsed and validated: a pull request's branch and author names are untrusted input."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hooks.model.repository import Repository

_REPOSITORY = r"[A-Za-z0-9_-]{1,39}/[A-Za-z0-9._-]{1,100}"
_SHA = r"[0-9a-f]{40}"
_LOGIN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}(?:\[bot\])?"
_REF = r"(?!-)[^\s~^:?*\[\\\x00-\x1f\x7f\ud800-\udfff]{1,255}"
_GHOST: Mapping[str, Any] = {"login": "ghost", "id": 10137}
"""GitHub's stand-in for deleted accounts."""


@dataclass(frozen=True)
class PullRequest:
    """A pull request: its number, head commit and head branch.

    ``head_repository`` is ``owner/name``, or None if the fork was deleted. ``head_branch`` is None if its name doesn't
    belong in a URL or a command.
    """

    number: int
    head: str
    head_repository: str | None
    head_branch: str | None
    is_open: bool = True

    @property
    def branch(self) -> Repository:
        """The branch its author edits, for links; without a URL if it's gone or its name is unusual."""
        if self.head_repository is None or self.head_branch is None:
            return Repository()
        return Repository(f"https://github.com/{self.head_repository}", self.head_branch)


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
        ValueError: The head commit has an unexpected format.
    """
    pull = content.get("pull_request", content)
    head = pull["head"]
    if not _matches(head["sha"], _SHA):
        raise ValueError("GitHub sent a head commit that isn't a SHA-1")
    name = head["repo"]["full_name"] if head["repo"] else None
    return PullRequest(
        number=int(pull["number"]),
        head=head["sha"],
        head_repository=name if _matches(name, _REPOSITORY) else None,
        head_branch=head["ref"] if _matches(head["ref"], _REF) else None,
        is_open=pull.get("state", "open") == "open",
    )


def parse_issue(content: Mapping[str, Any]) -> Issue:
    """The issue in an event payload. An author with an unusual name becomes GitHub's ghost."""
    issue = content["issue"]
    user = issue["user"] or _GHOST
    user = user if _matches(user["login"], _LOGIN) else _GHOST
    body = str(issue["body"] or "").encode("utf-8", "replace").decode()
    return Issue(int(issue["number"]), body, user["login"], int(user["id"]))


def _matches(value: object, pattern: str) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None
