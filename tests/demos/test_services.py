"""Servers end with whoever started them."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

STARTS = """\
import threading
from psycopg.conninfo import conninfo_to_dict
from hooks.demos.services import Services
with Services() as services:
    print(conninfo_to_dict(services.postgres.conninfo)["host"], services.valkey.folder, flush=True)
    threading.Event().wait()
"""


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_servers_end_with_whoever_is_told_to_end(told: signal.Signals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIDE_POSTGRES", raising=False)
    with subprocess.Popen([sys.executable, "-c", STARTS], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        folders = [Path(folder) for folder in process.stdout.readline().decode().split()]
        assert len(folders) == 2
        assert all(folder.is_dir() for folder in folders)
        process.send_signal(told)
        process.communicate(timeout=60)
    assert process.returncode == (128 + told if told != signal.SIGINT else -told)
    assert not any(folder.exists() for folder in folders)
