"""The sandbox that programs run in: bubblewrap (https://github.com/containers/bubblewrap), in two layers.

The outer layer builds a file tree of read-only mounts and one small tmpfs; as root, it continues as an unprivileged
user, so that the process limit applies. The inner layer runs the command in namespaces of its own. See
`hooks.demos.launcher` for what is restricted inside.
"""

# ruff: noqa: S108 - bubblewrap needs an empty /tmp
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from hooks.demos import launcher

SCRATCH = "/scratch"
"""The only folder that a program can write to."""
_SCRATCH_OPTIONS = f"size={64 * launcher.MIB},nr_inodes=4096,mode=1777"
_SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/nix/store")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_UNPRIVILEGED = "65534"
"""User and group id that programs run with if we're root."""
_SETTINGS = Path("/proc/sys")
_PROBE_TIMEOUT = 10
_LAUNCHER = "/launcher.py"
PYTHON = str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())
"""The interpreter without its virtual environment, so that programs can't see installed packages."""
_INSTALL = {
    "apt-get": "sudo apt-get install bubblewrap libseccomp2",
    "dnf": "sudo dnf install bubblewrap",
    "pacman": "sudo pacman -S bubblewrap",
    "zypper": "sudo zypper install bubblewrap",
    "apk": "sudo apk add bubblewrap util-linux libseccomp",
}
_SWITCHES = {
    "kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
    "kernel/unprivileged_userns_clone": ("0", "1"),
    "user/max_user_namespaces": ("0", "15000"),
}
"""Kernel settings that forbid namespaces, with the value that does and the one that doesn't."""


class Sandbox(NamedTuple):
    """A sandbox that works on this system. ``bwrap`` is the path of bubblewrap."""

    bwrap: str

    def wrap(self, arguments: Sequence[str], readable: Mapping[str, str]) -> tuple[str, ...]:
        """The command that runs the launcher in the sandbox, with `SCRATCH` as its working folder.

        It ends with us, even if we're killed: each process is killed when its parent ends. As root, the shell stays
        between the layers, since an outer bubblewrap without capabilities may not kill an inner one of another user.

        Args:
            arguments: Of `hooks.demos.launcher`.
            readable: The files and folders it can read, besides system programs and Python: the real path of each
                path in the sandbox.
        """
        system = {path: path for path in (*_SYSTEM, *_python_paths()) if Path(path).exists()}
        mounts = {**system, _LAUNCHER: launcher.__file__, **readable}
        devices = [
            "--perms",
            "0755",
            "--dir",
            "/dev",
            *(word for path in _DEVICES for word in ("--dev-bind", path, path)),
        ]
        is_root = os.geteuid() == 0
        as_user = (f"--reuid={_UNPRIVILEGED}", f"--regid={_UNPRIVILEGED}", "--clear-groups") if is_root else ()
        outer = (
            self.bwrap, "--die-with-parent", *(() if is_root else ("--unshare-user",)), "--cap-add", "ALL",
            *_mounted(mounts), "--bind", "/proc", "/proc", *devices,
            "--perms", "0755", "--dir", "/tmp", "--perms", "0755", "--dir", SCRATCH, "--",
            "/bin/sh", "-c", f'mount -t tmpfs -o {_SCRATCH_OPTIONS} tmpfs {SCRATCH} && "$@"; exit $?', "sh",
            "setpriv", "--inh-caps=-all", "--ambient-caps=-all", *as_user,
        )  # fmt: skip
        inner = (
            self.bwrap, "--die-with-parent", "--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL",
            *_mounted({path: path for path in mounts}), "--proc", "/proc", *devices,
            "--symlink", "/proc/self/fd", "/dev/fd", "--bind", SCRATCH, SCRATCH, "--remount-ro", "/",
            "--chdir", SCRATCH, "--as-pid-1", "--",
        )  # fmt: skip
        return (*outer, *inner, *launch_command(_LAUNCHER), "--sandboxed", *arguments)


def launch_command(path: str = launcher.__file__) -> tuple[str, ...]:
    """The command that runs the launcher, without its arguments."""
    return (PYTHON, "-I", "-S", "-B", path)


def _python_paths() -> tuple[str, ...]:
    return (sys.base_prefix, sys.base_exec_prefix, str(Path(PYTHON).parent))


def _mounted(mounts: Mapping[str, str]) -> Iterator[str]:
    """Options for read-only mounts of ``mounts``: real paths by paths in the sandbox.

    Without ``--perms``, bubblewrap creates parent folders that only their owner can enter.
    """
    targets = {PurePosixPath(target) for target in mounts}
    outermost = sorted(target for target in targets if targets.isdisjoint(target.parents))
    for folder in sorted({parent for target in outermost for parent in target.parents} - {PurePosixPath("/")}):
        yield from ("--perms", "0755", "--dir", str(folder))
    for target in outermost:
        source = Path(mounts[str(target)])
        if source.is_symlink() and str(target) in _SYSTEM:  # /bin is a symlink to /usr/bin
            yield from ("--symlink", str(source.readlink()), str(target))
        else:
            yield from ("--ro-bind", str(source), str(target))


def find_sandbox() -> Sandbox | None:
    """The sandbox, or None if this system has none: see `sandbox_fix`."""
    return _probe()[0]


def sandbox_fix() -> str:
    """What gives this system a sandbox; empty if it has one."""
    return _probe()[1]


@cache
def _probe() -> tuple[Sandbox | None, str]:
    """Run a command in the sandbox: that bubblewrap is installed doesn't mean that it's allowed to work."""
    if sys.platform != "linux":
        return None, "use Linux, for example in the dev container"
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return None, next((command for tool, command in _INSTALL.items() if shutil.which(tool)), "install bubblewrap")
    sandbox = Sandbox(bwrap)
    command = sandbox.wrap(("--", "/usr/bin/true"), {})
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
            timeout=_PROBE_TIMEOUT, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        return None, _fix(str(error))
    return (sandbox, "") if done.returncode == 0 else (None, _fix(done.stderr))


def _fix(error: str) -> str:
    for name, (forbids, allows) in _SWITCHES.items():
        setting = _SETTINGS / name
        if setting.is_file() and setting.read_text("ascii").strip() == forbids:
            return f"sudo sysctl --write {name.replace('/', '.')}={allows}"
    reason = error.strip().partition("\n")[0] or "it failed without a message"
    return f"allow bubblewrap to create namespaces, in a container with docker run --privileged ({reason})"
