"""A script runs alone and bounded, and a false claim is named."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.demos.errors import ClaimFailed, DemoFailed, ProgramError, TimedOut, TooMuchOutput
from hooks.demos.transcript import Record, parse

CLAIM = "# claim: it holds\nassert True\n"
Run = Callable[..., Record]


def test_a_script_prints_its_record(run_python: Run) -> None:
    record = run_python(f"print('\\none  ')\nprint()\nprint('two', object())\nprint()\n{CLAIM}")
    assert record.product == "Python"
    assert record.render().endswith("\n\n\none\n\ntwo <object object at 0x~>\n\nclaim holds: it holds\n")
    assert parse(record.render()) == record


def test_a_script_may_print_nothing(run_python: Run) -> None:
    record = run_python(CLAIM)
    assert record.entries[0].output == ""
    assert parse(record.render()) == record


def test_a_false_claim_is_named_with_its_line(run_python: Run) -> None:
    with pytest.raises(ClaimFailed) as failed:
        run_python(f"print('seen')\n{CLAIM}\nx = 1\n# claim: x is two\n# in words\nassert x == 2\n")
    assert str(failed.value) == "line 6: claim does not hold: x is two in words (line 8: assert x == 2)"
    assert failed.value.transcript == "seen"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"\nraise ValueError('no')\n{CLAIM}", "line 2: ValueError: no"),
        (f"import requests\n{CLAIM}", "line 1: ModuleNotFoundError: No module named 'requests'"),
        (f"import sys\nsys.exit(3)\n{CLAIM}", "exit status 3"),
        (f"x = bytearray(300 * 2**20)\n{CLAIM}", "line 1: MemoryError"),
        (f"open('big', 'wb').write(bytes(20 * 2**20))\n{CLAIM}", "line 1: OSError"),
        (f"import os\nos.abort()\n{CLAIM}", "killed by SIGABRT"),
    ],
)
def test_another_error_fails_with_its_line(text: str, message: str, run_python: Run) -> None:
    with pytest.raises(DemoFailed, match=message):
        run_python(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("print('claims nothing')\n", "line 1: the program claims nothing"),
        ("# claim: a\nx = 1\n# claim: b\nassert True\n", "line 1: no assert follows the claim: a"),
        ("x = 1\ny = (\n", "line 2: not Python"),
        ("# Claim: shouted\nassert True\n", "line 1: .* is nearly a claim"),
        ("# claim:\nassert True\n", "line 1: .* is nearly a claim"),
    ],
)
def test_a_script_that_cannot_prove_anything_is_not_run(text: str, message: str, run_python: Run) -> None:
    with pytest.raises(ProgramError, match=message):
        run_python(text)


@pytest.mark.parametrize(
    "text", ["while True:\n    pass\n", "import time\ntime.sleep(3600)\n", "input()\nwhile True: pass\n"]
)
def test_a_script_without_end_is_killed(text: str, run_python: Run) -> None:
    began = time.monotonic()
    with pytest.raises((TimedOut, DemoFailed)):
        run_python(text + CLAIM, seconds=0.5)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("ends", ["", "import time; time.sleep(3600)\n"])
def test_what_a_script_starts_is_killed_with_it(ends: str, run_python: Run, tmp_path: Path) -> None:
    child = tmp_path / "child"
    script = (
        "import os, time\npid = os.fork()\nif pid == 0:\n    time.sleep(3600)\n"
        f"open({str(child)!r}, 'w').write(str(pid))\n{ends}"
    )
    try:
        run_python(script + CLAIM, seconds=1)
    except TimedOut:
        assert ends
    pid = int(child.read_text(encoding="utf-8"))
    deadline = time.monotonic() + 5
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _alive(pid)


def test_a_runaway_grandchild_cannot_hold_us(run_python: Run) -> None:
    began = time.monotonic()
    run_python(f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(2)\n    os._exit(0)\n{CLAIM}")
    assert time.monotonic() - began < 1.5


def test_output_without_end_is_refused(run_python: Run) -> None:
    with pytest.raises(TooMuchOutput):
        run_python(f"print('x' * 100_000)\n{CLAIM}")


def test_a_script_sees_an_empty_folder_a_bare_environment_and_a_fixed_hash(run_python: Run) -> None:
    text = f"import os\nprint(os.listdir('.'), sorted(os.environ), hash('a'), __file__)\n{CLAIM}"
    first = run_python(text).render()
    assert first == run_python(text).render()
    assert "[] ['HOME', 'LANG', 'LC_CTYPE'" in first or "[] ['HOME', 'LANG', 'MALLOC_ARENA_MAX'" in first
    assert " script.py\n" in first


def test_a_script_may_import_its_neighbours(run_python: Run, tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("WORD = 'heard'\n", encoding="utf-8")
    assert run_python(f"import beside\nprint(beside.WORD)\n{CLAIM}").entries[0].output == "heard"


def test_fifty_threads_and_deep_recursion_fit_the_limits(run_python: Run) -> None:
    run_python(
        "import functools, threading\n"
        "gate = threading.Barrier(50)\n"
        "threads = [threading.Thread(target=gate.wait) for _ in range(50)]\n"
        "[t.start() for t in threads]\n[t.join() for t in threads]\n"
        "@functools.lru_cache(None)\ndef depth(n):\n    return n and depth(n - 1) + 1\n"
        f"print(depth(450))\n{CLAIM}"
    )


def _alive(pid: int) -> bool:
    """Whether a process runs; one that is dead but not yet buried does not count."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")
