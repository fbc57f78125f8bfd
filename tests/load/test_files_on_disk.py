from __future__ import annotations

import os
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.load.files import RawFile, read
from tests.rules.sample_project import write


def files(root: Path) -> dict[str, RawFile]:
    return {str(file.path): file for file in read(root)}


def test_files_are_in_path_order(tmp_path: Path) -> None:
    write(tmp_path, {"data/b.yml": "b", "data/a/z.yml": "z", "data/a/b/c.md": "c", "other/x.yml": "x"})
    assert list(files(tmp_path)) == ["data/b.yml", "data/a/z.yml", "data/a/b/c.md"]


def test_hidden_and_empty_folders_are_listed_but_not_read(tmp_path: Path) -> None:
    hidden = (
        "data/.x.yml",
        "data/.git",
        "data/.gitattributes",
        "data/q/__pycache__",
        "data/q/.y",
        "data/a/b/submodule",
    )
    write(tmp_path, {"data/.x.yml": "x", "data/.gitattributes": "x", "data/.git/config": "x", "data/y.yml": "y"})
    write(tmp_path, {"data/q/__pycache__/a.pyc": b"\xff"})
    (tmp_path / "data/q/.y").symlink_to(tmp_path)
    (tmp_path / "data/a/b/submodule").mkdir(parents=True)
    found = files(tmp_path)
    assert {name for name, file in found.items() if file.is_hidden} == set(hidden)
    assert {file.raw for file in found.values() if file.is_hidden} == {b""}
    assert found.keys() - {*hidden} == {"data/y.yml"}
    assert {finding.rule for finding in check(tmp_path).findings if str(finding.path) in hidden} == {"F006"}
    assert {str(finding.path) for finding in check(tmp_path).findings} >= set(hidden)


@pytest.mark.parametrize("kind", ["link", "broken link", "file", "pipe"])
def test_data_must_be_a_folder(tmp_path: Path, kind: str) -> None:
    write(tmp_path, {"elsewhere/topics/.x.yml": "x"})
    match kind:
        case "file":
            (tmp_path / "data").write_text("x", "utf-8")
        case "pipe":
            os.mkfifo(tmp_path / "data")
        case _:
            (tmp_path / "data").symlink_to(tmp_path / ("elsewhere" if kind == "link" else "nowhere"))
    assert [(str(finding.path), finding.rule) for finding in check(tmp_path).findings] == [("data", "F008")]


def test_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret/key": "s", "data/x.yml": "x"})
    (tmp_path / "data/file.yml").symlink_to(tmp_path / "secret/key")
    (tmp_path / "data/folder").symlink_to(tmp_path / "secret")
    (tmp_path / "data/loop").symlink_to(tmp_path / "data")
    (tmp_path / "data/nothing.yml").symlink_to(tmp_path / "nothing")
    found = files(tmp_path)
    assert {name for name, file in found.items() if file.is_link} == set(found) - {"data/x.yml"}
    assert len(found) == 5
    assert all(file.raw == b"" for file in found.values() if file.is_link)


def test_special_files_are_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {"data/x.yml": "x"})
    os.mkfifo(tmp_path / "data/pipe.yml")
    assert files(tmp_path)["data/pipe.yml"].is_link


@pytest.mark.parametrize(("folder", "limit"), [("data", 65_536), ("data/questions/caching/stale-read", 32_768)])
def test_too_large_file_is_not_read(tmp_path: Path, folder: str, limit: int) -> None:
    write(tmp_path, {f"{folder}/fits.md": b"x" * limit, f"{folder}/large.md": b"x" * (limit + 1)})
    found = files(tmp_path)
    assert len(found[f"{folder}/fits.md"].raw) == limit
    assert (found[f"{folder}/large.md"].raw, found[f"{folder}/large.md"].size) == (b"", limit + 1)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("é日".encode(), "é日"),
        (b"", ""),
        (b"\xff", None),
        ("é".encode("utf-16"), None),
    ],
)
def test_text_has_unix_line_endings_and_no_bom(tmp_path: Path, raw: bytes, text: str | None) -> None:
    assert files(write(tmp_path, {"data/x.md": raw}))["data/x.md"].text == text


def test_no_data_folder(tmp_path: Path) -> None:
    assert files(tmp_path) == {}
