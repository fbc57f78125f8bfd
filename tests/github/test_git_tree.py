from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.github.git_tree import changed_files, export_data
from hooks.load.files import max_bytes
from tests.github.git_repositories import commit_all, commit_tree, git, init_repository
from tests.rules.sample_project import VALID, A, Q, write

FILE = "100644"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return init_repository(tmp_path / "repository")


def test_exported_data_checks_like_a_checkout(repository: Path, tmp_path: Path) -> None:
    write(repository, {**VALID, "docs/index.md": "# Home", "hooks/x.py": "raise SystemExit"})
    commit = commit_all(repository)
    write(repository, {Q: VALID[Q].replace("level", "lvel")})
    export_data(repository, commit, tmp_path / "out")
    assert check(tmp_path / "out").findings == ()
    written = {file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*.*")}
    assert written == VALID.keys()
    assert (tmp_path / "out/docs/index.md").read_text("utf-8") == ""


def test_symlinks_are_broken_and_large_files_not_copied(repository: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    commit = commit_tree(
        repository,
        {
            "data/topics/link.yml": ("120000", str(secret).encode()),
            "data/questions/caching": ("120000", b"../../../../../"),
            "data/topics/large.yml": (FILE, b"x" * (max_bytes(PurePosixPath("data/topics")) + 5)),
            "docs/link.md": ("120000", str(secret).encode()),
        },
    )
    out = tmp_path / "out"
    export_data(repository, commit, out)
    assert not (out / "data/topics/link.yml").exists()
    assert (out / "data/topics/large.yml").read_bytes().strip() == b""
    found = {(str(finding.path), finding.rule) for finding in check(out).findings}
    assert found >= {
        ("data/topics/link.yml", "F008"),
        ("data/questions/caching", "F008"),
        ("data/topics/large.yml", "F002"),
    }


@pytest.mark.parametrize("path", ["data", "data/topics/module", "data/.module"])
def test_submodules_are_reported(repository: Path, tmp_path: Path, path: str) -> None:
    commit = commit_all(repository)
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{commit},{path}")
    git(repository, "commit", "-q", "-m", "Add a submodule")
    export_data(repository, "HEAD", tmp_path / "out")
    assert [(str(finding.path), finding.rule) for finding in check(tmp_path / "out").findings] == [(path, "F006")]


def test_hidden_files_are_reported(repository: Path, tmp_path: Path) -> None:
    hidden = ("data/.gitattributes", "data/topics/.gitignore", "data/guide/.x/a.md", "data/__pycache__/a.pyc")
    commit = commit_tree(repository, dict.fromkeys([*hidden, "data/.git/config"], (FILE, b"x")))
    export_data(repository, commit, tmp_path / "out")
    assert sorted((str(finding.path), finding.rule) for finding in check(tmp_path / "out").findings) == [
        ("data/.git", "F006"),
        ("data/.gitattributes", "F006"),
        ("data/__pycache__", "F006"),
        ("data/guide/.x", "F006"),
        ("data/topics/.gitignore", "F006"),
    ]


@pytest.mark.parametrize("mode", [FILE, "120000"])
def test_data_must_be_a_folder(repository: Path, tmp_path: Path, mode: str) -> None:
    export_data(repository, commit_tree(repository, {"data": (mode, b"docs")}), tmp_path / "out")
    assert [(str(finding.path), finding.rule) for finding in check(tmp_path / "out").findings] == [("data", "F008")]


def test_unusual_names_stay_in_the_folder(repository: Path, tmp_path: Path) -> None:
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
    written = export_data(repository, commit_all(repository), tmp_path / "out")
    assert {str(path) for path in written} == set(names)
    assert {finding.path for finding in check(tmp_path / "out").findings} == {PurePosixPath(name) for name in names}
    assert not list(tmp_path.rglob("hacked"))


def test_only_data_and_docs_are_exported(repository: Path, tmp_path: Path) -> None:
    entries = dict.fromkeys(("Makefile", "data/x.yml", "docs/a.py", "docs/b.md", "hooks/c.py"), (FILE, b"x"))
    assert [str(path) for path in export_data(repository, commit_tree(repository, entries), tmp_path / "out")] == [
        "data/x.yml",
        "docs/b.md",
    ]


def test_changed_files_lists_what_differs_in_data(repository: Path) -> None:
    write(repository, VALID)
    base = commit_all(repository)
    write(repository, {A: "New.\n", "docs/new.md": "x"})
    assert changed_files(repository, base, commit_all(repository)) == [PurePosixPath(A)]
