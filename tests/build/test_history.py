"""Who wrote an answer, from git; each test has a repository of its own."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hooks.build.history import history
from tests.github.git_repositories import commit_all, git, init_repository
from tests.rules.making import FOLDER, SOUND, A, Q, write

SLUG = "stale-read"


@pytest.fixture(autouse=True)
def no_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(init_repository(tmp_path / "guide"), SOUND)
    commit_all(tmp_path / "guide")
    return tmp_path / "guide"


def as_(name: str, address: str = "x@example.org") -> dict[str, str]:
    return {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}


def changed(root: Path, name: str, message: str = "Change", file: str = A, address: str = "x@example.org") -> None:
    (root / file).write_text((root / file).read_text("utf-8") + f"\n{name}\n", "utf-8")
    commit_all(root, message, as_(name, address))


def test_authors_come_in_the_order_of_their_first_change(root: Path) -> None:
    for name in ("Grace", "Ada", "Grace"):
        changed(root, name)
    assert history(root).authors == {SLUG: ("Ada", "Grace")}


def test_who_changed_another_file_wrote_no_answer(root: Path) -> None:
    changed(root, "Linus", file=Q)
    assert history(root).authors == {SLUG: ("Ada",)}


def test_those_who_wrote_together_are_named(root: Path) -> None:
    changed(root, "Grace", "Change\n\nCo-authored-by: Barbara <b@example.org>\nCo-authored-by: Ada <ada@example.org>")
    assert history(root).authors == {SLUG: ("Ada", "Grace", "Barbara")}


def test_the_mailmap_says_what_people_are_called(root: Path) -> None:
    people = ("Ada Lovelace <ada@example.org>", "Grace Hopper <grace@example.org>")
    mailmap = "\n".join([*people, f"{people[1]} <x@example.org>", ""])
    (root / ".mailmap").write_text(mailmap, "utf-8")
    changed(root, "ghopper", "Change\n\nCo-authored-by: G. Hopper <grace@example.org>")
    assert history(root).authors == {SLUG: ("Ada Lovelace", "Grace Hopper")}


def test_programs_are_nobody(root: Path) -> None:
    changed(root, "github-actions[bot]", "Change\n\nCo-authored-by: dependabot[bot] <d@example.org>")
    assert history(root).authors == {SLUG: ("Ada",)}


def test_an_answer_keeps_its_authors_in_another_topic(root: Path) -> None:
    (root / "data/questions/http").mkdir()
    git(root, "mv", FOLDER, f"data/questions/http/{SLUG}")
    changed(root, "Grace", file=f"data/questions/http/{SLUG}/answer.md")
    assert history(root).authors == {SLUG: ("Ada", "Grace")}


def test_odd_names_and_odd_files_do_no_harm(root: Path) -> None:
    changed(root, 'Eve "x" \u202e<script>')
    changed(root, "Mal", "Change\n\nCo-authored-by: nobody\nCo-authored-by: a <b> <c>")
    write(root, {"data/questions/caching/caf\u00e9 x/answer.md": "x", 'data/questions/caching/a"b/answer.md': "x"})
    commit_all(root)
    found = history(root).authors
    assert found["caf\u00e9 x"] == ("Ada",)
    assert all(mark.isprintable() for names in found.values() for name in names for mark in name)
    assert "Mal" in found[SLUG]


def test_the_day_is_that_of_the_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history(root).today == datetime.date(2026, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763596800")
    assert history(root).today == datetime.date(2025, 11, 20)


def test_a_shallow_clone_names_nobody_and_says_why(root: Path, tmp_path: Path) -> None:
    changed(root, "Grace")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    found = history(tmp_path / "shallow")
    assert found.authors == {}
    assert "shallow clone" in found.note
    assert found.today == datetime.date(2026, 1, 2)


def test_without_a_history_nobody_is_named_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = history(write(tmp_path, SOUND))
    assert (found.authors, found.today) == ({}, None)
    assert "no git history" in found.note
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(tmp_path).note == found.note


def test_a_repository_without_commits_names_nobody(tmp_path: Path) -> None:
    assert history(init_repository(tmp_path)).authors == {}


def test_a_guide_inside_a_larger_repository_finds_its_own(tmp_path: Path) -> None:
    outer = init_repository(tmp_path / "outer")
    write(outer / "guide", SOUND)
    write(outer / "guide/tests", {"data/questions/caching/other/answer.md": "x"})
    commit_all(outer)
    assert history(outer / "guide").authors == {SLUG: ("Ada",)}
