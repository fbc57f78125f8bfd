from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest

from hooks.github.repository import detect_repository
from hooks.model.repository import Repository
from tests.github.git_repositories import git, init_repository

GUIDE = Repository("https://github.com/example/guide")
FILE = PurePosixPath("data/questions/caching/stale-read/answer.md")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REPO_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, ""),
        ({"GITHUB_REPOSITORY": "octocat/guide"}, "https://github.com/octocat/guide"),
        ({"REPO_URL": "https://git.example/x/", "GITHUB_REPOSITORY": "octocat/guide"}, "https://git.example/x"),
        ({"REPO_URL": "javascript:alert(1)"}, ""),
        ({"REPO_URL": "http://git.example/x"}, ""),
        ({"GITHUB_REPOSITORY": "octocat"}, ""),
        ({"GITHUB_REPOSITORY": "a/b/c"}, ""),
    ],
)
def test_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], address: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert detect_repository(tmp_path).url == address


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://github.com/octocat/guide.git", "https://github.com/octocat/guide"),
        ("git@github.com:octocat/guide.git", "https://github.com/octocat/guide"),
        ("https://github.com/octocat/guide", "https://github.com/octocat/guide"),
        ("https://token@github.com/octocat/guide", ""),
        ("/somewhere/else", ""),
    ],
)
def test_a_clone_uses_its_origin(tmp_path: Path, origin: str, address: str) -> None:
    git(init_repository(tmp_path), "remote", "add", "origin", origin)
    assert detect_repository(tmp_path).url == address


def test_urls_of_files_and_forms() -> None:
    assert f"{GUIDE.edit}{FILE}" == GUIDE.edit_file(FILE)
    assert GUIDE.file(FILE, 3) == f"https://github.com/example/guide/blob/main/{FILE}#L3"
    new = urlsplit(GUIDE.new_file(FILE, "a & b\n# c\n"))
    assert new.path == f"/example/guide/new/main/{FILE.parent}"
    assert parse_qs(new.query) == {"filename": ["answer.md"], "value": ["a & b\n# c\n"]}
    form = urlsplit(GUIDE.form("mistake.yml", page="lost-update", title="Mistake: a&b"))
    assert parse_qs(form.query) == {"template": ["mistake.yml"], "page": ["lost-update"], "title": ["Mistake: a&b"]}


def test_an_unknown_repository_has_no_urls() -> None:
    nowhere = Repository()
    assert {nowhere.edit, nowhere.file(FILE), nowhere.new_file(FILE, "x"), nowhere.form("mistake.yml")} == {""}
