"""Find the artifact that a pull request's check uploaded for one commit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hooks.github.client import GitHubClient
from hooks.github.event import PullRequest

WORKFLOW, JOB, ARTIFACT = "check.yml", "Record changed programs and diagrams", "records"
MAX_ARTIFACT = 5_000_000
"""Bytes of the zip file."""
_REASONS = {
    "action_required": "is waiting for a maintainer to approve it: approve it on the pull request, wait for it",
    "failure": "didn't finish: its log says what failed. Fix that, wait for the new check",
    "skipped": "was skipped: close and reopen the pull request, wait for the check",
}


class NotRun(Exception):  # noqa: N818 - named for what happened
    """The programs and diagrams of a commit haven't all been run; the message says what to do."""


def download_records(client: GitHubClient, pull: PullRequest) -> bytes:
    """The zip file with the new records for the pull request's head commit.

    The newest run counts, and the newest attempt of its job. Only if that succeeded have all programs run: a whole run
    also fails because a record is stale, and counts as completed while it's waiting for approval.

    Raises:
        NotRun: They haven't.
    """
    runs = [run for run in client.list_workflow_runs(WORKFLOW, pull.head) if _is_of(run, pull)]
    if not runs:
        raise NotRun(_not_run("hasn't started: wait for it"))
    run = max(runs, key=lambda run: (str(run["run_started_at"]), int(run["id"])))
    if run["conclusion"] == "action_required":
        raise NotRun(_not_run(_REASONS["action_required"]))
    jobs = [job for job in client.list_jobs(int(run["id"])) if job["name"] == JOB]
    if not jobs:
        raise NotRun(_not_run("has no such job" if run["status"] == "completed" else "hasn't started: wait for it"))
    job = max(jobs, key=lambda job: (int(job["run_attempt"]), int(job["id"])))
    if job["status"] != "completed":
        raise NotRun(_not_run("is still running: wait for it"))
    if job["conclusion"] != "success":
        raise NotRun(_not_run(_REASONS.get(job["conclusion"], "was stopped: run it again, wait for it")))
    return _download(client, int(run["id"]))


def _is_of(run: Mapping[str, Any], pull: PullRequest) -> bool:
    """Whether a run is the pull request's: another fork can have the same commit."""
    name = run["head_repository"]["full_name"] if run["head_repository"] else None
    return bool(run["head_sha"] == pull.head and run["event"] == "pull_request" and name == pull.head_repository)


def _not_run(problem: str) -> str:
    return f'The job "{JOB}" of the last commit\'s check {problem}, then run this workflow again.'


def _download(client: GitHubClient, run: int) -> bytes:
    """The newest artifact: a job that has run uploads one, even if all records are up to date."""
    artifacts = [artifact for artifact in client.list_artifacts(run, ARTIFACT) if artifact["name"] == ARTIFACT]
    newest = max(artifacts, key=lambda artifact: (str(artifact["created_at"]), int(artifact["id"])), default=None)
    if newest is None or newest["expired"]:
        raise NotRun(_not_run("has no artifact, or an expired one: run the check again, wait for it"))
    if int(newest["size_in_bytes"]) > MAX_ARTIFACT:
        raise NotRun(f"The artifact has more than {MAX_ARTIFACT:,} bytes, so it isn't ours.")
    return client.download_artifact(int(newest["id"]))
