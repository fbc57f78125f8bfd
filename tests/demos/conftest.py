"""Servers shared by all tests of programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hooks.demos.postgres import Server
from hooks.demos.run import run
from hooks.demos.sandbox import Sandbox, find_sandbox, sandbox_fix
from hooks.demos.services import Services
from hooks.demos.transcript import Record

Run = Callable[..., Record]


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    """Without a sandbox, the tests' own programs run unconfined."""
    with Services(unconfined=find_sandbox() is None) as running:
        yield running


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    """For tests of the sandbox itself."""
    if sys.platform != "linux":
        pytest.skip("there is no sandbox on other systems: test_without_a_sandbox.py tests what happens there")
    found = find_sandbox()
    assert found is not None, f"There is no sandbox here. To get it: {sandbox_fix()}"
    return found


@pytest.fixture(scope="session")
def server(services: Services) -> Server:
    return services.postgres


@pytest.fixture
def run_sql(tmp_path: Path, services: Services) -> Run:
    """Run a SQL program's text."""

    def call(text: str, *, timeout: float = 10.0) -> Record:
        return run(tmp_path / "program.sql", text, services, timeout=timeout)

    return call


@pytest.fixture
def run_python(tmp_path: Path, services: Services) -> Run:
    """Run a script's text; tests can add modules next to it in ``tmp_path``."""

    def call(text: str, *, timeout: float = 10.0) -> Record:
        return run(tmp_path / "script.py", text, services, timeout=timeout)

    return call
