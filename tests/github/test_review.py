from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.github.event import Pull
from hooks.github.review import review
from tests.github.repositories import begun, committed
from tests.rules.making import SOUND, A, Q, added, changed, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(begun(tmp_path / "repository"), SOUND)
    committed(tmp_path / "repository")
    return tmp_path / "repository"


def reviewed(repository: Path, changes: dict[str, str | bytes], touched: tuple[str, ...]) -> str:
    write(repository, changes)
    head = committed(repository)
    write(repository, dict(SOUND))
    pull = Pull(7, head, "octocat/guide", "patch-1")
    return review(repository, pull, [PurePosixPath(name) for name in touched])


def test_a_sound_change_is_told_to_be_one(repository: Path) -> None:
    assert "finds nothing to mend" in reviewed(repository, {A: SOUND[A] + "\nMore.\n"}, (A,))


def test_what_is_found_in_the_change_is_told_with_its_lines(repository: Path) -> None:
    text = reviewed(repository, dict(changed(Q, "level: mid", "lvel: mid")), (Q,))
    assert f"https://github.com/octocat/guide/edit/patch-1/{Q}#L3" in text
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
