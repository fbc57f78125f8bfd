"""One server for all tests of demos."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.demos.postgres import Server, postgres
from hooks.demos.run import run
from hooks.demos.transcript import Record

Run = Callable[..., Record]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres() as running:
        yield running


@pytest.fixture
def run_sql(server: Server) -> Run:
    """Run a SQL program's text."""

    def call(text: str, *, seconds: float = 10.0) -> Record:
        return run(Path("program.sql"), text, server, seconds=seconds)

    return call


@pytest.fixture
def run_python(tmp_path: Path) -> Run:
    """Run a script's text, in a folder to which a test may add neighbours."""

    def call(text: str, *, seconds: float = 10.0) -> Record:
        return run(tmp_path / "script.py", text, seconds=seconds)

    return call
