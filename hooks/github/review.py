"""Review a pull request: check its data in a temporary folder and write one comment."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from hooks.check.check import check, within
from hooks.findings.finding import Finding, Severity
from hooks.github.client import MAX_FILES
from hooks.github.event import PullRequest
from hooks.github.git_tree import export_data
from hooks.github.review_comment import review_comment
from hooks.load.files import max_bytes


def review(repository: Path, pull: PullRequest, changed: Collection[PurePosixPath], rules_url: str = "") -> str:
    """The comment for ``pull``, whose head commit must be fetched. Nothing from the pull request is executed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _export_merged(repository, pull.head, set(changed), folder)
        findings = relevant_findings(check(folder).findings, changed)
        texts = {path: _text(folder, path) for path in {finding.path for finding in findings}}
    readable = {path: text for path, text in texts.items() if text is not None}
    return review_comment(findings, readable, pull.branch, rules_url)


def _export_merged(repository: Path, head: str, changed: Collection[PurePosixPath], folder: Path) -> None:
    """Export the data as it would be after merging, so an outdated branch isn't blamed for what main already fixed.

    If the pull request has more files than GitHub lists, its commit is exported as it is.
    """
    if len(changed) < MAX_FILES:
        export_data(repository, "HEAD", folder, lambda path: path not in changed)
        export_data(repository, head, folder, lambda path: path in changed)
    else:
        export_data(repository, head, folder)


def relevant_findings(findings: Collection[Finding], changed: Collection[PurePosixPath]) -> list[Finding]:
    """All findings in the changed files, plus errors elsewhere, which the change must have caused."""
    own = set(within(findings, changed))
    return [finding for finding in findings if finding in own or finding.severity is Severity.ERROR]


def _text(folder: Path, path: PurePosixPath) -> str | None:
    file = folder / path
    if file.is_symlink() or not file.is_file() or file.stat().st_size > max_bytes(path):
        return None
    return file.read_text("utf-8", errors="replace").removeprefix("\ufeff")
