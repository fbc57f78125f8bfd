"""Runs a script on its own: standard library, no environment, an empty folder, bounded in time and memory.

It is run as ``python -s -S -B -X utf8``, not ``-I``: that would ignore ``PYTHONHASHSEED``, and the order of
a set would differ from run to run. The environment is ours anyway, and ``-S`` hides installed packages.
A script may import the scripts beside it.
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
from hooks.demos.normalise import python_output
from hooks.demos.program import Claim
from hooks.demos.valkey import Valkey, client_packages

SECONDS = 10.0
MAX_OUTPUT = 64 * 1024
"""Characters of standard output."""
LIMITS = (
    ("MemoryError", "a script has 256 MB: keep less at once"),
    ("OSError: [Errno 28]", "a script's folder holds 64 MB and 4,096 files"),
    ("OSError: [Errno 27]", "a file of a script holds 16 MB"),
    ("BlockingIOError: [Errno 11]", "a script has a limited number of processes"),
    ("RuntimeError: can't start new thread", "a script has 256 MB and a limited number of threads"),
    ("PermissionError: [Errno 13]", "a script sees its own folder and neither other files nor a network"),
    ("OSError: [Errno 101]", "a script has no network"),
    ("ModuleNotFoundError: ", "a script has the standard library, the scripts beside it and what `# needs:` names"),
)
"""What an error of these says of the walls around a script."""
INTERPRETER = (sys.executable, "-s", "-S", "-B", "-X", "utf8")


class Place(NamedTuple):
    """A script in folders of its own: what to call there, and with which environment."""

    script: Path
    work: Path
    command: tuple[str, ...]
    environment: dict[str, str]


class _Ran(NamedTuple):
    """Exit status, None when killed at the limit, and what was printed."""

    status: int | None
    output: str
    errors: str


def run_script(
    path: Path, text: str, claims: Sequence[Claim], *, store: Valkey | None = None, seconds: float = SECONDS
) -> str:
    """Run a script's text as if it were at a path, and return what it printed.

    With a ``store`` it can import ``redis`` and finds the address in ``REDIS_URL``.

    Raises:
        ClaimFailed: An ``assert`` below a claim failed.
        DemoFailed: It ended with another error.
        TimedOut: It, or what it started, was killed at the limit.
        TooMuchOutput: More than `MAX_OUTPUT` bytes.
    """
    with placed(path, text, store) as place:
        ran = _run(place, seconds)
    printed = _clean(ran.output.replace(f"{place.script.parent}{os.sep}", ""))
    problem = _problem(ran, place.script, claims, seconds)
    if problem is not None:
        problem.transcript = printed
        raise problem
    return printed


@contextmanager
def placed(path: Path, text: str, store: Valkey | None = None, *options: str) -> Iterator[Place]:
    """A script's text with its neighbors, ready to be called behind the walls, for as long as the block lasts.

    ``options`` are the interpreter's, before the script.
    """
    with tempfile.TemporaryDirectory(prefix="demo-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        script = _copy(path, text, home / "program")
        work = home / "work"
        work.mkdir()
        confine = Path(__file__).with_name("confine.py")
        walls = (sys.executable, "-I", "-S", "-B", str(confine), str(work), *([str(store.folder)] if store else []))
        yield Place(script, work, (*walls, "--", *INTERPRETER, *options, str(script)), _environment(work, store))


def _copy(path: Path, text: str, folder: Path) -> Path:
    """The script in a folder of its own with the modules beside it."""
    folder.mkdir()
    for neighbour in path.parent.glob("*.py"):
        shutil.copyfile(neighbour, folder / neighbour.name)
    script = folder / path.name
    script.write_text(text, encoding="utf-8")
    return script


def _run(place: Place, seconds: float) -> _Ran:
    """Run a script, and end whatever it leaves running.

    Output goes to files: a pipe would stay open as long as a runaway grandchild holds it.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            place.command, cwd=place.work, env=place.environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=errors, start_new_session=True,
        )  # fmt: skip
        try:
            status: int | None = process.wait(seconds)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            with suppress(ProcessLookupError, PermissionError):  # macOS says so of a group that is gone
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        texts = []
        for file in (output, errors):
            file.seek(0)
            texts.append(file.read(4 * MAX_OUTPUT + 4).decode(errors="replace"))
    return _Ran(status, *texts)


def _environment(work: Path, store: Valkey | None) -> dict[str, str]:
    client = {"PYTHONPATH": str(_client_alone(work)), "REDIS_URL": store.url} if store else {}
    return {
        **client,
        "HOME": str(work),
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",  # else each thread reserves 64 MB of the address space we limit
        "PATH": "/usr/bin:/bin",
        "PYTHONHASHSEED": "0",
        "PYTHONTZPATH": _time_zones(),
        "TMPDIR": str(work),
        "TZ": "UTC",
    }


def _time_zones() -> str:
    """The folder of the ``tzdata`` package: the same zones on every machine, also where the system has none."""
    spec = find_spec("tzdata")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(0, "no time zones for scripts: pip install tzdata")
    return str(Path(spec.submodule_search_locations[0], "zoneinfo"))


def _client_alone(work: Path) -> Path:
    """A folder beside the working folder with the client's packages and no others."""
    folder = work.with_name("packages")
    folder.mkdir()
    for name, package in client_packages().items():
        (folder / name).symlink_to(package, target_is_directory=True)
    return folder


def _problem(ran: _Ran, script: Path, claims: Sequence[Claim], seconds: float) -> DemoError | None:
    """Why a run proves nothing, if so."""
    if ran.status is None:
        return TimedOut(0, f"the script, or what it started, ran for more than {seconds:g} seconds and was killed")
    if ran.status < 0:
        return DemoFailed(0, f"the script was killed by {signal.Signals(-ran.status).name}")
    if ran.status:
        return _failure(ran, script, claims)
    if len(ran.output) > MAX_OUTPUT:
        return TooMuchOutput(0, f"more than {MAX_OUTPUT} characters of output: print less")
    return None


def _failure(ran: _Ran, script: Path, claims: Sequence[Claim]) -> DemoError:
    """The error a script ended with, from its traceback."""
    lines = [int(number) for number in re.findall(rf'File "{re.escape(str(script))}", line (\d+)', ran.errors)]
    line = lines[-1] if lines else 0
    told = [line for line in ran.errors.splitlines() if line.strip() and not line.startswith((" ", "Traceback "))]
    reason = told[-1] if told else f"exit status {ran.status}"
    claim = next((claim for claim in reversed(claims) if claim.line < line), None)
    if reason.startswith("AssertionError") and claim is not None:
        said = reason.removeprefix("AssertionError").removeprefix(": ")
        return ClaimFailed(claim.line, claim.sentence, f"line {line}: {said or claim.check}")
    wall = next((f" ({wall})" for error, wall in LIMITS if reason.startswith(error)), "")
    return DemoFailed(line, f"{reason}{wall}")


def _clean(output: str) -> str:
    """Volatile parts replaced, no blanks at the ends of lines, no blank lines at the end."""
    return "\n".join(line.rstrip() for line in python_output(output).splitlines()).rstrip("\n")
