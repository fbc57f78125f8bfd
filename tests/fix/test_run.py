"""Which of newcomers' mistakes ``guide fix`` fixes, and which it leaves to people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from unittest.mock import Mock

import pytest

from hooks.check.check import check
from hooks.fix import run
from hooks.fix.run import changes, write
from tests.rules.mistakes_in_yaml import PROMPT
from tests.rules.sample_project import FOLDER, OTHER, VALID, A, Mistake, Q, added, changed
from tests.rules.sample_project import write as write_files
from tests.rules.test_hints import MISTAKES

NEEDS_A_GUESS = {
    *("HTML after code", "HTML comment", "code without its language", "first heading too high"),
    *("key indented too far", "key of an entry indented too far", "link to a misspelled answer"),
    *("list items in two columns", "no colon", "text below >- not indented", "unclosed bracket"),
    *("unknown stage", "uppercase id", "wrong reference"),
}
NEEDS_A_PERSON = {
    *(".yaml", "a folder too deep", "a misspelled folder", "a term twice", "a term under a name with capitals"),
    *("an old list", "answer without a question", "capitals in a file's name", "date in the future"),
    *("diagram without a description", "diagram without an SVG file", "duplicate key", "duplicate marker"),
    *("empty file", "empty text", "follow-up without hint", "footnote in the short answer", "front matter"),
    *("image", "invalid id of a checklist", "javascript link", "link text same as its target"),
    *("list of levels", "list on the line of its key", "missing layer", "missing level", "missing nested key"),
    *("missing recording", "missing title", "mustache", "no marker", "no such level", "no value"),
    *("nothing below the marker", "number over the limit", "only text", "path out of data"),
    *("program in a sentence", "program never shown", "question in two topics", "recording without a program"),
    *("reference to itself", "reference to nothing", "text instead of a mapping", "the old synonyms"),
    *("unfinished merge", "unknown topic", "value after #"),
}


def remaining(root: Path, *, guess: bool) -> int:
    """The number of findings left after fixing."""
    fixes = changes(root, guess=guess)
    write(root, fixes)
    if paths := [change.path for change in fixes]:
        assert changes(root, paths, guess=guess) == []
    return len(check(root).findings)


@pytest.fixture(scope="module")
def canonical_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files of the valid project in the canonical format."""
    root = write_files(tmp_path_factory.mktemp("valid"), VALID)
    write(root, changes(root))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture
def project(tmp_path: Path, canonical_files: Mapping[str, bytes]) -> Path:
    """The valid project in the canonical format."""
    return write_files(tmp_path, canonical_files)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_fixed_as_far_as_possible(project: Path, name: str) -> None:
    mistake: Mistake = MISTAKES[name]
    root = write_files(project, mistake.changes)
    found = len(check(root).findings)
    after_safe = remaining(root, guess=False)
    after_guess = remaining(root, guess=True)
    assert found >= after_safe >= after_guess
    expected = (found > after_safe, after_safe > after_guess)
    assert expected == (name not in NEEDS_A_GUESS | NEEDS_A_PERSON, name in NEEDS_A_GUESS), (
        found,
        after_safe,
        after_guess,
    )


def test_lists_are_disjoint_and_have_no_unknown_names() -> None:
    assert not NEEDS_A_GUESS & NEEDS_A_PERSON
    assert MISTAKES.keys() >= NEEDS_A_GUESS | NEEDS_A_PERSON


def test_fix_that_uncovers_a_mistake_is_followed_by_another_fix(project: Path) -> None:
    write_files(project, {Q: VALID[Q].replace(PROMPT, "promt: Redis: why?").replace("kind: concept", "kind:Concept")})
    assert remaining(project, guess=False) == 0


def test_useless_fix_does_not_block_others(project: Path) -> None:
    text = VALID[Q].replace("related: [hot-key]", "related: [stale-red]").replace("mid\n", "Mid\n", 1)
    write_files(project, {Q: text})
    assert remaining(project, guess=True) == 1
    assert "level: mid" in (project / Q).read_text("utf-8")
    assert "stale-red" in (project / Q).read_text("utf-8")


def test_formatted_valid_project_needs_no_changes(project: Path) -> None:
    assert changes(project) == []
    assert check(project).findings == ()


def test_only_selected_files_are_fixed(project: Path) -> None:
    write_files(project, {**changed(Q, "level: mid", "lvel: mid"), **added("[x](www.example.com)")})
    assert [change.path for change in changes(project, [PurePosixPath(A)])] == [PurePosixPath(A)]
    assert {change.path for change in changes(project, [PurePosixPath(FOLDER)])} == {PurePosixPath(A), PurePosixPath(Q)}
    assert changes(project, [PurePosixPath("data/topics")]) == []


def test_yaml_extension_is_renamed(project: Path) -> None:
    (project / OTHER).rename((project / OTHER).with_suffix(".yaml"))
    write(project, changes(project))
    assert (project / OTHER).is_file()
    assert not (project / OTHER).with_suffix(".yaml").exists()
    assert check(project).findings == ()


def test_generated_and_unreadable_files_are_left_alone(project: Path) -> None:
    ignored = {
        f"{FOLDER}/x.py.out": b"a \r\n",
        f"{FOLDER}/diagram-1.svg": b"<svg>\r\n",
        f"{FOLDER}/diagram-2.svg": b"GIF89a\0\0\0",
        f"{FOLDER}/y.py.out": "a\u200bb".encode(),
        "data/topics/latin.yml": b"title: caf\xe9",
        "data/topics/large.yml": b"# " + b"x" * 300_000,
        "data/notes.txt": b"x \r\n",
    }
    write_files(project, ignored)
    (project / "data/topics/link.yml").symlink_to(project / Q)
    assert changes(project) == []


def test_line_endings_bom_and_nfc_are_fixed_everywhere(project: Path) -> None:
    answer = (project / A).read_bytes()
    write_files(project, {A: b"\xef\xbb\xbf" + answer.replace(b"\n", b"\r\n"), f"{FOLDER}/x.py": "x = 'cafe\u0301'"})
    write(project, changes(project))
    assert (project / A).read_bytes() == answer
    assert (project / f"{FOLDER}/x.py").read_text("utf-8") == "x = 'caf\u00e9'\n"


def test_changes_writes_nothing(project: Path) -> None:
    write_files(project, changed(Q, "level: mid", "lvel: mid"))
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    assert changes(project) != []
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before


def test_project_without_data_needs_no_changes(tmp_path: Path) -> None:
    assert changes(tmp_path) == []


def test_a_large_file_is_checked_a_few_times_only(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "check", counted := Mock(wraps=check))
    write_files(project, added("[a] (https://b)\n\n" * 1700))
    changes(project)
    assert counted.call_count <= 3


def test_a_round_checks_the_project_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "check", counted := Mock(wraps=check))
    assert changes(project) == []
    assert counted.call_count == 1
