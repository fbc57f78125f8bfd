from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.github.tree import changed, write_data
from hooks.load.files import most_bytes
from tests.github.repositories import begun, commit_tree, committed
from tests.rules.making import SOUND, A, Q, write

FILE = "100644"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return begun(tmp_path / "repository")


def test_the_data_of_a_commit_is_judged_as_if_it_lay_there(repository: Path, tmp_path: Path) -> None:
    write(repository, {**SOUND, "docs/index.md": "# Home", "hooks/x.py": "raise SystemExit"})
    commit = committed(repository)
    write(repository, {Q: SOUND[Q].replace("level", "lvel")})
    write_data(repository, commit, tmp_path / "out")
    assert check(tmp_path / "out").findings == ()
    written = {file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*.*")}
    assert written == SOUND.keys()
    assert (tmp_path / "out/docs/index.md").read_text("utf-8") == ""


def test_links_lead_nowhere_and_large_files_are_not_copied(repository: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    commit = commit_tree(
        repository,
        {
            "data/topics/link.yml": ("120000", str(secret).encode()),
            "data/questions/caching": ("120000", b"../../../../../"),
            "data/topics/large.yml": (FILE, b"x" * (most_bytes(PurePosixPath("data/topics")) + 5)),
            "docs/link.md": ("120000", str(secret).encode()),
        },
    )
    out = tmp_path / "out"
    write_data(repository, commit, out)
    assert not (out / "data/topics/link.yml").exists()
    assert (out / "data/topics/large.yml").read_bytes().strip() == b""
    told = {(str(finding.path), finding.rule) for finding in check(out).findings}
    assert told >= {
        ("data/topics/link.yml", "F008"),
        ("data/questions/caching", "F008"),
        ("data/topics/large.yml", "F002"),
    }


def test_odd_names_stay_in_the_folder(repository: Path, tmp_path: Path) -> None:
    names = (
        "data/-rf",
        "data/a\nb.yml",
        "data/\u202eyml.x",
        "data/{{ 7 }}.yml",
        "data/$(touch hacked).yml",
        'data/".yml',
    )
    for name in names:
        (repository / "data").mkdir(exist_ok=True)
        (repository / name).write_text("x", "utf-8")
    written = write_data(repository, committed(repository), tmp_path / "out")
    assert {str(path) for path in written} == set(names)
    assert {finding.path for finding in check(tmp_path / "out").findings} == {PurePosixPath(name) for name in names}
    assert not list(tmp_path.rglob("hacked"))


def test_nothing_outside_data_and_docs_is_written(repository: Path, tmp_path: Path) -> None:
    entries = dict.fromkeys(("Makefile", "data/x.yml", "docs/a.py", "docs/b.md", "hooks/c.py"), (FILE, b"x"))
    assert [str(path) for path in write_data(repository, commit_tree(repository, entries), tmp_path / "out")] == [
        "data/x.yml",
        "docs/b.md",
    ]


def test_the_files_that_differ_are_named(repository: Path) -> None:
    write(repository, SOUND)
    base = committed(repository)
    write(repository, {A: "New.\n", "docs/new.md": "x"})
    assert changed(repository, base, committed(repository)) == [PurePosixPath(A)]
