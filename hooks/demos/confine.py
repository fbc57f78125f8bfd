"""Shuts itself in, then becomes the script it is given. Run by `hooks.demos.python`, imported by nobody.

``python -I -S -B confine.py FOLDER… -- COMMAND…``: the command may write below the folders, of which the first is its
working folder, and read around its script and what the interpreter and the system's programs need. Three fences, each
used where the system has it: limits, Linux namespaces (https://man7.org/linux/man-pages/man7/namespaces.7.html) and
Landlock (https://docs.kernel.org/userspace-api/landlock.html). Other systems have the limits only.

A step of its own because what is set between fork and exec by the parent is unsafe where it has threads. Without
pathlib, which would double the time it takes.
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
    "RLIMIT_STACK": 2 * MIB,  # what each thread reserves of the above
    "RLIMIT_FSIZE": 16 * MIB,
    "RLIMIT_CPU": 10,  # seconds
    "RLIMIT_NOFILE": 128,
    "RLIMIT_NPROC": 128,  # counted in a namespace of the script's own; root is exempt
    "RLIMIT_CORE": 0,
}


def limit(*, alone: bool) -> None:
    """Set the limits for this process and what it starts; ``alone`` if its processes are counted by themselves.

    macOS refuses to limit the address space below what it has already reserved: memory is not limited there.
    """
    for name, value in LIMITS.items():
        if name == "RLIMIT_NPROC" and not alone:
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
_SET_DEATH_SIGNAL = 1  # of prctl
_PROCESSES, _OWN_PROCESSES = 400, (6, 14)
"""Most processes of a namespace, root's too; the kernel allows no number below 301. Before this version of Linux the
number is the whole machine's, and must not be touched."""
_SMALL = f"size={64 * MIB},nr_inodes=4096,mode=0700"


def separate(work: str) -> bool:
    """Go on in namespaces of our own, with an empty and small working folder; False where the system forbids it.

    Where it allows them without the rights in them, as Ubuntu does, they are of use all the same: the network and
    other processes are out of reach, and only the folder stays as large as the disk.

    The process that was called stays behind, waits, and ends as we end. Between the two stands the first process of
    the namespaces: signals would pass it by, so it is not the one that goes on. If the process that was called is
    killed, so is that first one, and with it the kernel kills whatever the script has left running.
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
    if libc.mount(b"tmpfs", work.encode(), b"tmpfs", 0, f"{_SMALL},uid={user},gid={group}".encode()) == 0:
        os.chdir(work)
    receive, send = os.pipe()
    if first := os.fork():
        os.close(send)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the script, which may be a shell
        os.waitpid(first, 0)
        _end_as(os.read(receive, 16))
    libc.prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if _version() >= _OWN_PROCESSES:
        _write("sys/kernel/pid_max", str(_PROCESSES))
    if script := os.fork():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.write(send, str(os.waitpid(script, 0)[1]).encode())
        os._exit(0)
    return True


def _version() -> tuple[int, ...]:
    """Of the kernel, such as (6, 14); (0,) if it is not told in numbers."""
    parts = os.uname().release.split(".")[:2]
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else (0,)


def _write(name: str, text: str) -> None:
    """Tell the kernel, unless it does not let us."""
    with suppress(OSError), open(f"/proc/{name}", "w", encoding="ascii") as file:
        file.write(text)


def _end_as(told: bytes) -> None:
    """End with the status, or by the signal, that ended the script."""
    status = int(told or b"9")
    if os.WIFSIGNALED(status):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.waitstatus_to_exitcode(status))


_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION_ONLY, _BENEATH = 1, 1
_NO_NEW_PRIVILEGES = 38  # of prctl
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_READ = _EXECUTE | _READ_FILE | _READ_FOLDER
_TRUNCATE = 1 << 14
_FILE_RIGHTS = (13, 13, 14, 15, 15, 16)
"""How many rights on files there are, by version of the interface from 1 on; a later one has the last's."""
_NET_VERSION, _NET_RIGHTS = 4, 0b11
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict(readable: list[str], writable: list[str]) -> bool:
    """Keep this process to the interpreter, the system's programs and these paths; False where there is no Landlock."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, _VERSION_ONLY)
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
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    """Allow rights on a path and what is below it, if it is there."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    below = rights if os.path.isdir(path) else rights & _ON_FILES
    rule = _Beneath(below, place)
    libc.syscall(_ADD_RULE, ruleset, _BENEATH, ctypes.byref(rule), 0)
    os.close(place)


def packages() -> list[str]:
    """Where the environment says that time zones and packages are, links followed: an interpreter may be elsewhere."""
    places = [os.environ.get("PYTHONTZPATH", "")]
    if folder := os.environ.get("PYTHONPATH"):
        places += [os.path.realpath(os.path.join(folder, name)) for name in os.listdir(folder)]
    return [place for place in places if place]


def main() -> None:
    """Set every limit this machine has, then run the command in our place."""
    arguments = sys.argv[1:]
    border = arguments.index("--")
    writable, command = arguments[:border], arguments[border + 1 :]
    limit(alone=separate(writable[0]))
    restrict(readable=[os.path.dirname(os.path.dirname(command[-1])), *packages()], writable=writable)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
