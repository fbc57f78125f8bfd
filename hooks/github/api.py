"""The little of GitHub's interface that the workflows need."""

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

API = "https://api.github.com"
BOT = "github-actions[bot]"
_PAGE, _PAGES = 100, 10
MOST_FILES = _PAGE * _PAGES
_SECONDS = 30
FORBIDDEN = (
    "Workflows may not open pull requests here, so open one from that branch by hand. A maintainer can allow it: "
    "*Settings*, *Actions*, *General*, *Allow GitHub Actions to create and approve pull requests*."
)
"""What to say where `Api.open_pull` gives no number."""
Json = Any
Send = Callable[[str, str, Json], Json]
"""Takes a method, a path and what to send; gives what came back."""


class Refused(Exception):  # noqa: N818 - it names what GitHub did
    """GitHub did not do what it was asked."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"GitHub answers {status}: {said}")
        self.status = status


def sender(token: str) -> Send:
    """Sends with a token, and never anywhere else than to GitHub."""

    def send(method: str, path: str, content: Json) -> Json:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        body = None if content is None else json.dumps(content).encode()
        request = Request(f"{API}{path}", body, headers, method=method)  # noqa: S310 - https alone
        try:
            with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - https alone
                text = answer.read()
        except HTTPError as error:
            raise Refused(error.code, error.read(2000).decode("utf-8", "replace")) from error
        return json.loads(text) if text else None

    return send


class Api:
    """One repository, as its workflows may use it."""

    def __init__(self, name: str, send: Send) -> None:
        self._base = f"/repos/{name}"
        self._send = send

    def stick(self, number: int, mark: str, body: str) -> None:
        """Make ``body`` the one comment with ``mark`` that we have in an issue or pull request."""
        found = self._own_comment(number, mark)
        if found is None:
            self._post(f"/issues/{number}/comments", {"body": body})
        elif found["body"] != body:
            self._send("PATCH", f"{self._base}/issues/comments/{int(found['id'])}", {"body": body})

    def _own_comment(self, number: int, mark: str) -> Mapping[str, Json] | None:
        comments = self._all(f"/issues/{number}/comments")
        return next((c for c in comments if c["user"]["login"] == BOT and c["body"].startswith(mark)), None)

    def own_issue(self, label: str) -> Mapping[str, Json] | None:
        """The open issue with ``label`` that we opened."""
        issues = self._all("/issues", state="open", labels=label, creator=BOT)
        return next((issue for issue in issues if "pull_request" not in issue), None)

    def open_issue(self, title: str, body: str, label: str) -> None:
        """Open an issue."""
        self._post("/issues", {"title": title, "body": body, "labels": [label]})

    def change_issue(self, number: int, **fields: str) -> None:
        """Change its text, or close it."""
        self._send("PATCH", f"{self._base}/issues/{number}", fields)

    def say(self, number: int, body: str) -> None:
        """Comment."""
        self._post(f"/issues/{number}/comments", {"body": body})

    def pull(self, number: int) -> Mapping[str, Json]:
        """A pull request."""
        found: Mapping[str, Json] = self._send("GET", f"{self._base}/pulls/{number}", None)
        return found

    def files_of(self, number: int) -> list[PurePosixPath]:
        """The files that a pull request touches, under their old names too; at most `MOST_FILES` entries are read."""
        entries = self._all(f"/pulls/{number}/files")
        return [
            PurePosixPath(entry[key]) for entry in entries for key in ("filename", "previous_filename") if key in entry
        ]

    def open_pull(self, branch: str, title: str, body: str, base: str) -> int | None:
        """Propose a branch; returns the number, or None where the settings forbid it to workflows."""
        try:
            made = self._post("/pulls", {"head": branch, "base": base, "title": title, "body": body})
        except Refused as refusal:
            if refusal.status == HTTPStatus.FORBIDDEN:
                return None
            raise
        return int(made["number"])

    def head_of(self, branch: str) -> str | None:
        """The commit of a branch, or None if there is no such branch."""
        try:
            return str(self._send("GET", f"{self._base}/git/ref/heads/{quote(branch)}", None)["object"]["sha"])
        except Refused as refusal:
            if refusal.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    def make_branch(self, branch: str, commit: str) -> None:
        """Begin a branch."""
        self._post("/git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})

    def commit(self, branch: str, files: Mapping[PurePosixPath, str], message: str, **people: Json) -> str:
        """One commit more on a branch, with these files; returns its name. ``people`` are author and committer."""
        parent = self.head_of(branch)
        tree = self._send("GET", f"{self._base}/git/commits/{parent}", None)["tree"]["sha"]
        entries = [
            {"path": str(path), "mode": "100644", "type": "blob", "sha": self._blob(text)}
            for path, text in files.items()
        ]
        made = self._post("/git/trees", {"base_tree": tree, "tree": entries})["sha"]
        commit = self._post("/git/commits", {"message": message, "tree": made, "parents": [parent], **people})["sha"]
        self._send("PATCH", f"{self._base}/git/refs/heads/{quote(branch)}", {"sha": commit})
        return str(commit)

    def run_of(self, workflow: str, commit: str) -> int | None:
        """The last run of a workflow for a commit of a pull request that has ended."""
        query = urlencode({"head_sha": commit, "event": "pull_request", "status": "completed", "per_page": 1})
        runs = self._send("GET", f"{self._base}/actions/workflows/{workflow}/runs?{query}", None)["workflow_runs"]
        return int(runs[0]["id"]) if runs else None

    def has_artifact(self, run: int, name: str) -> bool:
        """Whether a run attached something by this name."""
        query = urlencode({"name": name})
        return bool(self._send("GET", f"{self._base}/actions/runs/{run}/artifacts?{query}", None)["artifacts"])

    def _blob(self, text: str) -> str:
        content = base64.b64encode(text.encode()).decode()
        return str(self._post("/git/blobs", {"content": content, "encoding": "base64"})["sha"])

    def _post(self, path: str, content: Json) -> Json:
        return self._send("POST", f"{self._base}{path}", content)

    def _all(self, path: str, **query: str) -> Iterator[Mapping[str, Json]]:
        for page in range(1, _PAGES + 1):
            words = urlencode({**query, "per_page": _PAGE, "page": page})
            found = self._send("GET", f"{self._base}{path}?{words}", None)
            yield from found
            if len(found) < _PAGE:
                return
