"""Run a Python script in the sandbox: standard library only, empty working folder, limited time and memory.

The interpreter runs as ``python -s -S -B -X utf8``. ``-S`` hides installed packages. ``-I`` would also ignore
``PYTHONHASHSEED``, so set order would vary; it isn't needed, since the environment is built from scratch. Scripts can
import modules from their own folder.
"""

from __future__ import annotations

import os
import re
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from hooks.demos import launcher, sweep
from hooks.demos.errors import ClaimFailed, DemoError, DemoFailed, ServerError, TooMuchOutput
from hooks.demos.limited_process import PreparedScript, Result, run_command
from hooks.demos.normalize import normalize_python_output
from hooks.demos.program import Claim, needs_valkey
from hooks.demos.program_folder import modules_next_to
from hooks.demos.sandbox import PYTHON, Sandbox, launch_command
from hooks.demos.valkey import client_packages, server_binary

TIMEOUT = 10.0
MAX_OUTPUT = 64 * 1024
"""Characters of standard output."""
ERROR_HINTS = (
    ("MemoryError", "a script has 256 MB of memory: hold less at once"),
    ("OSError: [Errno 28]", "a script's folder holds at most 64 MB and 4,096 files"),
    ("OSError: [Errno 27]", "a script's file holds at most 16 MB"),
    ("BlockingIOError: [Errno 11]", "a script has a limited number of processes"),
    ("RuntimeError: can't start new thread", "a script has 256 MB of memory and a limited number of threads"),
    ("PermissionError: [Errno 1]", "the sandbox doesn't allow this system call"),
    ("FileNotFoundError: [Errno 2]", "a script sees its folder, system programs and Python, and no other files"),
    ("OSError: [Errno 30]", "a script can write only in its folder"),
    ("OSError: [Errno 101]", "a script has no network access"),
    ("ConnectionRefusedError: [Errno 111]", "a script has no network access"),
    ("ModuleNotFoundError: ", "a script has the standard library, modules in its folder and what `# needs:` names"),
)
"""The sandbox limit behind an error, by how the error begins."""
INTERPRETER = (PYTHON, "-s", "-S", "-B", "-X", "utf8")


class _Paths(NamedTuple):
    """Where a script sees the folder ``home`` with its files, the time zones, the Valkey server and `sweep`."""

    home: Path
    time_zones: str
    valkey: str
    sweep: str

    @property
    def scratch(self) -> Path:
        """The only folder that it can write to."""
        return self.home / "scratch"


_IN_SANDBOX = _Paths(Path("/"), "/zoneinfo", "/valkey-server", "/sweep.py")


class FinishedScript(NamedTuple):
    """A script's normalized output, its standard error, and what went wrong, if anything."""

    output: str
    errors: str
    error: DemoError | None


def run_script(
    path: Path, text: str, claims: Sequence[Claim], *, sandbox: Sandbox | None, timeout: float = TIMEOUT
) -> str:
    """Run a script and return its normalized output.

    Args:
        path: Where the script is, for the modules next to it.
        text: The script. With ``# needs: valkey``, it gets a server, the ``redis`` package and ``$REDIS_URL``.
        claims: Its claims.
        sandbox: None runs it with limits only.
        timeout: Seconds.

    Raises:
        ProgramError: The modules next to it can't be used.
        ClaimFailed: An ``assert`` below a claim failed.
        DemoFailed: It ended with another error.
        TimedOut: It, or a process it started, was killed at the timeout.
        TooMuchMemory: Its processes held more than `hooks.demos.limited_process.MAX_MEMORY`.
        TooMuchOutput: It printed more than `MAX_OUTPUT` characters.
    """
    finished = finish_script(path, text, claims, sandbox=sandbox, timeout=timeout)
    if finished.error is not None:
        raise finished.error
    return finished.output


def finish_script(
    path: Path, text: str, claims: Sequence[Claim], *, sandbox: Sandbox | None, timeout: float = TIMEOUT
) -> FinishedScript:
    """Run a script like `run_script`, and return its error."""
    with prepared_script(path, text, sandbox) as script:
        result = run_command(script, timeout, 4 * MAX_OUTPUT)
    return finished_script(result, script.path, claims)


def finished_script(result: Result, script: str, claims: Sequence[Claim]) -> FinishedScript:
    """What a run's result means; ``script`` is the script's path where it ran."""
    output = _normalized(result.output.replace(f"{script.rpartition(os.sep)[0]}{os.sep}", ""))
    error = script_error(result, script, claims)
    if error is not None:
        error.transcript = output
    return FinishedScript(output, result.errors, error)


@contextmanager
def prepared_script(
    path: Path, text: str, sandbox: Sandbox | None, *options: str, runs: str = ""
) -> Iterator[PreparedScript]:
    """Copy a script and the modules next to it to a temporary folder; ``options`` are for the interpreter.

    With ``runs``, the command runs it that often: see `hooks.demos.sweep`.
    """
    packages = client_packages() if needs_valkey(text) else {}
    binary = str(server_binary()) if packages else ""
    # Directly in /tmp: the path of Valkey's socket is limited to about 100 characters.
    with tempfile.TemporaryDirectory(prefix="demo-", dir="/tmp", ignore_cleanup_errors=True) as name:
        home = Path(name)
        for folder in ("program", "packages", "scratch"):
            (home / folder).mkdir()
        for module, content in {**modules_next_to(path), path.name: text.encode()}.items():
            (home / "program" / module).write_bytes(content)
        for package, package_folder in packages.items():
            (home / "packages" / package).symlink_to(package_folder, target_is_directory=True)
        inside = _IN_SANDBOX if sandbox else _Paths(home, _time_zones(), binary, sweep.__file__)
        script = str(inside.home / "program" / path.name)
        valkey = ("--valkey", inside.valkey) if binary else ()
        arguments = (*valkey, "--", *INTERPRETER, *options, *((inside.sweep, runs) if runs else ()), script)
        if sandbox:
            readable = {"/program": str(home / "program"), inside.time_zones: _time_zones()}
            readable |= {inside.sweep: sweep.__file__} if runs else {}
            readable |= {f"/packages/{package}": str(folder) for package, folder in packages.items()}
            readable |= {inside.valkey: binary} if binary else {}
            command = sandbox.wrap(arguments, readable)
        else:
            command = (*launch_command(), *arguments)
        yield PreparedScript(script, home / "scratch", command, _environment(inside, with_valkey=bool(binary)))


def _environment(paths: _Paths, *, with_valkey: bool) -> dict[str, str]:
    work = str(paths.scratch / "work")
    url = f"unix://{paths.scratch / launcher.SOCKET}"
    return {
        **({"PYTHONPATH": str(paths.home / "packages"), "REDIS_URL": url} if with_valkey else {}),
        "HOME": work,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",  # otherwise each thread reserves 64 MB of the limited address space
        "PATH": "/usr/bin:/bin",
        "PYTHONHASHSEED": "0",
        "PYTHONTZPATH": paths.time_zones,
        "TMPDIR": work,
        "TZ": "UTC",
    }


def _time_zones() -> str:
    """The zones of the ``tzdata`` package, so that they're the same on every machine."""
    spec = find_spec("tzdata")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(0, "time zones for scripts not found: pip install tzdata")
    return str(Path(spec.submodule_search_locations[0], "zoneinfo"))


def script_error(result: Result, script: str, claims: Sequence[Claim]) -> DemoError | None:
    """What went wrong in a run, if anything."""
    if result.problem is not None:
        return result.problem
    if (number := _signal(result.status)) and "Traceback " not in result.errors:
        return DemoFailed(0, f"the script was killed by {number}")
    if result.status:
        return _error_from_traceback(result, script, claims)
    if len(result.output) > MAX_OUTPUT:
        return TooMuchOutput(0, f"more than {MAX_OUTPUT} characters of output: print less")
    return None


def _signal(status: int) -> str:
    """The signal that ended a process: in the sandbox, its status is 128 more than the signal's number."""
    number = -status if status < 0 else status - 128
    if number not in signal.valid_signals():
        return ""
    try:
        return signal.Signals(number).name
    except ValueError:  # real-time signals have no names
        return f"signal {number}"


def _error_from_traceback(result: Result, script: str, claims: Sequence[Claim]) -> DemoError:
    numbers = [int(number) for number in re.findall(rf'File "{re.escape(script)}", line (\d{{1,9}})', result.errors)]
    line = numbers[-1] if numbers else 0
    errors = [line for line in result.errors.splitlines() if line.strip() and not line.startswith((" ", "Traceback "))]
    reason = errors[-1] if errors else f"exit status {result.status}"
    claim = next((claim for claim in reversed(claims) if claim.line < line), None)
    if reason.startswith("AssertionError") and claim is not None:
        message = reason.removeprefix("AssertionError").removeprefix(": ")
        return ClaimFailed(claim.line, claim.sentence, f"line {line}: {message or claim.check}")
    hint = next((f" ({hint})" for error, hint in ERROR_HINTS if reason.startswith(error)), "")
    return DemoFailed(line, f"{reason}{hint}", reason.partition(":")[0].rpartition(".")[2])


def _normalized(output: str) -> str:
    """Normalize, and strip trailing whitespace and blank lines."""
    return "\n".join(line.rstrip() for line in normalize_python_output(output).splitlines()).rstrip("\n")
