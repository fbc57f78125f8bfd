"""Runs a script many times, each with another ``$SEED`` from 0 on. Runs inside the sandbox, instead of the script.

Usage: ``python sweep.py RUNS SCRIPT`` in an empty folder. Prints a JSON list with the exit status, output and errors of
each run, in order. Stops after the first run that fails, unless ``RUNS`` begins with a plus sign.

The script is compiled once, and the standard library's modules that it imports are imported once. Each run is a fork of
this process, and finds everything as if Python had started it.
"""

from __future__ import annotations

import ast
import atexit
import gc
import importlib
import json
import os
import shutil
import sys
import threading
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

MAX_OUTPUT = 8 * 1024
"""Bytes of a run's output, and of its errors."""
_WITH_EFFECT = {"__main__", "antigravity", "this"}
"""Modules whose import does something that each run must do itself."""
_GIVEN = {"__annotations__", "__builtins__", "__cached__"}
"""Names that Python gives the main module, which is this one too."""


def main() -> None:
    """Run the script in forked processes, one after the other: they may share a server."""
    runs, script = sys.argv[1:]
    source = Path(script).read_bytes()
    code = compile(source, script, "exec", dont_inherit=True)
    sys.path[0] = str(Path(script).parent)
    _import_modules(ast.parse(source))
    gc.freeze()
    results = []
    for seed in range(int(runs)):
        results.append(_run(code, seed))
        if results[-1][0] and not runs.startswith("+"):
            break
    json.dump(results, sys.stdout)


def _import_modules(tree: ast.Module) -> None:
    """Import what a script imports from the standard library, unless a module next to it has such a name."""
    local = {file.stem for file in Path(sys.path[0]).iterdir()}
    if local & sys.stdlib_module_names:
        return
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in names:
            top = name.partition(".")[0]
            if top in sys.stdlib_module_names - _WITH_EFFECT:
                try:
                    importlib.import_module(name)
                except ImportError:  # the script may expect it
                    continue


def _run(code: CodeType, seed: int) -> tuple[int, str, str]:
    """Run the script in a new folder; returns its exit status, output and errors."""
    folder = Path.cwd() / "run"
    folder.mkdir(exist_ok=True)
    child = os.fork()
    if not child:
        _be_the_script(code, folder, seed)
    _, status = os.waitpid(child, 0)
    texts = []
    for name in ("output", "errors"):
        with Path(name).open("rb") as opened:
            texts.append(opened.read(MAX_OUTPUT).decode(errors="replace"))
        Path(name).unlink()
    shutil.rmtree(folder, ignore_errors=True)
    return os.waitstatus_to_exitcode(status), texts[0], texts[1]


def _be_the_script(code: CodeType, folder: Path, seed: int) -> None:
    """Run the script as Python itself would, and exit."""
    for descriptor, name in ((1, "output"), (2, "errors")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC), descriptor)
    os.chdir(folder)
    os.environ.update(SEED=str(seed), HOME=str(folder), TMPDIR=str(folder))
    script = code.co_filename
    sys.argv = [script]
    sys.orig_argv[-3:] = sys.argv
    module = sys.modules["__main__"] = ModuleType("__main__")
    given = {name: value for name, value in globals().items() if name in _GIVEN}
    module.__dict__.update(given, __file__=script, __loader__=SourceFileLoader("__main__", script))
    try:
        exec(code, module.__dict__)  # noqa: S102
    except Exception as error:  # noqa: BLE001 - Python prints any
        trace = error.__traceback__
        sys.excepthook(type(error), error, trace.tb_next if trace else None)
        sys.exit(1)
    if threading.active_count() > 1:
        sys.exit()
    atexit._run_exitfuncs()  # noqa: SLF001 - from here on, what Python does at exit, without taking apart what was imported
    module.__dict__.clear()
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
