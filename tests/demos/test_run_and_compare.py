"""Programs that run side by side: their order, their servers, and how they end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue

import psutil
import pytest

from hooks.demos import run_and_compare as module
from hooks.demos.run_and_compare import run_and_compare
from hooks.demos.sandbox import find_sandbox
from tests.demos.test_services import RESET_SIGNALS
from tests.processes import started

TIMEOUT = 60
UNCONFINED = find_sandbox() is None
SERVER = "SELECT system_identifier AS server FROM pg_control_system();\n-- claim: yes\nSELECT true;\n"
RUN_TWO = """\
import sys
from pathlib import Path
from hooks.demos import run_and_compare as module
module._processors = lambda: 2
for outcome in module.run_and_compare(map(Path, sys.argv[1:])):
    print(outcome.status, flush=True)
"""


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIDE_POSTGRES", raising=False)
    monkeypatch.setattr(module, "_processors", lambda: 2)


def write(folder: Path, programs: dict[str, str]) -> list[Path]:
    for name, text in programs.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in programs]


def test_outcomes_are_in_order(tmp_path: Path) -> None:
    slow = "print(sum(range(3_000_000)))\n# claim: yes\nassert True\n"
    quick = "# claim: yes\nassert True\n"
    paths = write(
        tmp_path, {"z.py": slow, "y.py": quick, "x.py": quick, "w.txt": "", "a.py": "# claim: no\nassert 0\n"}
    )
    outcomes = list(run_and_compare(paths, record=True, unconfined=UNCONFINED))
    assert [outcome.path for outcome in outcomes] == paths
    assert [outcome.status for outcome in outcomes] == ["recorded", "recorded", "recorded", "failed", "failed"]
    assert "a program is a .sql or .py file" in outcomes[3].detail
    assert all(outcome.seconds > 0 for outcome in outcomes[:3])


def test_programs_side_by_side_have_servers_of_their_own(tmp_path: Path) -> None:
    paths = write(tmp_path, {"a.sql": SERVER, "b.sql": SERVER})
    assert [outcome.status for outcome in run_and_compare(paths, record=True)] == ["recorded", "recorded"]
    records = [path.with_name(f"{path.name}.out").read_text("utf-8") for path in paths]
    assert records[0] != records[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything(number: signal.Signals, tmp_path: Path) -> None:
    slow = "SELECT pg_sleep(60);\n-- claim: yes\nSELECT true;\n"
    paths = write(tmp_path, {"quick.sql": SERVER, "slow.sql": slow})
    command = [sys.executable, "-c", RESET_SIGNALS, RUN_TWO, *map(str, paths)]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"differs\n"
        running = psutil.Process(process.pid).children(recursive=True)
        assert len(running) > 2
        process.send_signal(number)
        _, alive = psutil.wait_procs(running, TIMEOUT)
        assert not alive
        assert process.wait(TIMEOUT) == (-number if number == signal.SIGINT else 128 + number)


def test_a_process_that_ends_fails_the_program(tmp_path: Path) -> None:
    idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
    with started([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        idle.put(process)  # type: ignore[arg-type]
        outcome = module._run(tmp_path / "a.sql", idle)
    assert (outcome.failed, outcome.detail) == (True, "a.sql: the process that ran it ended")
