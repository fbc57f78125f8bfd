"""One program can be named; a terminal is told of each, and a pipe of what matters."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.commands.cli import main
from tests.demos.terminal import Terminal
from tests.rules.making import FOLDER, SOUND, added, write

SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"
PROGRAMS = {f"{FOLDER}/keep.py": SCRIPT, f"{FOLDER}/other.py": SCRIPT.replace("old", "older")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {**SOUND, **PROGRAMS, **added("[It](keep.py)\n\n[Other](other.py)")})
    return tmp_path


def guide(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "demo", *words])


def test_a_single_program_is_named_with_its_question(root: Path) -> None:
    assert guide(root, "--record", "stale-read/other.py").output.startswith(f"recorded  {FOLDER}/other.py\n1 program ")
    assert not (root / FOLDER / "keep.py.out").exists()
    assert guide(root, "stale-read/other.py").exit_code == 0
    assert guide(root, "stale-read/keep.py").exit_code == 1


@pytest.mark.parametrize("path", [f"{FOLDER}/keep.py", f"./{FOLDER}/keep.py", f"{FOLDER}/"])
def test_a_program_or_a_question_may_be_named_by_its_path(path: str, root: Path) -> None:
    guide(root, "--record")
    assert guide(root, path).output.startswith("2 programs " if path.endswith("/") else "1 program ")


def test_a_question_that_is_not_there_is_refused_with_the_nearest(root: Path) -> None:
    result = guide(root, "stale-reed/keep.py")
    assert result.exit_code == 2
    assert "there is no question 'stale-reed'; did you mean 'stale-read'?" in result.output


def test_what_a_program_printed_before_it_failed_is_told(root: Path) -> None:
    (root / FOLDER / "keep.py").write_text(SCRIPT.replace("assert True", "assert not 'kept'"), "utf-8")
    failed = "keep.py: line 2: claim does not hold: an old value is kept (line 3: assert not 'kept')"
    assert f"{failed}\nIt had printed:\n  old\n" in guide(root, "stale-read/keep.py").output


def test_of_much_that_was_printed_the_end_is_told(root: Path) -> None:
    text = "for n in range(99):\n    print('n', n)\n# claim: no\nassert False\n"
    (root / FOLDER / "keep.py").write_text(text, "utf-8")
    output = guide(root, "stale-read/keep.py").output
    assert "It had printed:\n  …\n  n 87\n" in output
    assert "  n 98\n" in output


def test_a_program_that_is_not_there_is_refused_with_those_that_are(root: Path) -> None:
    result = guide(root, "stale-read/kept.py")
    assert result.exit_code == 2
    assert "stale-read has no program 'kept.py'; it has keep.py, other.py" in result.output
    assert "it has none" in guide(root, "hot-key/keep.py").output


@pytest.mark.parametrize(("words", "says"), [(["stale-read"], "stale-read/other.py"), (["hot-key"], "there is none")])
def test_a_shell_opens_one_program(root: Path, words: list[str], says: str) -> None:
    result = guide(root, "--shell", *words)
    assert result.exit_code == 2
    assert says in result.output


def test_a_shell_records_nothing(root: Path) -> None:
    assert guide(root, "--shell", "--record", "stale-read/keep.py").exit_code == 2


def test_a_terminal_is_told_of_each_program_with_its_time_and_sees_differences_in_color(root: Path) -> None:
    guide(root, "--record")
    (root / FOLDER / "other.py").write_text(SCRIPT, "utf-8")
    with Terminal([sys.executable, "-m", "hooks.commands.cli", "--root", str(root), "demo"]) as terminal:
        seen = terminal.rest()
    assert re.search(rf"1/2 +\d+\.\d s  holds +{FOLDER}/keep\.py\r\n2/2 +\d+\.\d s  differs +{FOLDER}/other\.py", seen)
    assert "\x1b[31m-older\x1b[0m" in seen
    assert "\x1b[32m+old\x1b[0m" in seen
    assert terminal.status == 1


def test_a_pipe_is_told_nothing_of_what_holds(root: Path) -> None:
    guide(root, "--record")
    command = [sys.executable, "-m", "hooks.commands.cli", "--root", str(root), "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert re.fullmatch(r"2 programs with 2 claims in \d+\.\d s, none failed\.\n", done.stdout)
    assert done.stderr == ""
