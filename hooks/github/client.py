"""A minimal GitHub REST API client: only the endpoints that the workflows use."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

API_URL = "https://api.github.com"
BOT = "github-actions[bot]"
_PER_PAGE, _MAX_PAGES = 100, 10
MAX_FILES = _PER_PAGE * _MAX_PAGES
_TIMEOUT = 30
PULL_REQUESTS_FORBIDDEN = (
    "Workflows aren't allowed to open pull requests in this repository, so please open one from that branch yourself. "
    "A maintainer can allow it in *Settings* > *Actions* > *General* > *Allow GitHub Actions to create and approve "
    "pull requests*."
)
"""The message for when `GitHubClient.create_pull_request` returns None."""
Json = Any
Transport = Callable[[str, str, Json], Json]
"""Takes an HTTP method, a path and a JSON body or None; returns the JSON response or None."""


class GitHubError(Exception):
    """GitHub answered a request with an HTTP error."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"GitHub returned {status}: {body}")
        self.status = status


def http_transport(token: str) -> Transport:
    """A transport that authenticates with ``token``. It sends requests to `API_URL` only."""

    def send(method: str, path: str, content: Json) -> Json:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        body = None if content is None else json.dumps(content).encode()
        request = Request(f"{API_URL}{path}", body, headers, method=method)  # noqa: S310 - always https
        try:
            with urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310 - always https
                text = response.read()
        except HTTPError as error:
            raise GitHubError(error.code, error.read(2000).decode("utf-8", "replace")) from error
        return json.loads(text) if text else None

    return send


class GitHubClient:
    """Access to one repository, given as ``owner/name``. Failed requests raise `GitHubError`."""

    def __init__(self, repository: str, send: Transport) -> None:
        self._base = f"/repos/{repository}"
        self._send = send

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """Create or update our comment that starts with ``marker`` on an issue or pull request."""
        existing = self._find_own_comment(number, marker)
        if existing is None:
            self.create_comment(number, body)
        elif existing["body"] != body:
            self._send("PATCH", f"{self._base}/issues/comments/{int(existing['id'])}", {"body": body})

    def _find_own_comment(self, number: int, marker: str) -> Mapping[str, Json] | None:
        comments = self._paginate(f"/issues/{number}/comments")
        return next((c for c in comments if c["user"]["login"] == BOT and c["body"].startswith(marker)), None)

    def create_comment(self, number: int, body: str) -> None:
        """Comment on an issue or pull request."""
        self._post(f"/issues/{number}/comments", {"body": body})

    def find_own_issue(self, label: str) -> Mapping[str, Json] | None:
        """The open issue with ``label`` that the workflows created, or None."""
        issues = self._paginate("/issues", state="open", labels=label, creator=BOT)
        return next((issue for issue in issues if "pull_request" not in issue), None)

    def create_issue(self, title: str, body: str, label: str) -> None:
        """Open an issue."""
        self._post("/issues", {"title": title, "body": body, "labels": [label]})

    def update_issue(self, number: int, **fields: str) -> None:
        """Update fields of an issue, such as ``body`` or ``state``."""
        self._send("PATCH", f"{self._base}/issues/{number}", fields)

    def get_pull_request(self, number: int) -> Mapping[str, Json]:
        """A pull request, as the API returns it."""
        found: Mapping[str, Json] = self._send("GET", f"{self._base}/pulls/{number}", None)
        return found

    def list_changed_files(self, number: int) -> list[PurePosixPath]:
        """The paths that a pull request changes, old names of renamed files included; at most `MAX_FILES` entries."""
        entries = self._paginate(f"/pulls/{number}/files")
        return [
            PurePosixPath(entry[key]) for entry in entries for key in ("filename", "previous_filename") if key in entry
        ]

    def create_pull_request(self, branch: str, title: str, body: str, base: str) -> int | None:
        """Open a pull request; returns its number, or None if the settings don't allow workflows to open one."""
        try:
            created = self._post("/pulls", {"head": branch, "base": base, "title": title, "body": body})
        except GitHubError as error:
            if error.status == HTTPStatus.FORBIDDEN:
                return None
            raise
        return int(created["number"])

    def get_branch_head(self, branch: str) -> str | None:
        """The commit SHA of a branch, or None if the branch doesn't exist."""
        try:
            return str(self._send("GET", f"{self._base}/git/ref/heads/{quote(branch)}", None)["object"]["sha"])
        except GitHubError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    def create_branch(self, branch: str, sha: str) -> None:
        """Create a branch at a commit."""
        self._post("/git/refs", {"ref": f"refs/heads/{branch}", "sha": sha})

    def create_commit(self, branch: str, files: Mapping[PurePosixPath, str], message: str, **people: Json) -> str:
        """Commit files to a branch; returns the SHA. ``people`` may set ``author`` and ``committer``."""
        parent = self.get_branch_head(branch)
        base_tree = self._send("GET", f"{self._base}/git/commits/{parent}", None)["tree"]["sha"]
        entries = [
            {"path": str(path), "mode": "100644", "type": "blob", "sha": self._create_blob(text)}
            for path, text in files.items()
        ]
        tree = self._post("/git/trees", {"base_tree": base_tree, "tree": entries})["sha"]
        commit = self._post("/git/commits", {"message": message, "tree": tree, "parents": [parent], **people})["sha"]
        self._send("PATCH", f"{self._base}/git/refs/heads/{quote(branch)}", {"sha": commit})
        return str(commit)

    def find_workflow_run(self, workflow: str, sha: str) -> int | None:
        """The id of the latest completed pull request run of a workflow for a commit, or None."""
        query = urlencode({"head_sha": sha, "event": "pull_request", "status": "completed", "per_page": 1})
        runs = self._send("GET", f"{self._base}/actions/workflows/{workflow}/runs?{query}", None)["workflow_runs"]
        return int(runs[0]["id"]) if runs else None

    def has_artifact(self, run: int, name: str) -> bool:
        """Whether a workflow run uploaded an artifact with this name."""
        query = urlencode({"name": name})
        return bool(self._send("GET", f"{self._base}/actions/runs/{run}/artifacts?{query}", None)["artifacts"])

    def _create_blob(self, text: str) -> str:
        content = base64.b64encode(text.encode()).decode()
        return str(self._post("/git/blobs", {"content": content, "encoding": "base64"})["sha"])

    def _post(self, path: str, content: Json) -> Json:
        return self._send("POST", f"{self._base}{path}", content)

    def _paginate(self, path: str, **query: str) -> Iterator[Mapping[str, Json]]:
        for page in range(1, _MAX_PAGES + 1):
            parameters = urlencode({**query, "per_page": _PER_PAGE, "page": page})
            found = self._send("GET", f"{self._base}{path}?{parameters}", None)
            yield from found
            if len(found) < _PER_PAGE:
                return
