from __future__ import annotations

from typing import Any

import pytest

from hooks.github.check_run import MAX_ARTIFACT, NotRun, download_records
from hooks.github.event import PullRequest
from tests.github.fake_github import FakeGitHub

HEAD = "f" * 40
PULL = PullRequest(7, HEAD, "octocat/guide", "patch-1")
FORK = {"repository": "octocat/guide"}


@pytest.fixture
def github() -> FakeGitHub:
    return FakeGitHub()


def test_a_successful_job_has_records_even_if_the_run_fails(github: FakeGitHub) -> None:
    github.add_run(HEAD, b"zip", **FORK)
    assert download_records(github.client, PULL) == b"zip"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"conclusion": "action_required"}, "waiting for a maintainer to approve"),
        ({"conclusion": "action_required", "job_name": "Other"}, "waiting for a maintainer to approve"),
        ({"job_conclusion": "failure"}, "didn't finish"),
        ({"job_conclusion": "skipped"}, "was skipped"),
        ({"job_conclusion": "cancelled"}, "was stopped"),
        ({"job_conclusion": "timed_out"}, "was stopped"),
        ({"job_conclusion": "neutral"}, "was stopped"),
        ({"job_conclusion": "stale"}, "was stopped"),
        ({"job_conclusion": "startup_failure"}, "was stopped"),
        ({"job_conclusion": "action_required"}, "waiting for a maintainer to approve"),
        ({"job_conclusion": None}, "was stopped"),
        ({"job_conclusion": "SUCCESS"}, "was stopped"),
        ({"job_status": "in_progress", "job_conclusion": None}, "still running"),
        ({"job_status": "queued", "job_conclusion": None}, "still running"),
        ({"job_status": "waiting", "job_conclusion": "success"}, "still running"),
        ({"job_name": "Other"}, "has no such job"),
        ({"job_name": "Other", "status": "queued", "conclusion": None}, "hasn't started"),
        ({"event": "push"}, "hasn't started"),
        ({"head_sha": "a" * 40}, "hasn't started"),
        ({"repository": "stranger/guide"}, "hasn't started"),
        ({"head_repository": None}, "hasn't started"),
    ],
)
def test_only_a_success_counts_as_run(github: FakeGitHub, changes: dict[str, Any], expected: str) -> None:
    github.add_run(HEAD, b"zip", **{**FORK, **changes})
    with pytest.raises(NotRun, match=expected):
        download_records(github.client, PULL)


def test_no_run_is_said(github: FakeGitHub) -> None:
    with pytest.raises(NotRun, match="hasn't started"):
        download_records(github.client, PULL)


@pytest.mark.parametrize("newer", [{"conclusion": "action_required"}, {"job_conclusion": "cancelled"}])
def test_the_newest_run_counts(github: FakeGitHub, newer: dict[str, Any]) -> None:
    github.add_run(HEAD, b"old", **FORK)
    github.add_run(HEAD, b"new", **FORK)
    github.runs.reverse()
    assert download_records(github.client, PULL) == b"new"
    github.add_run(HEAD, b"newest", **FORK, **newer)
    with pytest.raises(NotRun):
        download_records(github.client, PULL)


def test_a_run_that_was_repeated_later_is_newer(github: FakeGitHub) -> None:
    github.add_run(HEAD, b"repeated", run_started_at="2026-02-01T00:00:00Z", **FORK)
    github.add_run(HEAD, b"other", **FORK)
    assert download_records(github.client, PULL) == b"repeated"


@pytest.mark.parametrize("last", ["failure", "success"])
def test_the_newest_attempt_counts(github: FakeGitHub, last: str) -> None:
    github.add_run(HEAD, b"zip", **FORK)
    other = "success" if last == "failure" else "failure"
    github.jobs = [{**github.jobs[0], "run_attempt": n, "conclusion": [other, last][n - 1]} for n in (2, 1)]
    if last == "success":
        assert download_records(github.client, PULL) == b"zip"
    else:
        with pytest.raises(NotRun, match="didn't finish"):
            download_records(github.client, PULL)


def test_a_job_without_an_artifact_has_not_shown_anything(github: FakeGitHub) -> None:
    github.add_run(HEAD, None, **FORK)
    with pytest.raises(NotRun, match="has no artifact"):
        download_records(github.client, PULL)


def test_a_large_artifact_is_not_downloaded(github: FakeGitHub) -> None:
    github.add_run(HEAD, b"x" * (MAX_ARTIFACT + 1), **FORK)
    with pytest.raises(NotRun, match="more than 5,000,000 bytes"):
        download_records(github.client, PULL)
    assert "GET /actions/artifacts/1/zip" not in github.log
