"""``guide demo`` on selected programs, on a terminal and in a pipe."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.commands.cli import main
from tests.demos.terminal import Terminal
from tests.rules.sample_project import FOLDER, VALID, added, write

SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"
PROGRAMS = {f"{FOLDER}/keep.py": SCRIPT, f"{FOLDER}/other.py": SCRIPT.replace("old", "older")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {**VALID, **PROGRAMS, **added("[It](keep.py)\n\n[Other](other.py)")})
    return tmp_path


def guide(root: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "demo", *args])


def test_a_single_program_can_be_selected(root: Path) -> None:
    assert guide(root, "--record", "stale-read/other.py").output.startswith(f"recorded  {FOLDER}/other.py\n1 program ")
    assert not (root / FOLDER / "keep.py.out").exists()
    assert guide(root, "stale-read/other.py").exit_code == 0
    assert guide(root, "stale-read/keep.py").exit_code == 1


@pytest.mark.parametrize("path", [f"{FOLDER}/keep.py", f"./{FOLDER}/keep.py", f"{FOLDER}/"])
def test_programs_and_questions_can_be_selected_by_path(path: str, root: Path) -> None:
    guide(root, "--record")
    assert guide(root, path).output.startswith("2 programs " if path.endswith("/") else "1 program ")


def test_an_unknown_question_is_an_error_with_a_suggestion(root: Path) -> None:
    result = guide(root, "stale-reed/keep.py")
    assert result.exit_code == 2
    assert "no question 'stale-reed'; did you mean 'stale-read'?" in result.output


def test_the_output_of_a_failed_program_is_shown(root: Path) -> None:
    (root / FOLDER / "keep.py").write_text(SCRIPT.replace("assert True", "assert not 'kept'"), "utf-8")
    failed = "keep.py: line 2: claim doesn't hold: an old value is kept (line 3: assert not 'kept')"
    assert f"{failed}\nOutput so far:\n| old\n" in guide(root, "stale-read/keep.py").output


def test_only_the_end_of_long_output_is_shown(root: Path) -> None:
    text = "for n in range(99):\n    print('n', n)\n# claim: no\nassert False\n"
    (root / FOLDER / "keep.py").write_text(text, "utf-8")
    output = guide(root, "stale-read/keep.py").output
    assert "Output so far:\n| …\n| n 87\n" in output
    assert "| n 98\n" in output


def test_an_unknown_program_is_an_error_listing_the_existing_ones(root: Path) -> None:
    result = guide(root, "stale-read/kept.py")
    assert result.exit_code == 2
    assert "stale-read has no program 'kept.py'; it has keep.py, other.py" in result.output
    assert "it has none" in guide(root, "hot-key/keep.py").output


@pytest.mark.parametrize(
    ("args", "message"), [(["stale-read"], "stale-read/other.py"), (["hot-key"], "choose one of: none")]
)
def test_shell_takes_exactly_one_program(root: Path, args: list[str], message: str) -> None:
    result = guide(root, "--shell", *args)
    assert result.exit_code == 2
    assert message in result.output


def test_shell_and_record_cannot_be_combined(root: Path) -> None:
    assert guide(root, "--shell", "--record", "stale-read/keep.py").exit_code == 2


def test_a_terminal_shows_every_program_and_colored_diffs(root: Path) -> None:
    guide(root, "--record")
    (root / FOLDER / "other.py").write_text(SCRIPT, "utf-8")
    with Terminal([sys.executable, "-m", "hooks.commands.cli", "--root", str(root), "demo"]) as terminal:
        seen = terminal.rest()
    assert re.search(rf"1/2 +\d+\.\d s  passed +{FOLDER}/keep\.py\r\n2/2 +\d+\.\d s  differs +{FOLDER}/other\.py", seen)
    assert "\x1b[31m-older\x1b[0m" in seen
    assert "\x1b[32m+old\x1b[0m" in seen
    assert terminal.status == 1


def test_a_pipe_gets_only_the_summary_if_all_pass(root: Path) -> None:
    guide(root, "--record")
    command = [sys.executable, "-m", "hooks.commands.cli", "--root", str(root), "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert re.fullmatch(r"2 programs with 2 claims in \d+\.\d s, none failed\.\n", done.stdout)
    assert done.stderr == ""


def test_a_record_is_not_written_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "file"
    outside.write_text("kept", "utf-8")
    (root / FOLDER / "keep.py.out").symlink_to(outside)
    result = guide(root, "--record", "stale-read/keep.py")
    assert "keep.py: keep.py.out is a symbolic link: remove it" in result.output
    assert result.exit_code == 1
    assert outside.read_text("utf-8") == "kept"


@pytest.mark.parametrize("record", [b"\xff\xfe", b"a\n" * 10_000_000, b"\0" * 50_000_000])
def test_a_record_of_any_content_is_replaced(record: bytes, root: Path) -> None:
    (root / FOLDER / "keep.py.out").write_bytes(record)
    assert guide(root, "stale-read/keep.py").output.startswith("differs")
    assert guide(root, "--record", "stale-read/keep.py").exit_code == 0
    assert guide(root, "stale-read/keep.py").exit_code == 0


def test_a_record_that_can_not_be_written_is_an_error(root: Path) -> None:
    (root / FOLDER / "keep.py.out").mkdir()
    result = guide(root, "--record", "stale-read/keep.py")
    assert "keep.py: can't write keep.py.out: Is a directory" in result.output
    assert result.exit_code == 1
