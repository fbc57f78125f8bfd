"""Servers stop together with the process that started them."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.processes import started

TIMEOUT = 60
START_SERVERS = """\
import signal, sys, threading
for name in sys.argv[1:]:
    signal.signal(signal.Signals[name], signal.SIG_IGN)
from psycopg.conninfo import conninfo_to_dict
from hooks.demos.services import Services
with Services() as services:
    print(conninfo_to_dict(services.postgres.conninfo)["host"], flush=True)
    threading.Event().wait()
"""
RESET_SIGNALS = """\
import os, signal, sys
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
"""
"""Child processes inherit ignored signals, which the tests have under ``nohup`` or as a background job."""


def exit_status(number: signal.Signals, *ignored: str) -> int:
    """Start a process with servers, send it a signal and return its exit status; its servers must be gone too."""
    with started([sys.executable, "-c", RESET_SIGNALS, START_SERVERS, *ignored], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().decode().strip())
        assert folder.is_dir()
        process.send_signal(number)
        status = process.wait(TIMEOUT)
    assert not folder.exists()
    return status


@pytest.fixture(autouse=True)
def own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIDE_POSTGRES", raising=False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_servers_stop_on_a_signal(number: signal.Signals) -> None:
    assert exit_status(number) == (128 + number if number != signal.SIGINT else -number)


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs Linux")
def test_a_server_stops_if_we_are_killed() -> None:
    with started([sys.executable, "-c", RESET_SIGNALS, START_SERVERS], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().decode().strip())
        server = psutil.Process(int((folder / "data" / "postmaster.pid").read_text("ascii").split()[0]))
        process.kill()
        _, alive = psutil.wait_procs([server], TIMEOUT)
    shutil.rmtree(folder)
    assert not alive


def test_servers_stop_on_sigterm_if_other_signals_are_ignored() -> None:
    assert exit_status(signal.SIGTERM, "SIGINT", "SIGHUP") == 128 + signal.SIGTERM
