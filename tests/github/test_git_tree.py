from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from hooks.check.check import check
from hooks.github import git_tree
from hooks.github.git_tree import GitError, TooLarge, changed_files, data_tree, export, merged
from hooks.load.files import max_bytes
from tests.github.git_repositories import commit_all, commit_tree, git, init_repository
from tests.rules.sample_project import VALID, A, Q, write

FILE = "100644"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return init_repository(tmp_path / "repository")


def exported(repository: Path, commit: str, folder: Path) -> list[str]:
    """Export a commit; returns the paths that have a finding because they can't be written."""
    return [str(finding.path) for finding in export(repository, data_tree(repository, commit), folder)]


def test_exported_data_checks_like_a_checkout(repository: Path, tmp_path: Path) -> None:
    write(repository, {**VALID, "docs/index.md": "# Home", "hooks/x.py": "raise SystemExit"})
    commit = commit_all(repository)
    write(repository, {Q: VALID[Q].replace("level", "lvel")})
    assert exported(repository, commit, tmp_path / "out") == []
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
    assert exported(repository, commit, out) == []
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
    assert exported(repository, "HEAD", tmp_path / "out") == []
    assert [(str(finding.path), finding.rule) for finding in check(tmp_path / "out").findings] == [(path, "F006")]


def test_hidden_files_are_reported(repository: Path, tmp_path: Path) -> None:
    hidden = ("data/.gitattributes", "data/topics/.gitignore", "data/guide/.x/a.md", "data/__pycache__/a.pyc")
    commit = commit_tree(repository, dict.fromkeys([*hidden, "data/.git/config"], (FILE, b"x")))
    assert exported(repository, commit, tmp_path / "out") == []
    assert sorted((str(finding.path), finding.rule) for finding in check(tmp_path / "out").findings) == [
        ("data/.git", "F006"),
        ("data/.gitattributes", "F006"),
        ("data/__pycache__", "F006"),
        ("data/guide/.x", "F006"),
        ("data/topics/.gitignore", "F006"),
    ]


@pytest.mark.parametrize("mode", [FILE, "120000"])
def test_data_must_be_a_folder(repository: Path, tmp_path: Path, mode: str) -> None:
    assert exported(repository, commit_tree(repository, {"data": (mode, b"docs")}), tmp_path / "out") == []
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
    assert exported(repository, commit_all(repository), tmp_path / "out") == []
    assert {finding.path for finding in check(tmp_path / "out").findings} == {PurePosixPath(name) for name in names}
    assert not list(tmp_path.rglob("hacked"))


def test_only_data_and_docs_are_exported(repository: Path, tmp_path: Path) -> None:
    entries = dict.fromkeys(("Makefile", "data/x.yml", "docs/a.py", "docs/b.md", "hooks/c.py"), (FILE, b"x"))
    assert exported(repository, commit_tree(repository, entries), tmp_path / "out") == []
    found = [file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*.*")]
    assert sorted(found) == ["data/x.yml", "docs/b.md"]


def test_changed_files_lists_what_differs_in_data(repository: Path) -> None:
    write(repository, VALID)
    base = commit_all(repository)
    write(repository, {A: "New.\n", "docs/new.md": "x"})
    assert changed_files(repository, base, commit_all(repository)) == [PurePosixPath(A)]


def raw_tree(repository: Path, entries: list[tuple[str, str, bytes]]) -> str:
    """Commit a ``data/`` with these entries (mode, kind or SHA, name), which git itself wouldn't write."""
    blob = git(repository, "hash-object", "-w", "--stdin", stdin=b"x").strip()
    objects = {"blob": blob, "commit": "1" * 40}
    lines = [f"{mode} {kind} {objects[kind]}\t".encode() + name for mode, kind, name in entries]
    data = git(repository, "mktree", "-z", "--missing", stdin=b"\0".join([*lines, b""])).strip()
    root = git(repository, "mktree", stdin=f"040000 tree {data}\tdata\n".encode()).strip()
    return git(repository, "commit-tree", root, "-m", "Tree").strip()


def test_entries_of_every_mode_are_exported(repository: Path, tmp_path: Path) -> None:
    modes = [("100644", "blob"), ("100755", "blob"), ("120000", "blob"), ("160000", "commit")]
    commit = raw_tree(repository, [(mode, kind, f"{mode}.yml".encode()) for mode, kind in modes])
    out = tmp_path / "out"
    assert exported(repository, commit, out) == []
    assert {file.name for file in (out / "data").iterdir() if file.is_symlink()} == {"120000.yml"}
    found = {(str(finding.path), finding.rule) for finding in check(out).findings}
    assert found >= {("data/120000.yml", "F008"), ("data/160000.yml", "F006")}


def test_names_that_no_folder_can_hold_are_findings(repository: Path, tmp_path: Path) -> None:
    names = [b"x" * 256, b"\xff" * 100, b"y" * 255, b"a\xff.yml", b"a\xfe.yml", "\U0001f600".encode() * 64]
    commit = raw_tree(repository, [("100644", "blob", name) for name in names])
    assert exported(repository, commit, tmp_path / "out") == sorted(
        [f"data/{'x' * 256}", "data/" + "\N{REPLACEMENT CHARACTER}" * 100, "data/" + "\U0001f600" * 64]
    )
    assert sorted(file.name for file in (tmp_path / "out/data").iterdir()) == [
        "a\N{REPLACEMENT CHARACTER}.yml",
        "y" * 255,
    ]
    deep = "/".join(["x" * 200] * 6)
    commit = commit_tree(repository, {f"data/{deep}": (FILE, b"x")})
    assert exported(repository, commit, tmp_path / "deep") == [f"data/{deep}"]


SHAPES = {
    "file": {"data/a": (FILE, b"x")},
    "link": {"data/a": ("120000", b"b")},
    "folder": {"data/a/b": (FILE, b"x"), "data/a/c/d": (FILE, b"x")},
    "folder in its place": {"data/a/b/e": (FILE, b"x")},
    "nothing": {"data/z": (FILE, b"x")},
}


@pytest.mark.parametrize("after", SHAPES)
@pytest.mark.parametrize("before", SHAPES)
@pytest.mark.parametrize("listed", ["both", "the new"])
def test_files_folders_and_links_replace_each_other(
    repository: Path, tmp_path: Path, before: str, after: str, listed: str
) -> None:
    main, head = (data_tree(repository, commit_tree(repository, SHAPES[name])) for name in (before, after))
    changed = {*main, *head} if listed == "both" else set(head)
    tree = merged(main, head, changed)
    assert export(repository, tree, tmp_path / "out") == []
    assert head.keys() <= tree.keys()
    assert all(tree.keys().isdisjoint(path.parents) for path in tree)
    if listed == "both":
        assert tree == head
    for path in head:
        assert (tmp_path / "out" / path).is_symlink() == (head[path].mode == "120000")
    check(tmp_path / "out")


def test_a_tree_with_a_file_and_a_folder_of_one_name_is_a_finding(repository: Path, tmp_path: Path) -> None:
    tree = {**data_tree(repository, commit_tree(repository, SHAPES["file"]))}
    tree |= data_tree(repository, commit_tree(repository, SHAPES["folder"]))
    assert len(export(repository, tree, tmp_path / "out")) == 2
    assert (tmp_path / "out/data/a").is_file()


def test_names_that_are_not_utf8_are_seen_though_github_lists_them_differently(repository: Path) -> None:
    head = data_tree(repository, raw_tree(repository, [("100644", "blob", b"a\xff.yml")]))
    assert merged({}, head, set()) == head


def test_thousands_of_files_take_one_process(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = raw_tree(repository, [("100644", "blob", f"f{number}".encode()) for number in range(3_000)])
    started: list[object] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - whatever Popen takes
            started.append(args)
            super().__init__(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    assert exported(repository, commit, tmp_path / "out") == []
    assert len(list((tmp_path / "out/data").iterdir())) == 3_000
    assert len(started) <= 2


def test_more_than_we_review_is_not_exported(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = commit_tree(repository, {f"data/{n}": (FILE, b"xx") for n in range(3)})
    monkeypatch.setattr(git_tree, "_MAX_BYTES", 5)
    with pytest.raises(TooLarge, match="6 bytes; the limit is 5"):
        data_tree(repository, commit)
    monkeypatch.setattr(git_tree, "_MAX_ENTRIES", 2)
    with pytest.raises(TooLarge, match="3 files; the limit is 2"):
        data_tree(repository, commit)


def test_what_git_says_is_one_sentence(repository: Path) -> None:
    with pytest.raises(GitError, match=r"^git ls-tree failed: [^\n]+$"):
        data_tree(repository, "1" * 40)
    with pytest.raises(GitError, match=r"^git fetch failed: [^\n]+$"):
        git_tree.fetch(repository, "1" * 40)
