"""What a hostile script tries in the sandbox comes to nothing, and the next program doesn't notice."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil
import pytest

from hooks.demos.errors import DemoError, DemoFailed, ProgramError, TimedOut, TooMuchMemory
from hooks.demos.sandbox import Sandbox
from hooks.demos.transcript import Record
from tests.processes import started

pytestmark = pytest.mark.usefixtures("sandbox")
Run = Callable[..., Record]
CLAIM = "# claim: it holds\nassert True\n"
VALKEY = "# needs: valkey\nimport os, redis\nstore = redis.Redis.from_url(os.environ['REDIS_URL'])\n"
LIBC = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
CANARY = "canary-in-the-environment"


def output(record: Record) -> str:
    return record.entries[0].output


class Listener:
    """A server outside of the sandbox."""

    def __init__(self, family: int, kind: int, address: object) -> None:
        self.socket = socket.socket(family, kind)
        self.socket.bind(address)  # type: ignore[arg-type]
        self.socket.settimeout(0)
        if kind == socket.SOCK_STREAM:
            self.socket.listen()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])

    def was_reached(self) -> bool:
        """Whether a client connected or a datagram arrived."""
        try:
            if self.socket.type == socket.SOCK_STREAM:
                self.socket.accept()[0].close()
            else:
                self.socket.recv(1)
        except BlockingIOError:
            return False
        return True


@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/passwd')",
        "os.listdir('/home')",
        "os.stat(OUTSIDE)",
        "os.chmod(OUTSIDE, 0o666)",
        "os.symlink(OUTSIDE, 'link'); open('link')",
        "os.link(OUTSIDE, 'link')",
        "open(__file__, 'a')",
        "os.chmod(__file__, 0o666)",
        "os.utime('/usr/bin/env')",
        "os.setxattr('/usr/bin/env', 'user.a', b'x')",
        "open('/new', 'w')",
        "open('/dev/new', 'w')",
        "open('/dev/shm/new', 'w')",
        "open('/proc/sys/kernel/hostname', 'w')",
        "os.mkdir('/usr/new')",
        "open('/sys/kernel/uevent_seqnum')",
        "open('/proc/1/mem', 'r+b')",
        "os.listdir('/proc/1/fd')",
        "os.setuid(0)",
        "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))",
        "os.setpriority(os.PRIO_PROCESS, 0, -5)",
        "os.memfd_create('memory')",
        "socket.socket(socket.AF_VSOCK)",
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
        "socket.socket(socket.AF_INET, socket.SOCK_RAW)",
        "socket.socket(38, socket.SOCK_SEQPACKET)",
    ],
)
def test_a_script_can_not(act: str, run_python: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("secret", encoding="utf-8")
    mode = outside.stat().st_mode
    text = f"import os, socket\nOUTSIDE = {str(outside)!r}\ntry:\n    {act}\nexcept OSError:\n    print('refused')\n"
    assert output(run_python(f"{text}{CLAIM}")) == "refused"
    assert outside.stat().st_mode == mode


@pytest.mark.parametrize(
    "call",
    [
        "unshare(0x10000000)",  # a user namespace, in which it could mount more memory
        "unshare(0x20000)",
        "mount(b'tmpfs', b'/scratch', b'tmpfs', 0, None)",
        "umount2(b'/proc', 2)",
        "sethostname(b'a', 1)",
        "shmget(0, 4096, 0o1600)",
        "msgget(0, 0o1600)",
        "semget(0, 32000, 0o1600)",
        "mq_open(b'/queue', 0o102, 0o600, None)",
        "syscall(ctypes.c_long(KEYCTL), 0, -3, 0)",
        "ptrace(16, 1, 0, 0)",
    ],
)
def test_a_script_can_not_call(call: str, run_python: Run) -> None:
    number = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_name(b"keyctl")
    assert output(run_python(f"{LIBC}KEYCTL = {number}\nprint(libc.{call})\n{CLAIM}")) == "-1"


REACH = """\
import socket
try:
    with socket.socket(FAMILY, KIND) as client:
        client.connect(ADDRESS)
        client.send(b"x")
except OSError:
    print("refused")
"""


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
@pytest.mark.parametrize("place", ["127.0.0.1", "PATH", "\0backend-loop-test"])
def test_a_script_can_not_reach_a_server(
    place: str, kind: int, run_python: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    family = socket.AF_INET if place == "127.0.0.1" else socket.AF_UNIX
    path = str(tmp_path_factory.mktemp("outside") / "socket")
    bound: object = (place, 0) if family == socket.AF_INET else place.replace("PATH", path)
    with Listener(family, kind, bound) as listener:
        address = (place, listener.port) if family == socket.AF_INET else bound
        text = REACH.replace("FAMILY", str(int(family))).replace("KIND", str(int(kind)))
        run_python(f"{text.replace('ADDRESS', repr(address))}{CLAIM}")
        assert not listener.was_reached()
        with socket.socket(family, kind) as client:
            client.connect(address)  # type: ignore[arg-type]
            client.send(b"x")
        assert listener.was_reached()


def test_a_script_does_not_see_our_environment_or_processes(run_python: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    text = (
        "import glob\nfor path in glob.glob('/proc/[0-9]*/environ'):\n    try:\n"
        "        print(open(path).read())\n    except OSError:\n        pass\n"
        f"print(len(glob.glob('/proc/[0-9]*')))\n{CLAIM}"
    )
    seen = output(run_python(text))
    assert CANARY not in seen
    assert int(seen.splitlines()[-1]) < 5


def test_killing_every_process_ends_only_the_script(run_python: Run) -> None:
    text = "import os, signal\ntry:\n    os.kill(-1, signal.SIGKILL)\nexcept OSError:\n    print('none')\n"
    assert output(run_python(f"{text}{CLAIM}")) == "none"


@pytest.mark.parametrize(
    ("number", "message"),
    [(9, "killed by SIGKILL"), (11, "killed by SIGSEGV"), (35, "killed by signal 35"), (63, "killed by signal 63")],
)
def test_any_signal_is_reported(number: int, message: str, run_python: Run) -> None:
    with pytest.raises(DemoFailed, match=message):
        run_python(f"import os\nos.kill(os.getpid(), {number})\n{CLAIM}")


def test_a_stopped_script_is_killed(run_python: Run) -> None:
    with pytest.raises(TimedOut):
        run_python(f"import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n{CLAIM}", timeout=0.5)


RUN = """\
import sys
from pathlib import Path
from hooks.demos.run import run
from hooks.demos.services import Services
with Services() as services:
    run(Path(sys.argv[1]), sys.argv[2], services, timeout=600)
"""


def name(process: psutil.Process) -> str:
    """Empty if it has ended, as those do that only start others."""
    with suppress(psutil.NoSuchProcess):
        return process.name()
    return ""


def test_a_script_ends_if_we_are_killed(tmp_path: Path) -> None:
    text = (
        "import os, time\nopen('/proc/self/comm', 'w').write('script')\nif os.fork() == 0:\n    os.setsid()\n"
        f"time.sleep(600)\n{CLAIM}"
    )
    with started([sys.executable, "-c", RUN, str(tmp_path / "script.py"), text]) as process:
        family: list[psutil.Process] = []
        while [name(member) for member in family].count("script") < 2:
            family = psutil.Process(process.pid).children(recursive=True)
        scratch = Path(family[0].cwd())
        process.kill()
        _, alive = psutil.wait_procs(family, 30)
    shutil.rmtree(scratch.parent)
    assert not alive


def test_processes_share_a_memory_limit(run_python: Run) -> None:
    text = (
        "import os, time\nfor _ in range(20):\n    if os.fork() == 0:\n"
        f"        held = b'x' * (100 * 2**20)\n        time.sleep(60)\ntime.sleep(60)\n{CLAIM}"
    )
    with pytest.raises(TooMuchMemory, match="more than 512 MB together"):
        run_python(text)


def test_a_terminal_can_not_be_typed_into(run_python: Run) -> None:
    text = "import fcntl, os\nfor descriptor in range(3):\n    try:\n        fcntl.ioctl(descriptor, 0x5412, b'x')\n"
    assert output(run_python(f"{text}    except OSError:\n        print('refused')\n{CLAIM}")) == "\n".join(
        ["refused"] * 3
    )


@pytest.mark.parametrize("target", ["/proc/self/environ", "/etc/passwd", "/dev/zero", "missing", "."])
@pytest.mark.parametrize("name", ["helper.py", "script.py.out", "notes.txt"])
def test_a_link_next_to_a_program_is_refused(target: str, name: str, run_python: Run, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to(target)
    with pytest.raises(ProgramError, match=f"{name} is a symbolic link"):
        run_python(CLAIM)


@pytest.mark.parametrize("name", ["helper.py", "notes.txt"])
def test_an_irregular_file_next_to_a_program_is_refused(
    name: str, run_python: Run, run_sql: Run, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / name)
    for run, text in ((run_python, CLAIM), (run_sql, "SELECT 1;\n-- claim: it holds\nSELECT true;\n")):
        with pytest.raises(ProgramError, match=f"{name} is not a regular file"):
            run(text)


@pytest.mark.parametrize(("count", "size"), [(1, 10**9), (1000, 1000)])
def test_modules_have_a_limit(count: int, size: int, run_python: Run, tmp_path: Path) -> None:
    for number in range(count):
        with (tmp_path / f"module{number}.py").open("wb") as file:
            file.truncate(size)
    with pytest.raises(ProgramError, match=r"module\d+.py and the modules before it have more than 128 KiB"):
        run_python(CLAIM)


@pytest.mark.parametrize(
    "command",
    [
        "'MIGRATE', '127.0.0.1', PORT, 'loot', 0, 1000, 'COPY'",
        "'REPLICAOF', '127.0.0.1', PORT",
        "'CONFIG', 'SET', 'requirepass', 'secret'",
        "'CONFIG', 'SET', 'maxmemory', '0'",
        "'ACL', 'SETUSER', 'default', 'off'",
        "'CLIENT', 'PAUSE', 100000",
        "'SHUTDOWN', 'NOSAVE'",
        "'DEBUG', 'SLEEP', 100",
        "'EVAL', 'while true do end', 0",
        "'FUNCTION', 'LOAD', '#!lua name=a\\nwhile true do end'",
    ],
)
def test_a_valkey_server_is_confined_and_belongs_to_one_script(command: str, run_python: Run) -> None:
    with Listener(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)) as listener:
        command = command.replace("PORT", str(listener.port))
        with suppress(DemoError):
            run_python(f"{VALKEY}store.set('loot', 1)\nstore.execute_command({command})\n{CLAIM}", timeout=2)
        assert output(run_python(f"{VALKEY}print(store.keys(), store.incr('n'))\n{CLAIM}")) == "[] 1"
        assert not listener.was_reached()


def test_a_valkey_server_has_a_memory_limit(run_python: Run) -> None:
    text = f"{VALKEY}store.config_set('maxmemory', 0)\nfor n in range(100):\n    store.set(n, b'x' * (10 * 2**20))\n"
    with pytest.raises(DemoError):
        run_python(f"{text}{CLAIM}")


def test_the_sandbox_works_without_a_readable_home(sandbox: Sandbox, tmp_path: Path) -> None:
    """As root, scripts run as another user, who couldn't reach Python in a private folder by its path."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o700)
    shutil.copy("/usr/bin/env", locked / "env")
    command = sandbox.wrap(("--", "/inside", "true"), {"/inside": str(locked / "env")})
    assert subprocess.run(command, timeout=60, check=False).returncode == 0


@pytest.mark.parametrize("process", ["self", "1"])
def test_a_process_in_the_sandbox_has_no_rights(process: str, run_python: Run) -> None:
    status = output(run_python(f"print(open('/proc/{process}/status').read())\n{CLAIM}"))
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["CapEff"] == fields["CapBnd"] == "0" * 16
    assert fields["NoNewPrivs"] == "1"
    assert fields["Seccomp"] == "2"
    assert fields["Uid"].split()[0] != "0"
