"""A script runs alone and bounded, and a false claim is named."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hooks.demos import confine, python
from hooks.demos.errors import ClaimFailed, DemoFailed, ProgramError, TimedOut, TooMuchOutput
from hooks.demos.transcript import Record, parse
from hooks.demos.valkey import client_packages

PATIENCE = 60
"""Seconds: more than a busy machine takes, and less than a script that nobody kills."""
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
        (f"import requests\n{CLAIM}", "line 1: ModuleNotFoundError: No module named 'requests' .*standard library"),
        (f"import sys\nsys.exit(3)\n{CLAIM}", "exit status 3"),
        (f"x = bytearray(300 * 2**20)\n{CLAIM}", "line 1: MemoryError .a script has 256 MB"),
        (f"open('big', 'wb').write(bytes(20 * 2**20))\n{CLAIM}", "line 1: OSError.*a file of a script holds 16 MB"),
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
    assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize("ends", ["", "import time; time.sleep(3600)\n"])
@pytest.mark.parametrize("leaves", ["", "os.setsid()"] if sys.platform == "linux" else [""])
def test_what_a_script_starts_is_killed_with_it(ends: str, leaves: str, run_python: Run) -> None:
    marker = f"marker-{uuid.uuid4()}"
    script = (
        "import os, sys, time\nif os.fork() == 0:\n"
        f"    {leaves}\n    words = [sys.executable, '-c', 'import time; time.sleep(3600)', {marker!r}]\n"
        "    os.execv(sys.executable, words)\n"
    )
    with suppress(TimedOut):
        run_python(f"{script}{ends}{CLAIM}", seconds=1)
    deadline = time.monotonic() + PATIENCE
    while _runs(marker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(marker)


def test_processes_without_end_are_all_killed(run_python: Run) -> None:
    began = time.monotonic()
    with pytest.raises((TimedOut, DemoFailed)):
        run_python(f"import os\nfor _ in range(6):\n    os.fork()\nwhile True:\n    pass\n{CLAIM}", seconds=1)
    assert time.monotonic() - began < PATIENCE


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have neither namespaces nor Landlock")
@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/passwd')",
        "import os; os.listdir('/home')",
        "open(__file__, 'a')",
        "import socket; socket.create_connection(('127.0.0.1', PORT), 2)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))",
    ],
)
def test_a_script_reaches_neither_files_nor_the_network(act: str, run_python: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        act = act.replace("PORT", str(listener.getsockname()[1]))
        with pytest.raises(DemoFailed, match=r"PermissionError|Network is unreachable"):
            run_python(f"{act}\n{CLAIM}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no namespaces")
@pytest.mark.parametrize(
    "fill",
    ["n += 1; open(f'{n}', 'wb').write(bytes(2**20))", "n += 1; open(f'{n}', 'w').close()", "n += 1; os.mkdir(f'{n}')"],
)
def test_a_script_that_fills_its_folder_is_stopped_and_told_how_large_it_is(fill: str, run_python: Run) -> None:
    with pytest.raises(DemoFailed, match=r"line 4: OSError: .*a script's folder holds 64 MB and 4,096 files"):
        run_python(f"import os\nn = 0\nwhile True:\n    {fill}\n{CLAIM}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no namespaces")
def test_a_script_that_forks_without_end_is_stopped_and_told_why(run_python: Run) -> None:
    if os.geteuid() == 0 and tuple(map(int, platform.release().split(".")[:2])) < (6, 14):
        pytest.skip("root has no limit before Linux 6.14")
    with pytest.raises(DemoFailed, match=r"line 3: BlockingIOError: .*a limited number of processes"):
        run_python(f"import os, time\nfor _ in range(1000):\n    if os.fork() == 0:\n        time.sleep(60)\n{CLAIM}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have neither namespaces nor Landlock")
def test_walls_within_walls_hold_although_nothing_may_be_written_about_them(run_python: Run, tmp_path: Path) -> None:
    shutil.copyfile(Path(confine.__file__), tmp_path / "walls.py")
    text = (
        "import os, subprocess, sys\n"
        "walls = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'walls.py')\n"
        "words = [sys.executable, '-S', walls, os.getcwd(), '--', sys.executable, '-S', os.path.abspath(__file__)]\n"
        "inside = 'INSIDE' in os.environ\n"
        "os.environ['INSIDE'] = 'yes'\n"
        "print('inside' if inside else subprocess.run(words, capture_output=True, text=True))\n"
    )
    assert "returncode=0, stdout='inside\\n', stderr=''" in run_python(f"{text}{CLAIM}").entries[0].output


def test_a_runaway_grandchild_cannot_hold_us(run_python: Run) -> None:
    began = time.monotonic()
    run_python(f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(3600)\n{CLAIM}")
    assert time.monotonic() - began < PATIENCE


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


NEEDS = (
    "# needs: valkey\nimport os, redis\nstore = redis.Redis.from_url(os.environ['REDIS_URL'], decode_responses=True)\n"
)


def test_a_script_may_need_valkey_and_finds_it_empty(run_python: Run) -> None:
    text = f"{NEEDS}print(store.dbsize(), store.incr('n'), store.eval('return 1 + 1', 0))\n{CLAIM}"
    for _ in range(2):
        record = run_python(text)
        assert record.entries[0].output == "0 1 2"
        assert record.version.partition(" with ")[2].startswith("Valkey 9.")
        assert parse(record.render()) == record


def test_time_zones_do_not_depend_on_the_machine(run_python: Run) -> None:
    text = (
        f"import sys, zoneinfo\nprint(zoneinfo.ZoneInfo('Europe/Berlin').key, 'tzdata' in zoneinfo.TZPATH[0])\n{CLAIM}"
    )
    assert run_python(text).entries[0].output == "Europe/Berlin True"


def test_the_client_may_be_installed_anywhere(run_python: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = {name: tmp_path / "elsewhere" / name for name in client_packages()}
    for name, folder in client_packages().items():
        shutil.copytree(folder, elsewhere[name])
    monkeypatch.setattr(python, "client_packages", lambda: elsewhere)
    assert run_python(f"{NEEDS}print(store.ping())\n{CLAIM}").entries[0].output == "True"


def test_with_the_client_comes_no_other_package(run_python: Run) -> None:
    with pytest.raises(DemoFailed, match="No module named 'click'"):
        run_python(f"{NEEDS}import click\n{CLAIM}")


@pytest.mark.parametrize("says", ["# needs: postgres", "# Needs : Valkey"])
def test_another_need_is_an_error_that_names_what_there_is(says: str, run_python: Run) -> None:
    with pytest.raises(ProgramError, match=r"line 2: .* only `# needs: valkey` is known"):
        run_python(f"\n{says}\n{CLAIM}")


def _runs(marker: str) -> bool:
    """Whether a process has the marker among its words; one that is dead but not yet buried has no words."""
    if sys.platform != "linux":
        command = ["/bin/ps", "-axo", "args"]
        return marker in subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if marker.encode() in words.read_bytes():
                return True
    return False
