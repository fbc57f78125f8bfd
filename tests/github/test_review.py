from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from hooks.github import review as module
from hooks.github.client import MAX_FILES
from hooks.github.event import PullRequest
from hooks.github.review import ReviewTimeout, review
from hooks.github.review_comment import COMMENT_MARKER
from tests.github.git_repositories import commit_all, commit_tree, git, init_repository
from tests.rules.sample_project import OTHER, VALID, A, Q, added, changed, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(init_repository(tmp_path / "repository"), VALID)
    commit_all(tmp_path / "repository")
    return tmp_path / "repository"


def reviewed(repository: Path, changes: dict[str, str | bytes], changed_paths: tuple[str, ...]) -> str:
    git(repository, "checkout", "-q", "-b", "patch-1", "main")
    write(repository, changes)
    head = commit_all(repository)
    git(repository, "checkout", "-q", "main")
    git(repository, "branch", "-q", "-m", "patch-1", f"patch-{head}")
    pull = PullRequest(7, head, "octocat/guide", "patch-1")
    return review(repository, pull, [PurePosixPath(name) for name in changed_paths])


def test_a_valid_change_has_no_problems(repository: Path) -> None:
    assert "No problems found" in reviewed(repository, {A: VALID[A] + "\nMore.\n"}, (A,))


def test_findings_link_to_their_line_and_suggest_a_fix(repository: Path) -> None:
    text = reviewed(repository, dict(changed(Q, "level: mid", "lvel: mid")), (Q,))
    assert f"https://github.com/octocat/guide/edit/patch-1/{Q}#L4" in text
    assert "to\n```yaml\nlevel: mid\n```" in text


def test_warnings_in_other_files_are_left_out_but_errors_are_not(repository: Path) -> None:
    text = reviewed(
        repository, {**added("```\nx\n```"), "data/plans/one-day.yml": "a: b: c"}, ("data/plans/one-day.yml",)
    )
    assert "A010" not in text
    assert "Y001" in text
    assert "A010" in reviewed(repository, dict(added("```\nx\n```")), (A,))


def test_an_undecodable_file_is_reported(repository: Path) -> None:
    text = reviewed(repository, {"data/topics/latin.yml": b"title: caf\xe9\n"}, ("data/topics/latin.yml",))
    assert "F001" in text
    assert "caf\ufffd" in text


def test_the_change_is_never_checked_out(repository: Path) -> None:
    reviewed(repository, {"hooks/evil.py": "raise SystemExit", Q: VALID[Q]}, (Q,))
    assert (repository / Q).read_text("utf-8") == VALID[Q]


def test_an_outdated_branch_is_not_blamed_for_what_main_fixed(repository: Path) -> None:
    write(repository, changed(OTHER, "kind: concept", "kind: Concept"))
    commit_all(repository)
    assert "S003" in reviewed(repository, {A: VALID[A] + "\nMore.\n"}, (A,))
    git(repository, "checkout", "-q", "-b", "behind")
    write(repository, {A: VALID[A] + "\nMore.\n"})
    head = commit_all(repository)
    git(repository, "checkout", "-q", "main")
    write(repository, dict(VALID))
    commit_all(repository)
    pull = PullRequest(7, head, "octocat/guide", "behind")
    assert "No problems found" in review(repository, pull, [PurePosixPath(A)])
    too_many = [PurePosixPath(f"docs/{number}.md") for number in range(MAX_FILES)]
    assert "S003" in review(repository, pull, too_many)


def test_a_deleted_file_is_gone(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "without")
    (repository / OTHER).unlink()
    head = commit_all(repository)
    git(repository, "checkout", "-q", "main")
    text = review(repository, PullRequest(7, head, "octocat/guide", "without"), [PurePosixPath(OTHER)])
    assert "there is no question `hot-key`" in text


SHAPES: dict[str, dict[str, tuple[str, bytes]]] = {
    "nothing": {},
    "file": {"data/topics/a": ("100644", b"x")},
    "folder": {"data/topics/a/b.yml": ("100644", b"x"), "data/topics/a/c/d.yml": ("100644", b"x")},
    "link": {"data/topics/a": ("120000", b"../../..")},
    "program": {"data/topics/a": ("100755", b"x")},
    "other case": {"data/topics/A": ("100644", b"x")},
    "odd names": {"data/topics/a\nb.yml": ("100644", b"x"), "data/topics/`a`<b>.yml": ("100644", b"x")},
    "long name": {f"data/topics/{'x' * 300}": ("100644", b"x")},
    "no folder": {"data": ("100644", b"x")},
}


@pytest.mark.parametrize("after", SHAPES)
@pytest.mark.parametrize("before", SHAPES)
def test_whatever_becomes_of_a_path_there_is_a_comment(repository: Path, before: str, after: str) -> None:
    valid = {name: ("100644", text.encode()) for name, text in VALID.items()}
    main, head = (
        commit_tree(repository, SHAPES[name] if "data" in SHAPES[name] else {**valid, **SHAPES[name]})
        for name in (before, after)
    )
    git(repository, "update-ref", "refs/heads/main", main)
    changed = [PurePosixPath(name) for name in SHAPES[before].keys() | SHAPES[after].keys()]
    for paths in (changed, [PurePosixPath(name) for name in SHAPES[after]]):
        text = review(repository, PullRequest(7, head, "octocat/guide", "patch-1"), paths)
        assert text.startswith(COMMENT_MARKER)
        assert ("No problems found" in text) <= (after in {"nothing", before} or not paths)


def test_a_key_cannot_link_to_anything(repository: Path) -> None:
    key = "`GH-1` @octocat #1 www.evil.example deadbeef a@b.example"
    text = reviewed(repository, dict(changed(Q, "level: mid", f'"{key}": mid')), (Q,))
    assert "S001" in text
    html = github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    links = re.findall('href="([^"]*)"', html)
    assert {link.partition("#")[0] for link in links} == {f"https://github.com/octocat/guide/edit/patch-1/{Q}"}
    outside = re.sub("<code.*?</code>", "", html, flags=re.DOTALL)
    assert [sign for sign in ("GH-1", "octocat #", "evil", "deadbeef", "a@b") if sign in outside] == []


def test_a_check_that_takes_too_long_ends(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: Path) -> None:
        while True:
            pass

    monkeypatch.setattr(module, "check", endless)
    monkeypatch.setattr(module, "TIMEOUT", 0.1)
    with pytest.raises(ReviewTimeout, match=r"the check took more than 0.1 seconds"):
        reviewed(repository, {A: VALID[A] + "\nMore.\n"}, (A,))
