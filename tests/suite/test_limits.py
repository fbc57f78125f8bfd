"""Nothing in the tests waits without a limit, and a test that hangs is reported by its name."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "tests" / "hostile" / "files"
NEED_TIMEOUT = {"run", "call", "check_call", "check_output", "urlopen", "create_connection", "communicate"}
NEED_ARGUMENT = {"wait", "join", "acquire"}
"""Methods of processes, threads, events and locks that wait until they are done unless they are given a limit."""
HANGS = """\
import subprocess, sys, threading
import pytest

@pytest.fixture
def never():
    threading.Event().wait()

@pytest.mark.timeout(1)
def test_waits_for_a_lock():
    threading.Event().wait()

@pytest.mark.timeout(1)
def test_waits_for_a_process():
    subprocess.run([sys.executable, "-c", "import time; time.sleep(3600)"])

@pytest.mark.timeout(1)
def test_waits_in_a_fixture(never):
    pass

def test_ends():
    pass
"""


def waits(tree: ast.AST) -> Iterator[int]:
    """Lines with a call that may wait forever."""
    for node in ast.walk(tree):
        if isinstance(node, ast.withitem) and called(node.context_expr) == "Popen":
            yield node.context_expr.lineno  # leaving the block waits for the process
        if not isinstance(node, ast.Call):
            continue
        limited = any(keyword.arg in {"timeout", None} for keyword in node.keywords)
        module = node.func.value if isinstance(node.func, ast.Attribute) else None
        is_subprocess = isinstance(module, ast.Name) and module.id == "subprocess"
        name = called(node)
        if name in NEED_TIMEOUT and (is_subprocess or name not in {"run", "call"}) and not limited:
            yield node.lineno
        if name in NEED_ARGUMENT and module and not node.args and not limited:
            yield node.lineno


def called(node: ast.AST) -> str:
    """The last word of what a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_every_wait_has_a_limit() -> None:
    files = [file for file in (ROOT / "tests").rglob("*.py") if PROGRAMS not in file.parents]
    found = [f"{file}:{line}" for file in files for line in waits(ast.parse(file.read_text("utf-8")))]
    assert len(files) > 100
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "subprocess.run(['x'], check=True)",
        "urlopen('http://x')",
        "process.wait()",
        "process.communicate()",
        "threading.Event().wait()",
        "thread.join()",
        "with subprocess.Popen(['x']) as process: pass",
    ],
)
def test_a_wait_without_a_limit_is_found(code: str) -> None:
    assert list(waits(ast.parse(code))) == [1]


@pytest.mark.parametrize(
    "code", ["subprocess.run(['x'], timeout=9)", "process.wait(9)", "thread.join(9)", "', '.join(names)", "run('text')"]
)
def test_a_wait_with_a_limit_is_fine(code: str) -> None:
    assert list(waits(ast.parse(code))) == []


def test_a_test_that_hangs_fails_by_its_name_and_the_others_go_on(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    (tmp_path / "test_hangs.py").write_text(HANGS, "utf-8")
    assert float(pytestconfig.getini("timeout")) > 0
    method = f"timeout_method={pytestconfig.getini('timeout_method')}"
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, f"--rootdir={tmp_path}", "-o", method]
    command += ["-p", "pytest_timeout"]
    env = os.environ | {"COLUMNS": "200", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=120)
    said = {line.split(" - ")[0]: line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))}
    assert said.keys() == {
        "FAILED test_hangs.py::test_waits_for_a_lock",
        "FAILED test_hangs.py::test_waits_for_a_process",
        "ERROR test_hangs.py::test_waits_in_a_fixture",
    }
    assert all("Timeout (>1.0s) from pytest-timeout" in line for line in said.values())
    assert "1 passed" in done.stdout
