"""An in-memory GitHub: the endpoints that the client uses, with a log of requests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hooks.github.check_run import ARTIFACT, JOB
from hooks.github.client import BOT, GitHubClient, GitHubError

Json = Any
REPOSITORY = "example/guide"
FORBIDDEN = GitHubError(403, '{"message": "Resource not accessible by integration"}')


@dataclass
class FakeGitHub:
    """One repository's issues, comments, branches and pull requests."""

    comments: list[dict[str, Json]] = field(default_factory=list)
    issues: list[dict[str, Json]] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=lambda: {"main": "m" * 40})
    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    commits: list[dict[str, Json]] = field(default_factory=list)
    pulls: list[dict[str, Json]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    runs: list[dict[str, Json]] = field(default_factory=list)
    jobs: list[dict[str, Json]] = field(default_factory=list)
    artifacts: dict[int, bytes] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    get_pull: Callable[[], Json] | None = None
    refused: dict[str, GitHubError] = field(default_factory=dict)

    @property
    def client(self) -> GitHubClient:
        return GitHubClient(REPOSITORY, self.send)

    def send(self, method: str, path: str, content: Json) -> bytes:
        parts = urlsplit(path)
        endpoint = parts.path.removeprefix(f"/repos/{REPOSITORY}")
        assert endpoint != parts.path, path
        self.log.append(f"{method} {endpoint}")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        for pattern, error in self.refused.items():
            if re.fullmatch(pattern, f"{method} {endpoint}"):
                raise error
        for pattern, respond in self._routes().items():
            if match := re.fullmatch(pattern, f"{method} {endpoint}"):
                response = respond(match, content if content is not None else query)
                return response if isinstance(response, bytes) else json.dumps(response).encode()
        raise AssertionError(f"{method} {path}")

    def add_run(self, head: str, archive: bytes | None, repository: str = REPOSITORY, **changes: Json) -> None:
        """A run of the check with its job; ``changes`` are fields of the run, or with ``job_`` of the job."""
        number = len(self.runs) + 1
        own = {name: value for name, value in changes.items() if not name.startswith("job_")}
        run = {
            "id": number,
            "head_sha": head,
            "event": "pull_request",
            "run_started_at": f"2026-01-0{number}T00:00:00Z",
        }
        run |= {"status": "completed", "conclusion": "failure", "head_repository": {"full_name": repository}}
        self.runs.append({**run, **own})
        job = {
            "id": number,
            "run": number,
            "name": JOB,
            "run_attempt": 1,
            "status": "completed",
            "conclusion": "success",
        }
        of_job = {name.removeprefix("job_"): value for name, value in changes.items() if name.startswith("job_")}
        self.jobs.append({**job, **of_job})
        if archive is not None:
            self.artifacts[number] = archive

    def _routes(self) -> dict[str, Callable[[re.Match[str], Json], Json]]:
        return {
            r"GET /issues/(\d+)/comments": self._list_comments,
            r"POST /issues/(\d+)/comments": self._create_comment,
            r"PATCH /issues/comments/(\d+)": lambda m, c: self.comments[int(m[1])].update(c),
            r"GET /issues": self._list_issues,
            r"POST /issues": lambda _, c: self.issues.append(
                {**c, "number": len(self.issues) + 1, "state": "open", "user": {"login": BOT}}
            ),
            r"PATCH /issues/(\d+)": lambda m, c: self.issues[int(m[1]) - 1].update(c),
            r"GET /pulls/(\d+)": lambda m, _: self.get_pull() if self.get_pull else self.pulls[int(m[1]) - 1],
            r"GET /pulls/(\d+)/files": self._list_files,
            r"POST /pulls": self._create_pull_request,
            r"GET /git/ref/heads/(.+)": self._get_branch,
            r"POST /git/refs": lambda _, c: self.branches.update({c["ref"].removeprefix("refs/heads/"): c["sha"]}),
            r"PATCH /git/refs/heads/(.+)": self._advance_branch,
            r"GET /git/commits/(\w+)": lambda m, _: {"tree": {"sha": f"tree of {m[1]}"}},
            r"POST /git/blobs": lambda _, c: {"sha": c["content"]},
            r"POST /git/trees": self._create_tree,
            r"POST /git/commits": self._create_commit,
            r"GET /actions/workflows/check.yml/runs": lambda *_: {"workflow_runs": self.runs},
            r"GET /actions/runs/(\d+)/jobs": lambda m, _: {
                "jobs": [job for job in self.jobs if job["run"] == int(m[1])]
            },
            r"GET /actions/runs/(\d+)/artifacts": self._list_artifacts,
            r"GET /actions/artifacts/(\d+)/zip": lambda m, _: self.artifacts[int(m[1])],
        }

    def _list_comments(self, match: re.Match[str], query: Json) -> Json:
        found = [{"id": id_, **comment} for id_, comment in enumerate(self.comments) if comment["issue"] == match[1]]
        start = (int(query["page"]) - 1) * int(query["per_page"])
        return found[start : start + int(query["per_page"])]

    def _create_comment(self, match: re.Match[str], content: Json) -> Json:
        self.comments.append({"issue": match[1], "body": content["body"], "user": {"login": BOT}})

    def _list_issues(self, _: re.Match[str], query: Json) -> Json:
        return [
            issue
            for issue in self.issues
            if issue["state"] == query["state"]
            and query["labels"] in issue["labels"]
            and issue["user"]["login"] == query["creator"]
        ]

    def _list_files(self, _: re.Match[str], query: Json) -> Json:
        start = (int(query["page"]) - 1) * int(query["per_page"])
        return [{"filename": name} for name in self.files[start : start + int(query["per_page"])]]

    def _create_pull_request(self, _: re.Match[str], content: Json) -> Json:
        self.pulls.append({**content, "number": len(self.pulls) + 1})
        return self.pulls[-1]

    def _get_branch(self, match: re.Match[str], _: Json) -> Json:
        if match[1] not in self.branches:
            raise GitHubError(404, "Not Found")
        return {"object": {"sha": self.branches[match[1]]}}

    def _advance_branch(self, match: re.Match[str], content: Json) -> Json:
        parents = self.commits[int(content["sha"][0]) - 1]["parents"]
        if content["force"] or self.branches[match[1]] not in parents:
            raise GitHubError(422, '{"message": "Update is not a fast forward"}')
        self.branches[match[1]] = content["sha"]

    def _create_tree(self, _: re.Match[str], content: Json) -> Json:
        self.trees["t"] = {entry["path"]: entry["sha"] for entry in content["tree"]}
        return {"sha": "t"}

    def _create_commit(self, _: re.Match[str], content: Json) -> Json:
        self.commits.append(content)
        return {"sha": str(len(self.commits)) * 40}

    def _list_artifacts(self, match: re.Match[str], query: Json) -> Json:
        assert query["name"] == ARTIFACT
        one = {"id": int(match[1]), "name": ARTIFACT, "expired": False, "created_at": "2026-01-01T00:00:00Z"}
        found = self.artifacts.get(int(match[1]))
        return {"artifacts": [] if found is None else [{**one, "size_in_bytes": len(found)}]}
