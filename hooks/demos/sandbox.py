"""A sandbox: restricts its own process, then executes the given command. Run by `hooks.demos.python_runner`.

Usage: ``python -I -S -B sandbox.py FOLDER… -- COMMAND…``. The command can write to the folders, of which the first is
its working folder, and read its script's folders, the interpreter and system programs.

Uses what the system supports of resource limits, Linux namespaces
(https://man7.org/linux/man-pages/man7/namespaces.7.html) and Landlock
(https://docs.kernel.org/userspace-api/landlock.html). Systems other than Linux have resource limits only.

This is a separate process, since ``preexec_fn`` is unsafe with threads. It avoids pathlib, which would double its
startup time.
"""

# ruff: noqa: PTH112, PTH118, PTH120, PTH123, PTH208
from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress

MIB = 1024 * 1024
LIMITS = {
    "RLIMIT_AS": 256 * MIB,
    "RLIMIT_STACK": 2 * MIB,  # reserved by each thread, out of RLIMIT_AS
    "RLIMIT_FSIZE": 16 * MIB,
    "RLIMIT_CPU": 10,  # seconds
    "RLIMIT_NOFILE": 128,
    "RLIMIT_NPROC": 128,  # counted per user namespace; root is exempt
    "RLIMIT_CORE": 0,
}


def set_resource_limits(*, in_namespaces: bool) -> None:
    """Set limits for this process and its children.

    Outside of a namespace, RLIMIT_NPROC would count all of the user's processes, so it isn't set. macOS refuses to
    limit the address space, so memory isn't limited there.
    """
    for name, value in LIMITS.items():
        if name == "RLIMIT_NPROC" and not in_namespaces:
            continue
        kind = getattr(resource, name)
        _, highest = resource.getrlimit(kind)
        limit = value if highest == resource.RLIM_INFINITY else min(value, highest)
        try:
            resource.setrlimit(kind, (limit, limit))
        except ValueError:
            if sys.platform != "darwin":
                raise


_NEW_USER, _NEW_IPC, _NEW_PID, _NEW_NET, _NEW_MOUNTS = 0x10000000, 0x08000000, 0x20000000, 0x40000000, 0x00020000
_PR_SET_PDEATHSIG = 1
_PID_MAX, _PID_MAX_PER_NAMESPACE = 400, (6, 14)
"""Limit for the processes of a namespace, root included; the kernel's minimum is 301. Before this Linux version,
``pid_max`` is global and must not be changed."""
_TMPFS_OPTIONS = f"size={64 * MIB},nr_inodes=4096,mode=0700"


def enter_namespaces(work: str) -> bool:
    """Continue in new namespaces, with a small tmpfs as working folder; False if the system forbids it.

    Ubuntu allows namespaces without capabilities in them. They still isolate the network and other processes; only the
    tmpfs can't be mounted.

    There are three processes afterward. The original one waits and exits with the script's status. The second is PID 1
    of the namespace, which ignores most signals, so the script runs in a third one. If the original process is killed,
    PID 1 dies with it, and the kernel kills everything else in the namespace.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_NEW_USER | _NEW_IPC | _NEW_PID | _NEW_NET | _NEW_MOUNTS) != 0:
        return False
    _write("self/setgroups", "deny")
    _write("self/uid_map", f"{user} {user} 1")
    _write("self/gid_map", f"{group} {group} 1")
    if libc.mount(b"tmpfs", work.encode(), b"tmpfs", 0, f"{_TMPFS_OPTIONS},uid={user},gid={group}".encode()) == 0:
        os.chdir(work)
    receive, send = os.pipe()
    if init := os.fork():
        os.close(send)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the script, which may be a shell
        os.waitpid(init, 0)
        _exit_like(os.read(receive, 16))
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if _kernel_version() >= _PID_MAX_PER_NAMESPACE:
        _write("sys/kernel/pid_max", str(_PID_MAX))
    if script := os.fork():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.write(send, str(os.waitpid(script, 0)[1]).encode())
        os._exit(0)
    return True


def _kernel_version() -> tuple[int, ...]:
    """Such as (6, 14); (0,) if it can't be parsed."""
    parts = os.uname().release.split(".")[:2]
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else (0,)


def _write(name: str, text: str) -> None:
    """Write to a file in /proc if it's permitted."""
    with suppress(OSError), open(f"/proc/{name}", "w", encoding="ascii") as file:
        file.write(text)


def _exit_like(wait_status: bytes) -> None:
    """Exit with the status or signal of the script."""
    status = int(wait_status or b"9")
    if os.WIFSIGNALED(status):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.waitstatus_to_exitcode(status))


_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # system calls, the same on every architecture
_GET_VERSION, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_READ = _EXECUTE | _READ_FILE | _READ_FOLDER
_TRUNCATE = 1 << 14
_FILE_RIGHTS = (13, 13, 14, 15, 15, 16)
"""Number of file access rights by Landlock ABI version, from 1; newer versions have at least the last number."""
_NET_VERSION, _NET_RIGHTS = 4, 0b11
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict_files(readable: list[str], writable: list[str]) -> bool:
    """Limit file access to the interpreter, system programs and these paths; False if Landlock isn't available."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, _GET_VERSION)
    if version < 1:
        return False
    everything = (1 << _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]) - 1
    rules = _Ruleset(everything, _NET_RIGHTS if version >= _NET_VERSION else 0)
    size = ctypes.sizeof(rules) if version >= _NET_VERSION else ctypes.sizeof(ctypes.c_uint64)
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0)
    interpreter = (sys.base_prefix, os.path.dirname(os.path.dirname(sys.executable)), os.path.realpath(sys.executable))
    for path in (*_SYSTEM, *interpreter, *readable):
        _allow(libc, ruleset, path, _READ)
    for path in (*_DEVICES, *writable):
        _allow(libc, ruleset, path, everything)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    """Allow rights on a path and everything below it, if it exists."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    applicable = rights if os.path.isdir(path) else rights & _ON_FILES
    rule = _PathBeneath(applicable, descriptor)
    libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(descriptor)


def package_paths() -> list[str]:
    """The time zones and packages that the environment names, with symlinks resolved."""
    paths = [os.environ.get("PYTHONTZPATH", "")]
    if folder := os.environ.get("PYTHONPATH"):
        paths += [os.path.realpath(os.path.join(folder, name)) for name in os.listdir(folder)]
    return [path for path in paths if path]


def main() -> None:
    """Apply every restriction that the system supports, then execute the command."""
    arguments = sys.argv[1:]
    separator = arguments.index("--")
    writable, command = arguments[:separator], arguments[separator + 1 :]
    set_resource_limits(in_namespaces=enter_namespaces(writable[0]))
    restrict_files(readable=[os.path.dirname(os.path.dirname(command[-1])), *package_paths()], writable=writable)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
