from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.github.api import MOST_FILES
from hooks.github.event import Pull
from hooks.github.review import review
from tests.github.repositories import begun, committed, git
from tests.rules.making import OTHER, SOUND, A, Q, added, changed, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(begun(tmp_path / "repository"), SOUND)
    committed(tmp_path / "repository")
    return tmp_path / "repository"


def reviewed(repository: Path, changes: dict[str, str | bytes], touched: tuple[str, ...]) -> str:
    git(repository, "checkout", "-q", "-b", "patch-1", "main")
    write(repository, changes)
    head = committed(repository)
    git(repository, "checkout", "-q", "main")
    git(repository, "branch", "-q", "-m", "patch-1", f"patch-{head}")
    pull = Pull(7, head, "octocat/guide", "patch-1")
    return review(repository, pull, [PurePosixPath(name) for name in touched])


def test_a_sound_change_is_told_to_be_one(repository: Path) -> None:
    assert "finds nothing to mend" in reviewed(repository, {A: SOUND[A] + "\nMore.\n"}, (A,))


def test_what_is_found_in_the_change_is_told_with_its_lines(repository: Path) -> None:
    text = reviewed(repository, dict(changed(Q, "level: mid", "lvel: mid")), (Q,))
    assert f"https://github.com/octocat/guide/edit/patch-1/{Q}#L4" in text
    assert "Put\n```yaml\nlevel: mid\n```" in text


def test_advice_elsewhere_is_not_told_but_errors_are(repository: Path) -> None:
    text = reviewed(
        repository, {**added("```\nx\n```"), "data/plans/one-day.yml": "a: b: c"}, ("data/plans/one-day.yml",)
    )
    assert "A010" not in text
    assert "Y001" in text
    assert "A010" in reviewed(repository, dict(added("```\nx\n```")), (A,))


def test_what_is_no_text_is_told_without_its_lines(repository: Path) -> None:
    text = reviewed(repository, {"data/topics/latin.yml": b"title: caf\xe9\n"}, ("data/topics/latin.yml",))
    assert "F001" in text
    assert "caf\ufffd" in text


def test_the_change_itself_is_never_on_disk_beside_the_code(repository: Path) -> None:
    reviewed(repository, {"hooks/evil.py": "raise SystemExit", Q: SOUND[Q]}, (Q,))
    assert (repository / Q).read_text("utf-8") == SOUND[Q]


def test_a_branch_that_is_behind_is_not_told_what_main_has_mended(repository: Path) -> None:
    write(repository, changed(OTHER, "kind: concept", "kind: Concept"))
    committed(repository)
    assert "S003" in reviewed(repository, {A: SOUND[A] + "\nMore.\n"}, (A,))
    git(repository, "checkout", "-q", "-b", "behind")
    write(repository, {A: SOUND[A] + "\nMore.\n"})
    head = committed(repository)
    git(repository, "checkout", "-q", "main")
    write(repository, dict(SOUND))
    committed(repository)
    pull = Pull(7, head, "octocat/guide", "behind")
    assert "finds nothing to mend" in review(repository, pull, [PurePosixPath(A)])
    too_many = [PurePosixPath(f"docs/{number}.md") for number in range(MOST_FILES)]
    assert "S003" in review(repository, pull, too_many)


def test_a_file_that_a_change_deletes_is_gone(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "without")
    (repository / OTHER).unlink()
    head = committed(repository)
    git(repository, "checkout", "-q", "main")
    text = review(repository, Pull(7, head, "octocat/guide", "without"), [PurePosixPath(OTHER)])
    assert "there is no question <code>hot-key</code>" in text
