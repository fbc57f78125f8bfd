"""Restricts its own process, starts a Valkey server if asked to, then executes a command. Runs inside the sandbox.

Usage: ``python -I -S -B launcher.py [--sandboxed] [--valkey BINARY] -- COMMAND…`` in a folder where it can write. The
command runs in the new folder ``work``; the server listens on ``valkey/socket``.

``--sandboxed`` also sets the limits that would be wrong or not available outside of the sandbox, and fails if that's
not possible. It's a separate process, since ``preexec_fn`` is unsafe with threads.
"""

# ruff: noqa: PTH102 - pathlib would double its startup time
from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

MIB = 1024 * 1024
LIMITS = {
    "RLIMIT_AS": 256 * MIB,
    "RLIMIT_STACK": 2 * MIB,  # reserved by each thread, out of RLIMIT_AS
    "RLIMIT_FSIZE": 16 * MIB,
    "RLIMIT_CPU": 10,  # seconds
    "RLIMIT_NOFILE": 128,
    "RLIMIT_NPROC": 128,  # counted in the sandbox; outside of it, the user's other processes would count
    "RLIMIT_CORE": 0,
}
SOCKET = "valkey/socket"
_VALKEY_OPTIONS = ("--port", "0", "--maxmemory", "64mb", "--save", "", "--dir", "valkey", "--unixsocket", "socket")
_VALKEY_SECONDS = 10
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(EPERM)
_EQUAL, _GREATER = 4, 6  # SCMP_CMP_EQ, SCMP_CMP_GT
_FAMILIES = (1, 2, 10, 16)
"""Socket families: AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. Some of the others, such as AF_VSOCK, ignore network
namespaces."""
_REFUSED = (
    "add_key", "keyctl", "request_key",  # keyrings aren't in namespaces
    "memfd_create", "memfd_secret", "msgget", "shmget",  # memory that no limit counts
    "bpf", "io_uring_setup", "perf_event_open", "userfaultfd",  # large parts of the kernel that no program needs
)  # fmt: skip
_JOIN_SESSION_KEYRING = 1
_PR_SET_DUMPABLE = 4


class _Comparison(ctypes.Structure):
    """``struct scmp_arg_cmp`` of libseccomp."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("value", ctypes.c_uint64),
        ("mask", ctypes.c_uint64),
    )


def set_limits(*, sandboxed: bool) -> None:
    """Set resource limits for this process and its children. macOS refuses to limit the address space."""
    for name, value in LIMITS.items():
        if name == "RLIMIT_NPROC" and not sandboxed:
            continue
        kind = getattr(resource, name)
        _, highest = resource.getrlimit(kind)
        limit = value if highest == resource.RLIM_INFINITY else min(value, highest)
        try:
            resource.setrlimit(kind, (limit, limit))
        except ValueError:
            if sys.platform != "darwin":
                raise


def refuse_system_calls() -> None:
    """Leave the caller's keyring, then let `_REFUSED` and sockets outside of `_FAMILIES` fail with EPERM."""
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = (
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(_Comparison),
    )  # fmt: skip
    library.seccomp_load.argtypes = (ctypes.c_void_p,)
    keyctl = library.seccomp_syscall_resolve_name(b"keyctl")
    ctypes.CDLL(None).syscall(keyctl, _JOIN_SESSION_KEYRING, None)
    rules: list[tuple[str, tuple[_Comparison, ...]]] = [(name, ()) for name in _REFUSED]
    families = [(_EQUAL, family) for family in range(max(_FAMILIES)) if family not in _FAMILIES]
    for operator, family in (*families, (_GREATER, max(_FAMILIES))):
        rules += [(name, (_Comparison(0, operator, family, 0),)) for name in ("socket", "socketpair")]
    context = library.seccomp_init(_ALLOW)
    failed = not context
    for name, comparisons in rules:
        number = library.seccomp_syscall_resolve_name(name.encode())
        array = (_Comparison * len(comparisons))(*comparisons)
        if number >= 0:  # otherwise this kernel or architecture doesn't have it
            failed |= library.seccomp_rule_add_array(context, _REFUSE, number, len(comparisons), array) != 0
    if failed or library.seccomp_load(context) != 0:
        sys.exit("libseccomp can't restrict system calls here")


def start_valkey(binary: str) -> None:
    """Start a server and wait until it answers. Ctrl-C doesn't stop it, since a script may still be using it."""
    import socket  # noqa: PLC0415 - most scripts need no server
    import time  # noqa: PLC0415

    os.mkdir("valkey")
    silent = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0) for descriptor in (0, 1, 2)]
    server = os.posix_spawn(
        binary, [binary, *_VALKEY_OPTIONS], os.environ, file_actions=silent, setsigmask=[signal.SIGINT]
    )
    deadline = time.monotonic() + _VALKEY_SECONDS
    while os.waitpid(server, os.WNOHANG)[0] == 0 and time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as client:
            if client.connect_ex(SOCKET) == 0:
                return
        time.sleep(0.002)
    sys.exit("Valkey didn't start")


def fork_from_init() -> None:
    """Return in a child process. This one, process 1 of the sandbox, waits for it and exits with its status.

    bubblewrap's own process 1 isn't restricted, and the command could control it with ``ptrace``. Ours can't be
    traced at all, so that it keeps the setting that ends it together with its parent.
    """
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)  # until the child executes its command
    child = os.fork()
    if child:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ended, status = 0, 0
        while ended != child:
            ended, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)


def main() -> None:
    """Apply the limits, start the server, and execute the command."""
    separator = sys.argv.index("--")
    options, command = sys.argv[1:separator], sys.argv[separator + 1 :]
    sandboxed = "--sandboxed" in options
    set_limits(sandboxed=sandboxed)
    if sandboxed:
        refuse_system_calls()
    if "--valkey" in options:
        start_valkey(options[options.index("--valkey") + 1])
    if sandboxed:
        fork_from_init()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.mkdir("work")
    os.chdir("work")
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
