from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.commands.cli import main
from tests.rules.sample_project import VALID, A, Q, changed, write

TYPO = changed(Q, "level: mid", "lvel: mid")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    guide(write(tmp_path, VALID))
    return tmp_path


def guide(root: Path, *args: str) -> Result:
    result = CliRunner().invoke(main, ["--root", str(root), "fix", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_fixed_files_are_listed(root: Path) -> None:
    (root / Q).write_text((root / Q).read_text("utf-8").replace("level: mid", "lvel: mid"), "utf-8")
    assert guide(root).output == f"fixed {Q}\n"
    assert "\nlevel: mid\n" in (root / Q).read_text("utf-8")
    result = guide(root)
    assert (result.exit_code, result.output) == (0, "Nothing to fix.\n")


def test_diff_prints_changes_and_writes_nothing(root: Path) -> None:
    text = (root / A).read_text("utf-8")
    (root / A).write_text(text.rstrip("\n") + "\n\n[x](www.example.com)", "utf-8")
    result = guide(root, "--diff")
    assert result.exit_code == 1
    assert f"--- {A}\n+++ {A}\n" in result.output
    assert "-[x](www.example.com)\n\\ No newline at end of file\n+[x](https://www.example.com)\n" in result.output
    assert (root / A).read_text("utf-8").endswith("(www.example.com)")
    assert guide(root, "--diff", str(root / Q)).exit_code == 0


def test_guess_also_applies_suggestions(root: Path) -> None:
    (root / A).write_text((root / A).read_text("utf-8") + "\n# Why\n", "utf-8")
    assert guide(root).output == "Nothing to fix.\n"
    assert guide(root, "--guess").output == f"fixed {A}\n"
    assert (root / A).read_text("utf-8").endswith("\n## Why\n")


def test_a_renamed_file_is_listed_with_its_old_name(root: Path) -> None:
    (root / Q).rename((root / Q).with_suffix(".yaml"))
    assert guide(root).output == f"fixed {Q} (was question.yaml)\n"


def test_a_path_outside_the_project_is_an_error(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert guide(root, str(tmp_path_factory.mktemp("elsewhere"))).exit_code == 2
