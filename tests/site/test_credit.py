"""Authors of an answer on its built page, and why none are named if history is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.github.git_repositories import commit_all, git, init_repository
from tests.site.building import Once, build, copy
from tests.site.html_tree import parse

ANSWER = "data/questions/caching/stale-read/answer.md"
PAGE = "site/questions/stale-read/index.html"
GRACE = {"GIT_AUTHOR_NAME": "Grace {{ 7*7 }}", "GIT_AUTHOR_EMAIL": "grace@example.org"}


def _written(folder: Path, of: Path) -> None:
    root = init_repository(copy(folder, of))
    commit_all(root)
    assert build(root).returncode == 0
    (first,) = parse((root / PAGE).read_text("utf-8")).by_class("credit")
    assert first.text == "Written by Ada."
    (root / ANSWER).write_text((root / ANSWER).read_text("utf-8").rstrip() + " \n", "utf-8")
    commit_all(root, env=GRACE)
    git(root, "checkout", "-q", "HEAD~", "--", ANSWER)
    commit_all(root, env=GRACE)
    (folder / "log.txt").write_text(build(root).stdout, "utf-8")


@pytest.fixture(scope="session")
def written(once: Once, small_project: Path) -> Path:
    """The project built twice: the second time with the same files and one more author in their history."""
    return once("written", lambda folder: _written(folder, small_project))


def test_authors_are_named_and_updated_when_only_they_change(written: Path) -> None:
    (credit,) = parse((written / PAGE).read_text("utf-8")).by_class("credit")
    assert credit.text == "Written by Ada and Grace {{ 7*7 }}."
    assert "don't credit" not in (written / "log.txt").read_text("utf-8")


def test_shallow_clone_credits_no_authors_and_logs_why(written: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{written}", "shallow")
    done = build(tmp_path / "shallow")
    assert done.returncode == 0
    assert "answers don't credit their authors: this is a shallow clone" in done.stdout
    assert parse((tmp_path / "shallow" / PAGE).read_text("utf-8")).by_class("credit") == []
