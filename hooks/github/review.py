"""The review of a pull request: its data judged in a folder of its own, and one comment about it."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from hooks.check.check import check, within
from hooks.findings.finding import Finding, Severity
from hooks.github.api import MOST_FILES
from hooks.github.comment import comment
from hooks.github.event import Pull
from hooks.github.tree import write_data
from hooks.load.files import most_bytes


def review(repository: Path, pull: Pull, touched: Collection[PurePosixPath], rules: str = "") -> str:
    """The comment on ``pull``, whose commit git has in ``repository``. Nothing of it is run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_merged(repository, pull.head, set(touched), folder)
        findings = of_this_change(check(folder).findings, touched)
        texts = {path: _text(folder, path) for path in {finding.path for finding in findings}}
    readable = {path: text for path, text in texts.items() if text is not None}
    return comment(findings, readable, pull.branch, rules)


def _write_merged(repository: Path, head: str, touched: Collection[PurePosixPath], folder: Path) -> None:
    """The data as it would be once merged: a branch that is behind is not told what has been mended meanwhile.

    Of a change with more files than GitHub lists nobody knows what it touches: its commit is taken as it is.
    """
    if len(touched) < MOST_FILES:
        write_data(repository, "HEAD", folder, lambda path: path not in touched)
        write_data(repository, head, folder, lambda path: path in touched)
    else:
        write_data(repository, head, folder)


def of_this_change(findings: Collection[Finding], touched: Collection[PurePosixPath]) -> list[Finding]:
    """Everything told of the files touched, and the errors elsewhere, which their change must have led to."""
    own = set(within(findings, touched))
    return [finding for finding in findings if finding in own or finding.severity is Severity.ERROR]


def _text(folder: Path, path: PurePosixPath) -> str | None:
    file = folder / path
    if file.is_symlink() or not file.is_file() or file.stat().st_size > most_bytes(path):
        return None
    return file.read_text("utf-8", errors="replace").removeprefix("\ufeff")
