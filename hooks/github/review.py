"""Review a pull request: check its data in a temporary folder and write one comment."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from hooks.check.check import check, within
from hooks.findings.finding import Finding, Severity
from hooks.github.client import MAX_FILES
from hooks.github.event import PullRequest
from hooks.github.git_tree import Tree, data_tree, export, merged
from hooks.github.review_comment import review_comment
from hooks.load.files import max_bytes

TIMEOUT = 180
"""Seconds of CPU; well below the limit of the job, which would end without a comment."""


class ReviewTimeout(Exception):  # noqa: N818 - named for what happened
    """The check of a change took too long."""


def review(repository: Path, pull: PullRequest, changed: Collection[PurePosixPath], rules_url: str = "") -> str:
    """The comment for ``pull``, whose head commit must be fetched. Nothing from the pull request is executed.

    Raises:
        TooLarge: It's more than we review.
        ReviewTimeout: It took too long.
    """
    with tempfile.TemporaryDirectory() as name, _time_limit():
        folder = Path(name)
        unwritable = export(repository, _merged(repository, pull.head, frozenset(changed)), folder)
        findings = relevant_findings([*unwritable, *check(folder).findings], changed)
        texts = {path: _text(folder, path) for path in {finding.path for finding in findings}}
    readable = {path: text for path, text in texts.items() if text is not None}
    return review_comment(findings, readable, pull.branch, rules_url)


def _merged(repository: Path, head: str, changed: Collection[PurePosixPath]) -> Tree:
    """The data as it would be after merging, so an outdated branch isn't blamed for what main already fixed.

    If the pull request has more files than GitHub lists, its commit is used as it is.
    """
    theirs = data_tree(repository, head)
    return merged(data_tree(repository, "HEAD"), theirs, changed) if len(changed) < MAX_FILES else theirs


@contextmanager
def _time_limit() -> Iterator[None]:
    """Ends the check even inside of a regular expression."""

    def stop(*_: object) -> None:
        raise ReviewTimeout(f"the check took more than {TIMEOUT} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, TIMEOUT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def relevant_findings(findings: Collection[Finding], changed: Collection[PurePosixPath]) -> list[Finding]:
    """All findings in the changed files, plus errors elsewhere, which the change must have caused."""
    own = set(within(findings, changed))
    return [finding for finding in findings if finding in own or finding.severity is Severity.ERROR]


def _text(folder: Path, path: PurePosixPath) -> str | None:
    file = folder / path
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > max_bytes(path):
            return None
        return file.read_text("utf-8", errors="replace").removeprefix("\ufeff")
    except OSError:  # a name that's too long for a file
        return None
