"""Servers shared by all tests of programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.demos.postgres import Server
from hooks.demos.run import run
from hooks.demos.services import Services
from hooks.demos.transcript import Record

Run = Callable[..., Record]


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    with Services() as running:
        yield running


@pytest.fixture(scope="session")
def server(services: Services) -> Server:
    return services.postgres


@pytest.fixture
def run_sql(services: Services) -> Run:
    """Run a SQL program's text."""

    def call(text: str, *, timeout: float = 10.0) -> Record:
        return run(Path("program.sql"), text, services, timeout=timeout)

    return call


@pytest.fixture
def run_python(tmp_path: Path, services: Services) -> Run:
    """Run a script's text; tests can add modules next to it in ``tmp_path``."""

    def call(text: str, *, timeout: float = 10.0) -> Record:
        return run(tmp_path / "script.py", text, services, timeout=timeout)

    return call
