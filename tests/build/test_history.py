"""Authors of answers from git history. Each test has its own repository."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hooks.build.history import history
from tests.github.git_repositories import commit_all, git, init_repository
from tests.rules.sample_project import FOLDER, VALID, A, Q, write

SLUG = "stale-read"


@pytest.fixture(autouse=True)
def no_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(init_repository(tmp_path / "guide"), VALID)
    commit_all(tmp_path / "guide")
    return tmp_path / "guide"


def as_(name: str, address: str = "x@example.org") -> dict[str, str]:
    return {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}


def changed(root: Path, name: str, message: str = "Change", file: str = A, address: str = "x@example.org") -> None:
    (root / file).write_text((root / file).read_text("utf-8") + f"\n{name}\n", "utf-8")
    commit_all(root, message, as_(name, address))


def test_authors_are_in_the_order_of_their_first_commit(root: Path) -> None:
    for name in ("Grace", "Ada", "Grace"):
        changed(root, name)
    assert history(root).authors == {SLUG: ("Ada", "Grace")}


def test_other_files_of_a_question_do_not_count(root: Path) -> None:
    changed(root, "Linus", file=Q)
    assert history(root).authors == {SLUG: ("Ada",)}


def test_co_authors_are_credited(root: Path) -> None:
    changed(root, "Grace", "Change\n\nCo-authored-by: Barbara <b@example.org>\nCo-authored-by: Ada <ada@example.org>")
    assert history(root).authors == {SLUG: ("Ada", "Grace", "Barbara")}


def test_mailmap_sets_names(root: Path) -> None:
    people = ("Ada Lovelace <ada@example.org>", "Grace Hopper <grace@example.org>")
    mailmap = "\n".join([*people, f"{people[1]} <x@example.org>", ""])
    (root / ".mailmap").write_text(mailmap, "utf-8")
    changed(root, "ghopper", "Change\n\nCo-authored-by: G. Hopper <grace@example.org>")
    assert history(root).authors == {SLUG: ("Ada Lovelace", "Grace Hopper")}


BOTS = (
    "github-actions[bot] <x@example.org>",
    "github-actions <41898282+github-actions[bot]@users.noreply.github.com>",
    "Updates <49699333+dependabot[bot]@users.noreply.github.com>",
    "dependabot <support@github.com>",
    "GitHub <noreply@github.com>",
    "web-flow <19864447+web-flow@users.noreply.github.com>",
    "Copilot <223556219+Copilot@users.noreply.github.com>",
    "Assistant <noreply@assistant.example>",
    "release-bot <release@example.org>",
    "root <root@localhost>",
    "Guide maintainers <guide@example.org>",
)


def test_bots_and_roles_are_not_credited(root: Path) -> None:
    changed(root, "Grace", "\n".join(["Change\n", *(f"Co-authored-by: {bot}" for bot in BOTS)]))
    changed(root, "github-actions", address="41898282+github-actions[bot]@users.noreply.github.com")
    assert history(root).authors == {SLUG: ("Ada", "Grace")}


def test_a_person_on_github_is_credited_by_name_or_else_by_handle(root: Path) -> None:
    handles = "Co-authored-by: <2+grace-h@users.noreply.github.com>\nCo-authored-by: Abbott <a@example.org>"
    changed(root, "Barbara", f"Change\n\n{handles}", address="1+barb@users.noreply.github.com")
    assert history(root).authors == {SLUG: ("Ada", "Barbara", "grace-h", "Abbott")}


def renamed(root: Path, old: str, new: str, name: str) -> None:
    git(root, "mv", f"data/questions/caching/{old}", f"data/questions/caching/{new}")
    commit_all(root, "Rename", as_(name))


def test_an_answer_keeps_its_authors_when_it_is_renamed(root: Path) -> None:
    for old, new, name in ((SLUG, "second", "Bob"), ("second", "third", "Eve"), ("third", "second", "Bob")):
        renamed(root, old, new, name)
    assert history(root).authors["second"] == ("Ada", "Bob", "Eve")


def test_a_change_made_on_a_branch_before_the_rename_is_credited(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    changed(root, "Grace")
    git(root, "checkout", "-q", "main")
    renamed(root, SLUG, "second", "Bob")
    git(root, "merge", "-q", "--no-edit", "other")
    assert set(history(root).authors["second"]) == {"Ada", "Bob", "Grace"}


def test_a_question_rewritten_while_it_was_renamed_has_the_authors_of_its_former_id(root: Path) -> None:
    git(root, "rm", "-rq", FOLDER)
    write(root, {"data/questions/caching/second/answer.md": "Something else entirely.\n" * 9})
    commit_all(root, "Rename and rewrite", as_("Bob"))
    found = history(root)
    assert found.authors["second"] == ("Bob",)
    assert found.credited("second", [SLUG]) == ("Ada", "Bob")


def test_an_answer_keeps_its_authors_when_its_topic_changes(root: Path) -> None:
    (root / "data/questions/http").mkdir()
    git(root, "mv", FOLDER, f"data/questions/http/{SLUG}")
    changed(root, "Grace", file=f"data/questions/http/{SLUG}/answer.md")
    assert history(root).authors == {SLUG: ("Ada", "Grace")}


def test_odd_names_and_files_are_handled(root: Path) -> None:
    changed(root, 'Eve "x" \u202e<script>')
    changed(root, "Mal", "Change\n\nCo-authored-by: nobody\nCo-authored-by: a <b> <c>")
    write(root, {"data/questions/caching/caf\u00e9 x/answer.md": "x", 'data/questions/caching/a"b/answer.md': "x"})
    commit_all(root)
    authors = history(root).authors
    assert authors["caf\u00e9 x"] == ("Ada",)
    assert all(char.isprintable() for names in authors.values() for name in names for char in name)
    assert "Mal" in authors[SLUG]


def test_today_is_the_date_of_the_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history(root).today == datetime.date(2026, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763596800")
    assert history(root).today == datetime.date(2025, 11, 20)


def test_a_shallow_clone_has_no_authors_and_a_note(root: Path, tmp_path: Path) -> None:
    changed(root, "Grace")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    shallow = history(tmp_path / "shallow")
    assert shallow.authors == {}
    assert "shallow clone" in shallow.note
    assert shallow.today == datetime.date(2026, 1, 2)


def test_without_git_there_are_no_authors_and_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_history = history(write(tmp_path, VALID))
    assert (no_history.authors, no_history.today) == ({}, None)
    assert "no git history" in no_history.note
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(tmp_path).note == no_history.note


def test_a_repository_without_commits_has_no_authors(tmp_path: Path) -> None:
    assert history(init_repository(tmp_path)).authors == {}


def test_the_guide_can_be_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    outer = init_repository(tmp_path / "outer")
    write(outer / "guide", VALID)
    write(outer / "guide/tests", {"data/questions/caching/other/answer.md": "x"})
    commit_all(outer)
    assert history(outer / "guide").authors == {SLUG: ("Ada",)}


@pytest.mark.parametrize(
    "trailer",
    [f"Eve{' ' * 100_000}x <eve@example.org>", f"{'E' * 61} <eve@example.org>", f"Eve <{'e' * 300}@example.org>"],
)
def test_an_overlong_co_author_is_not_credited(root: Path, trailer: str) -> None:
    (root / "message").write_text(f"Change\n\nCo-authored-by: {trailer}\n", "utf-8")
    (root / A).write_text("Changed.\n", "utf-8")
    git(root, "commit", "-qaF", "message")
    assert len(history(root).authors[SLUG]) == 1


def test_a_commit_credits_twenty_people_at_most(root: Path) -> None:
    trailers = "\n".join(f"Co-authored-by: Eve{number} <eve{number}@example.org>" for number in range(50))
    changed(root, "Grace", f"Change\n\n{trailers}")
    assert len(history(root).authors[SLUG]) == 1 + 20
