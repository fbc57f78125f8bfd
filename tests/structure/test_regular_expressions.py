"""The lint for regular expressions finds slow ones wherever they are written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.regular_expressions import ROOT, compiled_on_import, is_slow, strings_in


def test_no_expression_is_slow() -> None:
    """In a process of its own, because patterns are collected while modules are imported."""
    command = [sys.executable, "-m", "tests.structure.regular_expressions"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        (r"(a+)+", True),
        (r"\s*[^:]+?\s*:", True),
        (r"a*a*a*b", True),
        (r"\s*+[^:\s]+\s*+:", False),
        (r"(?>a+)+b", False),
        (r"[a-z]+(-[a-z]+)*", False),
        ("no pattern (", False),
    ],
)
def test_slow_expressions_are_recognized(pattern: str, slow: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_slow(pattern) is slow


def test_strings_and_f_strings_are_looked_at() -> None:
    code = '"""Doc."""\nX = {1: ("a+", f"{X}b+")}\n\ndef f():\n    """Doc."""\n    re.match("c+", f"{y!r}")\n'
    assert strings_in(code, "m.py") == {"a+": "m.py:2", "ab+": "m.py:2", "c+": "m.py:6", "a": "m.py:6"}


def test_compiled_patterns_are_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "compiles.py").write_text("import re\n_A = 'a+'\n_B = {1: re.compile(rf'x{_A}')}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert compiled_on_import(iter(["compiles"]), tmp_path) == {"xa+": f"{tmp_path.name}/compiles.py:3"}
