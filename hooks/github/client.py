"""A minimal GitHub REST API client: only the endpoints that the workflows use."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from http.client import HTTPException
from pathlib import PurePosixPath
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

API_URL = "https://api.github.com"
BOT = "github-actions[bot]"
MAX_RESPONSE = 20_000_000
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
Transport = Callable[[str, str, Json], bytes]
"""Takes an HTTP method, a path and a JSON body or None; returns the response, at most `MAX_RESPONSE` bytes."""


class GitHubError(Exception):
    """GitHub answered a request with an HTTP error, or ``status`` is 0 and it didn't answer."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"GitHub returned {status}: {_message(body)}" if status else f"GitHub didn't answer: {body}")
        self.status = status


def _message(body: str) -> str:
    """The message in an error's body, which is JSON."""
    try:
        content = json.loads(body)
    except ValueError:
        return body
    return str(content["message"]) if isinstance(content, dict) and "message" in content else body


def http_transport(token: str) -> Transport:
    """A transport that authenticates with ``token``. It sends the token to `API_URL` only, also after a redirect."""

    def send(method: str, path: str, content: Json) -> bytes:
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        body = None if content is None else json.dumps(content).encode()
        request = Request(f"{API_URL}{path}", body, headers, method=method)  # noqa: S310 - always https
        request.add_unredirected_header("Authorization", f"Bearer {token}")
        try:
            with urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310 - always https
                found: bytes = response.read(MAX_RESPONSE + 1)
        except HTTPError as error:
            raise GitHubError(error.code, error.read(2000).decode("utf-8", "replace")) from error
        except (OSError, HTTPException) as error:
            raise GitHubError(0, str(error)) from error
        if len(found) > MAX_RESPONSE:
            raise GitHubError(0, f"the response has more than {MAX_RESPONSE:,} bytes")
        return found

    return send


class GitHubClient:
    """Access to one repository, given as ``owner/name``. Failed requests raise `GitHubError`."""

    def __init__(self, repository: str, send: Transport) -> None:
        self._base = f"/repos/{repository}"
        self._transport = send

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """Create or update our comment that starts with ``marker`` on an issue or pull request."""
        existing = self._find_own_comment(number, marker)
        if existing is None:
            self.create_comment(number, body)
        elif existing["body"] != body:
            self._send("PATCH", f"{self._base}/issues/comments/{int(existing['id'])}", {"body": body})

    def _find_own_comment(self, number: int, marker: str) -> Mapping[str, Json] | None:
        comments = self._paginate(f"/issues/{number}/comments")
        return next((c for c in comments if _is_by_bot(c) and str(c["body"]).startswith(marker)), None)

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
        found: Mapping[str, Json] = self._get(f"/pulls/{number}")
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
            return str(self._get(f"/git/ref/heads/{quote(branch)}")["object"]["sha"])
        except GitHubError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    def create_branch(self, branch: str, sha: str) -> None:
        """Create a branch at a commit."""
        self._post("/git/refs", {"ref": f"refs/heads/{branch}", "sha": sha})

    def advance_branch(self, branch: str, sha: str) -> None:
        """Move a branch to a commit that contains its present one. GitHub refuses any other."""
        self._send("PATCH", f"{self._base}/git/refs/heads/{quote(branch)}", {"sha": sha, "force": False})

    def create_commit(self, parent: str, files: Mapping[PurePosixPath, str], message: str, **people: Json) -> str:
        """Commit files on top of a commit; returns the SHA. ``people`` may set ``author`` and ``committer``."""
        base_tree = self._get(f"/git/commits/{parent}")["tree"]["sha"]
        entries = [
            {"path": str(path), "mode": "100644", "type": "blob", "sha": self._create_blob(text)}
            for path, text in files.items()
        ]
        tree = self._post("/git/trees", {"base_tree": base_tree, "tree": entries})["sha"]
        return str(self._post("/git/commits", {"message": message, "tree": tree, "parents": [parent], **people})["sha"])

    def list_workflow_runs(self, workflow: str, sha: str) -> list[Mapping[str, Json]]:
        """A workflow's pull request runs for a commit, as the API returns them."""
        path = f"/actions/workflows/{workflow}/runs"
        return list(self._paginate(path, "workflow_runs", head_sha=sha, event="pull_request"))

    def list_jobs(self, run: int) -> list[Mapping[str, Json]]:
        """The jobs of all attempts of a workflow run, as the API returns them."""
        return list(self._paginate(f"/actions/runs/{run}/jobs", "jobs", filter="all"))

    def list_artifacts(self, run: int, name: str) -> list[Mapping[str, Json]]:
        """The artifacts with this name that the attempts of a workflow run uploaded, as the API returns them."""
        return list(self._paginate(f"/actions/runs/{run}/artifacts", "artifacts", name=name))

    def download_artifact(self, artifact: int) -> bytes:
        """An artifact's zip file. It's whatever the run uploaded."""
        return self._transport("GET", f"{self._base}/actions/artifacts/{artifact}/zip", None)

    def _create_blob(self, text: str) -> str:
        content = base64.b64encode(text.encode()).decode()
        return str(self._post("/git/blobs", {"content": content, "encoding": "base64"})["sha"])

    def _get(self, path: str) -> Json:
        return self._send("GET", f"{self._base}{path}", None)

    def _post(self, path: str, content: Json) -> Json:
        return self._send("POST", f"{self._base}{path}", content)

    def _send(self, method: str, path: str, content: Json) -> Json:
        response = self._transport(method, path, content)
        try:
            return json.loads(response) if response else None
        except ValueError as error:
            raise GitHubError(0, "the response isn't JSON") from error

    def _paginate(self, path: str, key: str = "", **query: str) -> Iterator[Mapping[str, Json]]:
        """Each entry of a list; ``key`` is the list's in the response, if it isn't the whole of it."""
        for page in range(1, _MAX_PAGES + 1):
            found = self._get(f"{path}?{urlencode({**query, 'per_page': _PER_PAGE, 'page': page})}")
            entries = found[key] if key else found
            yield from entries
            if len(entries) < _PER_PAGE:
                return


def _is_by_bot(comment: Mapping[str, Json]) -> bool:
    return bool(comment["user"]) and comment["user"]["login"] == BOT
