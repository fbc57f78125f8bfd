"""The rooms of ``hooks/`` and the imports allowed between them: each room may import only rooms further down."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / "hooks"
ALLOWED = {
    "mkdocs_site": "build exports pages render rules findings check",
    "build": "search exports pages github render check prose model cache findings",
    "commands": "exports github render new fix check rules load demos diagrams prose model node findings",
    "search": "pages render prose model",
    "exports": "render load prose model",
    "pages": "render load prose model cache",
    "github": "new fix check rules load demos diagrams prose model findings",
    "render": "new rules demos diagrams prose model",
    "new": "fix load prose model",
    "fix": "check rules load prose model findings",
    "check": "rules load findings",
    "rules": "load demos diagrams prose model findings",
    "load": "prose model findings",
    "demos": "",
    "diagrams": "node prose",
    "prose": "findings",
    "model": "",
    "cache": "",
    "node": "",
    "findings": "",
}
"""From the top down: the rooms that each room may import."""
ORDER = list(ALLOWED)
FRAMEWORK = {"mkdocs", "mkdocs_macros", "material", "markdown"}
"""Packages that only ``mkdocs_site`` may import."""
NOT_MIRRORED = set("audit bench broken browser hostile hostile_data newcomer site structure suite".split())
"""Folders of ``tests/`` about the guide as a whole."""


def modules() -> list[Path]:
    return sorted(file for file in HOOKS.rglob("*.py") if file.parent != HOOKS)


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that ``file`` imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno}: import by the full name"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def room_of(file: Path) -> str:
    return file.relative_to(HOOKS).parts[0]


def arrows() -> dict[tuple[str, str], str]:
    """Each pair of rooms that an import connects, with one place where it does."""
    found: dict[tuple[str, str], str] = {}
    for file in modules():
        for line, name in imports(file):
            parts = name.split(".")
            if parts[0] == "hooks" and len(parts) > 1 and parts[1] != room_of(file):
                found[room_of(file), parts[1]] = f"{file.relative_to(ROOT)}:{line}"
    return found


def test_no_module_is_outside_a_room() -> None:
    assert [file.name for file in HOOKS.glob("*.py")] == ["__init__.py"]
    assert {room_of(file) for file in modules()} == set(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_a_room_says_what_it_is_for(room: str) -> None:
    assert ast.get_docstring(ast.parse((HOOKS / room / "__init__.py").read_text("utf-8")))


def test_the_list_allows_no_import_upward() -> None:
    upward = [
        (room, other)
        for room, others in ALLOWED.items()
        for other in others.split()
        if ORDER.index(other) <= ORDER.index(room)
    ]
    assert upward == []


def test_rooms_import_what_the_list_allows_and_the_list_allows_nothing_else() -> None:
    allowed = {(room, other) for room, others in ALLOWED.items() for other in others.split()}
    found = arrows()
    assert {arrow: place for arrow, place in found.items() if arrow not in allowed} == {}
    assert sorted(allowed - found.keys()) == []


def test_only_the_adapter_knows_mkdocs() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in modules()
        for line, name in imports(file)
        if name.split(".")[0] in FRAMEWORK and room_of(file) != "mkdocs_site"
    ]
    assert wrong == []


def test_rules_and_pages_import_no_package_that_only_tests_install() -> None:
    """Such as a database driver: whoever builds or checks the guide has only what the site requires."""
    pending, seen, packages = (
        [file for file in modules() if room_of(file) in {"rules", "render"}],
        set[Path](),
        set[str](),
    )
    while pending:
        file = pending.pop()
        seen.add(file)
        for _, name in imports(file):
            own = [ROOT.joinpath(*parts).with_suffix(".py") for parts in (name.split("."), name.split(".")[:-1])]
            packages.add(name.split(".")[0])
            pending += [module for module in own if module.is_file() and module not in seen]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    only_tests = {re.split(r"[^\w-]", name)[0].replace("-", "_") for name in project["dependency-groups"]["test"]}
    assert packages & only_tests == set()


def test_tests_mirror_the_rooms() -> None:
    folders = {folder.name for folder in (ROOT / "tests").iterdir() if folder.is_dir() and any(folder.rglob("*.py"))}
    assert folders - NOT_MIRRORED <= set(ORDER)
    assert [file.name for file in (ROOT / "tests").glob("test_*.py")] == []


def test_the_readme_names_every_room() -> None:
    table = set(re.findall(r"^\| `hooks/(\w+)/`", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert table == set(ORDER)
