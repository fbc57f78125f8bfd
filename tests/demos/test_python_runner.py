"""Scripts run in the sandbox, and failed claims are reported."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hooks.demos import python_runner
from hooks.demos.errors import ClaimFailed, DemoFailed, ProgramError, TimedOut, TooMuchOutput
from hooks.demos.transcript import Record, parse
from hooks.demos.valkey import client_packages

TIMEOUT = 60
"""Seconds: enough on a busy machine, but less than a script that isn't killed."""
CLAIM = "# claim: it holds\nassert True\n"
Run = Callable[..., Record]


def test_a_script_is_recorded(run_python: Run) -> None:
    record = run_python(f"print('\\none  ')\nprint()\nprint('two', object())\nprint()\n{CLAIM}")
    assert record.product == "Python"
    assert record.render().endswith("\n\n\none\n\ntwo <object object at 0x~>\n\nclaim holds: it holds\n")
    assert parse(record.render()) == record


def test_a_script_can_print_nothing(run_python: Run) -> None:
    record = run_python(CLAIM)
    assert record.entries[0].output == ""
    assert parse(record.render()) == record


def test_a_failed_claim_is_reported_with_its_line(run_python: Run) -> None:
    with pytest.raises(ClaimFailed) as failed:
        run_python(f"print('seen')\n{CLAIM}\nx = 1\n# claim: x is two\n# in words\nassert x == 2\n")
    assert str(failed.value) == "line 6: claim doesn't hold: x is two in words (line 8: assert x == 2)"
    assert failed.value.transcript == "seen"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"\nraise ValueError('no')\n{CLAIM}", "line 2: ValueError: no"),
        (f"import requests\n{CLAIM}", "line 1: ModuleNotFoundError: No module named 'requests' .*standard library"),
        (f"import sys\nsys.exit(3)\n{CLAIM}", "exit status 3"),
        (f"x = bytearray(300 * 2**20)\n{CLAIM}", "line 1: MemoryError .a script has 256 MB"),
        (
            f"open('big', 'wb').write(bytes(20 * 2**20))\n{CLAIM}",
            "line 1: OSError.*a script's file holds at most 16 MB",
        ),
        (f"import os\nos.abort()\n{CLAIM}", "killed by SIGABRT"),
        (f"raise ValueError('File \"/program/script.py\", line ' + '9' * 5000)\n{CLAIM}", "ValueError: File"),
        (f"raise ValueError('x' * 200_000)\n{CLAIM}", "^line 1: ValueError: x{900,1000}…$"),
    ],
)
def test_other_errors_are_reported_with_their_line(text: str, message: str, run_python: Run) -> None:
    with pytest.raises(DemoFailed, match=message):
        run_python(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("print('no claim')\n", "line 1: the program has no claim"),
        ("# claim: a\nx = 1\n# claim: b\nassert True\n", "line 1: no assert after the claim: a"),
        ("x = 1\ny = (\n", "line 2: not Python"),
        ("# Claim: shouted\nassert True\n", "line 1: .* looks like a claim"),
        ("# claim:\nassert True\n", "line 1: .* looks like a claim"),
    ],
)
def test_an_invalid_script_is_not_run(text: str, message: str, run_python: Run) -> None:
    with pytest.raises(ProgramError, match=message):
        run_python(text)


@pytest.mark.parametrize(
    "text", ["while True:\n    pass\n", "import time\ntime.sleep(3600)\n", "input()\nwhile True: pass\n"]
)
def test_an_endless_script_is_killed(text: str, run_python: Run) -> None:
    started = time.monotonic()
    with pytest.raises((TimedOut, DemoFailed)):
        run_python(text + CLAIM, timeout=0.5)
    assert time.monotonic() - started < TIMEOUT


@pytest.mark.parametrize("ends", ["", "import time; time.sleep(3600)\n"])
@pytest.mark.parametrize("leaves", ["", "os.setsid()"] if sys.platform == "linux" else [""])
def test_child_processes_are_killed(ends: str, leaves: str, run_python: Run) -> None:
    marker = f"marker-{uuid.uuid4()}"
    script = (
        "import os, sys, time\nif os.fork() == 0:\n"
        f"    {leaves}\n    words = [sys.executable, '-c', 'import time; time.sleep(3600)', {marker!r}]\n"
        "    os.execv(sys.executable, words)\n"
    )
    with suppress(TimedOut):
        run_python(f"{script}{ends}{CLAIM}", timeout=1)
    deadline = time.monotonic() + TIMEOUT
    while _is_running(marker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _is_running(marker)


def test_endless_child_processes_are_all_killed(run_python: Run) -> None:
    started = time.monotonic()
    with pytest.raises((TimedOut, DemoFailed)):
        run_python(f"import os\nfor _ in range(6):\n    os.fork()\nwhile True:\n    pass\n{CLAIM}", timeout=1)
    assert time.monotonic() - started < TIMEOUT


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    "fill",
    ["n += 1; open(f'{n}', 'wb').write(bytes(2**20))", "n += 1; open(f'{n}', 'w').close()", "n += 1; os.mkdir(f'{n}')"],
)
def test_filling_the_folder_fails_with_its_limits(fill: str, run_python: Run) -> None:
    with pytest.raises(DemoFailed, match=r"line 4: OSError: .*a script's folder holds at most 64 MB and 4,096 files"):
        run_python(f"import os\nn = 0\nwhile True:\n    {fill}\n{CLAIM}")


@pytest.mark.usefixtures("sandbox")
def test_a_fork_bomb_fails_with_the_limit(run_python: Run) -> None:
    with pytest.raises(DemoFailed, match=r"line 3: BlockingIOError: .*a limited number of processes"):
        run_python(f"import os, time\nfor _ in range(1000):\n    if os.fork() == 0:\n        time.sleep(60)\n{CLAIM}")


def test_a_detached_child_process_does_not_block(run_python: Run) -> None:
    started = time.monotonic()
    run_python(f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(3600)\n{CLAIM}")
    assert time.monotonic() - started < TIMEOUT


def test_too_much_output_is_an_error(run_python: Run) -> None:
    with pytest.raises(TooMuchOutput):
        run_python(f"print('x' * 100_000)\n{CLAIM}")


def test_a_script_has_an_empty_folder_a_minimal_environment_and_stable_hashes(run_python: Run) -> None:
    text = f"import os\nprint(os.listdir('.'), sorted(os.environ), hash('a'), __file__)\n{CLAIM}"
    first = run_python(text).render()
    assert first == run_python(text).render()
    assert "[] ['HOME', 'LANG', 'LC_CTYPE'" in first or "[] ['HOME', 'LANG', 'MALLOC_ARENA_MAX'" in first
    assert " script.py\n" in first


def test_a_script_can_import_modules_next_to_it(run_python: Run, tmp_path: Path) -> None:
    (tmp_path / "neighbor.py").write_text("WORD = 'heard'\n", encoding="utf-8")
    assert run_python(f"import neighbor\nprint(neighbor.WORD)\n{CLAIM}").entries[0].output == "heard"


def test_fifty_threads_and_deep_recursion_fit_the_limits(run_python: Run) -> None:
    run_python(
        "import functools, threading\n"
        "gate = threading.Barrier(50)\n"
        "threads = [threading.Thread(target=gate.wait) for _ in range(50)]\n"
        "[t.start() for t in threads]\n[t.join() for t in threads]\n"
        "@functools.lru_cache(None)\ndef depth(n):\n    return n and depth(n - 1) + 1\n"
        f"print(depth(450))\n{CLAIM}"
    )


NEEDS = (
    "# needs: valkey\nimport os, redis\nstore = redis.Redis.from_url(os.environ['REDIS_URL'], decode_responses=True)\n"
)


def test_a_script_can_use_an_empty_valkey(run_python: Run) -> None:
    text = f"{NEEDS}print(store.dbsize(), store.incr('n'), store.eval('return 1 + 1', 0))\n{CLAIM}"
    for _ in range(2):
        record = run_python(text)
        assert record.entries[0].output == "0 1 2"
        assert record.version.partition(" with ")[2].startswith("Valkey 9.")
        assert parse(record.render()) == record


def test_time_zones_come_from_tzdata(run_python: Run) -> None:
    text = f"import sys, zoneinfo\nprint(zoneinfo.ZoneInfo('Europe/Berlin').key, zoneinfo.TZPATH)\n{CLAIM}"
    assert run_python(text).entries[0].output in (
        "Europe/Berlin ('/zoneinfo',)",
        f"Europe/Berlin ('{python_runner._time_zones()}',)",
    )


def test_the_client_can_be_installed_anywhere(run_python: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = {name: tmp_path / "elsewhere" / name for name in client_packages()}
    for name, folder in client_packages().items():
        shutil.copytree(folder, elsewhere[name])
    monkeypatch.setattr(python_runner, "client_packages", lambda: elsewhere)
    assert run_python(f"{NEEDS}print(store.ping())\n{CLAIM}").entries[0].output == "True"


def test_other_packages_are_not_available(run_python: Run) -> None:
    with pytest.raises(DemoFailed, match="No module named 'click'"):
        run_python(f"{NEEDS}import click\n{CLAIM}")


@pytest.mark.parametrize("comment", ["# needs: postgres", "# Needs : Valkey"])
def test_an_unknown_need_is_an_error(comment: str, run_python: Run) -> None:
    with pytest.raises(ProgramError, match=r"line 2: .* only `# needs: valkey` is supported"):
        run_python(f"\n{comment}\n{CLAIM}")


def _is_running(marker: str) -> bool:
    """Whether a process has the marker in its command line; a zombie has none."""
    if sys.platform != "linux":
        command = ["/bin/ps", "-axo", "args"]
        return marker in subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    for command_line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if marker.encode() in command_line.read_bytes():
                return True
    return False
