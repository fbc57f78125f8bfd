"""Servers end with whoever started them."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import started

SECONDS = 60
STARTS = """\
import signal, sys, threading
for name in sys.argv[1:]:
    signal.signal(signal.Signals[name], signal.SIG_IGN)
from psycopg.conninfo import conninfo_to_dict
from hooks.demos.services import Services
with Services() as services:
    print(conninfo_to_dict(services.postgres.conninfo)["host"], services.valkey.folder, flush=True)
    threading.Event().wait()
"""
HEARS = """\
import os, signal, sys
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
"""
"""Under ``nohup``, or in the background of a script, these tests ignore signals, and so would what they start."""


def ends(told: signal.Signals, *ignored: str) -> int:
    """The exit status of a process with servers that gets a signal; its servers must be gone with it."""
    with started([sys.executable, "-c", HEARS, STARTS, *ignored], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        folders = [Path(folder) for folder in process.stdout.readline().decode().split()]
        assert len(folders) == 2
        assert all(folder.is_dir() for folder in folders)
        process.send_signal(told)
        status = process.wait(SECONDS)
    assert not any(folder.exists() for folder in folders)
    return status


@pytest.fixture(autouse=True)
def own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIDE_POSTGRES", raising=False)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_servers_end_with_whoever_is_told_to_end(told: signal.Signals) -> None:
    assert ends(told) == (128 + told if told != signal.SIGINT else -told)


def test_servers_end_with_whoever_ignores_its_terminal_and_is_told_to_end() -> None:
    assert ends(signal.SIGTERM, "SIGINT", "SIGHUP") == 128 + signal.SIGTERM
