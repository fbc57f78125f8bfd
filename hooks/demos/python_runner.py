"""Run a Python script in the sandbox: standard library only, empty working folder, limited time and memory.

The interpreter runs as ``python -s -S -B -X utf8``. ``-S`` hides installed packages. ``-I`` would also ignore
``PYTHONHASHSEED``, so set order would vary; it isn't needed, since the environment is built from scratch. Scripts can
import modules from their own folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from hooks.demos.errors import ClaimFailed, DemoError, DemoFailed, ServerError, TimedOut, TooMuchOutput
from hooks.demos.normalize import normalize_python_output
from hooks.demos.program import Claim
from hooks.demos.valkey import Valkey, client_packages

TIMEOUT = 10.0
MAX_OUTPUT = 64 * 1024
"""Characters of standard output."""
ERROR_HINTS = (
    ("MemoryError", "a script has 256 MB of memory: hold less at once"),
    ("OSError: [Errno 28]", "a script's folder holds at most 64 MB and 4,096 files"),
    ("OSError: [Errno 27]", "a script's file holds at most 16 MB"),
    ("BlockingIOError: [Errno 11]", "a script has a limited number of processes"),
    ("RuntimeError: can't start new thread", "a script has 256 MB of memory and a limited number of threads"),
    ("PermissionError: [Errno 13]", "a script can't access files outside its folder, or the network"),
    ("OSError: [Errno 101]", "a script has no network access"),
    ("ModuleNotFoundError: ", "a script has the standard library, modules in its folder and what `# needs:` names"),
)
"""The sandbox limit behind an error, by how the error begins."""
INTERPRETER = (sys.executable, "-s", "-S", "-B", "-X", "utf8")


class PreparedScript(NamedTuple):
    """A script in temporary folders, with the sandboxed command that runs it."""

    path: Path
    work_dir: Path
    command: tuple[str, ...]
    environment: dict[str, str]


class _Result(NamedTuple):
    """``status`` is the exit status, None after a timeout."""

    status: int | None
    output: str
    errors: str


def run_script(
    path: Path, text: str, claims: Sequence[Claim], *, valkey: Valkey | None = None, timeout: float = TIMEOUT
) -> str:
    """Run a script and return its normalized output.

    Args:
        path: Where the script is, for the modules next to it.
        text: The script.
        claims: Its claims.
        valkey: The server for a script that needs one; it gets the ``redis`` package and ``$REDIS_URL``.
        timeout: Seconds.

    Raises:
        ClaimFailed: An ``assert`` below a claim failed.
        DemoFailed: It ended with another error.
        TimedOut: It, or a process it started, was killed at the timeout.
        TooMuchOutput: It printed more than `MAX_OUTPUT` characters.
    """
    with prepared_script(path, text, valkey) as script:
        result = _run(script, timeout)
    output = _normalized(result.output.replace(f"{script.path.parent}{os.sep}", ""))
    error = _error(result, script.path, claims, timeout)
    if error is not None:
        error.transcript = output
        raise error
    return output


@contextmanager
def prepared_script(path: Path, text: str, valkey: Valkey | None = None, *options: str) -> Iterator[PreparedScript]:
    """Copy a script and the modules next to it to a temporary folder; ``options`` are for the interpreter."""
    with tempfile.TemporaryDirectory(prefix="demo-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        script = _copy(path, text, home / "program")
        work_dir = home / "work"
        work_dir.mkdir()
        sandbox = Path(__file__).with_name("sandbox.py")
        writable = (str(work_dir), *([str(valkey.folder)] if valkey else []))
        command = (sys.executable, "-I", "-S", "-B", str(sandbox), *writable, "--", *INTERPRETER, *options, str(script))
        yield PreparedScript(script, work_dir, command, _environment(work_dir, valkey))


def _copy(path: Path, text: str, folder: Path) -> Path:
    folder.mkdir()
    for module in path.parent.glob("*.py"):
        shutil.copyfile(module, folder / module.name)
    script = folder / path.name
    script.write_text(text, encoding="utf-8")
    return script


def _run(script: PreparedScript, timeout: float) -> _Result:
    """Run a script and kill whatever it leaves running.

    Output goes to files, since a pipe would stay open as long as a leftover process holds it.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            script.command, cwd=script.work_dir, env=script.environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=errors, start_new_session=True,
        )  # fmt: skip
        try:
            status: int | None = process.wait(timeout)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            with suppress(ProcessLookupError, PermissionError):  # PermissionError: macOS, if the group is gone
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        texts = []
        for file in (output, errors):
            file.seek(0)
            texts.append(file.read(4 * MAX_OUTPUT + 4).decode(errors="replace"))
    return _Result(status, *texts)


def _environment(work_dir: Path, valkey: Valkey | None) -> dict[str, str]:
    client = {"PYTHONPATH": str(_client_folder(work_dir)), "REDIS_URL": valkey.url} if valkey else {}
    return {
        **client,
        "HOME": str(work_dir),
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",  # otherwise each thread reserves 64 MB of the limited address space
        "PATH": "/usr/bin:/bin",
        "PYTHONHASHSEED": "0",
        "PYTHONTZPATH": _time_zones(),
        "TMPDIR": str(work_dir),
        "TZ": "UTC",
    }


def _time_zones() -> str:
    """The zones of the ``tzdata`` package, so that they're the same on every machine."""
    spec = find_spec("tzdata")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(0, "time zones for scripts not found: pip install tzdata")
    return str(Path(spec.submodule_search_locations[0], "zoneinfo"))


def _client_folder(work_dir: Path) -> Path:
    """A folder with the packages of the Valkey client and no others."""
    folder = work_dir.with_name("packages")
    folder.mkdir()
    for name, package in client_packages().items():
        (folder / name).symlink_to(package, target_is_directory=True)
    return folder


def _error(result: _Result, script: Path, claims: Sequence[Claim], timeout: float) -> DemoError | None:
    if result.status is None:
        return TimedOut(0, f"the script, or a process it started, was killed after {timeout:g} seconds")
    if result.status < 0:
        return DemoFailed(0, f"the script was killed by {signal.Signals(-result.status).name}")
    if result.status:
        return _error_from_traceback(result, script, claims)
    if len(result.output) > MAX_OUTPUT:
        return TooMuchOutput(0, f"more than {MAX_OUTPUT} characters of output: print less")
    return None


def _error_from_traceback(result: _Result, script: Path, claims: Sequence[Claim]) -> DemoError:
    numbers = [int(number) for number in re.findall(rf'File "{re.escape(str(script))}", line (\d+)', result.errors)]
    line = numbers[-1] if numbers else 0
    errors = [line for line in result.errors.splitlines() if line.strip() and not line.startswith((" ", "Traceback "))]
    reason = errors[-1] if errors else f"exit status {result.status}"
    claim = next((claim for claim in reversed(claims) if claim.line < line), None)
    if reason.startswith("AssertionError") and claim is not None:
        message = reason.removeprefix("AssertionError").removeprefix(": ")
        return ClaimFailed(claim.line, claim.sentence, f"line {line}: {message or claim.check}")
    hint = next((f" ({hint})" for error, hint in ERROR_HINTS if reason.startswith(error)), "")
    return DemoFailed(line, f"{reason}{hint}")


def _normalized(output: str) -> str:
    """Normalize, and strip trailing whitespace and blank lines."""
    return "\n".join(line.rstrip() for line in normalize_python_output(output).splitlines()).rstrip("\n")
