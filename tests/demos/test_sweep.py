"""A script that runs many times can't tell that its interpreter has already started."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hooks.demos.errors import DemoFailed
from hooks.demos.transcript import Record

Run = Callable[..., Record]
CLAIM = "# claim: it ran\nassert True\n"
RUNS = "# runs: 2, because it's a test\n"
CURIOUS = '''\
"""What a script can see of itself."""
import atexit, dataclasses, os, pickle, sys, traceback, __main__
@dataclasses.dataclass
class Point:
    x: "int" = 1
class Last:
    def __del__(self):
        print("deleted", self.__class__.__name__)
last = Last()
last.itself = last
atexit.register(lambda: print("exiting with", last is not None))
print(__name__, __file__, __doc__, __spec__, __package__, __loader__.path, sorted(globals()))
print(sys.argv, sys.orig_argv[-2:], sys.path[0], os.listdir(), os.path.samefile(os.environ["HOME"], "."))
print(pickle.loads(pickle.dumps(Point())), __main__.Point is Point, os.getenv("SEED", "0") in "01")
try:
    1 / 0
except ZeroDivisionError:
    print(traceback.format_exc())
'''


def output(record: Record) -> str:
    return record.entries[0].output.removesuffix("\n(minimum–median–maximum of 2 runs)")


@pytest.mark.parametrize("end", ["", "import sys\nsys.exit()\n"])
def test_a_run_is_like_any_other(end: str, run_python: Run) -> None:
    text = f"{CURIOUS}{CLAIM}{end}"
    printed = output(run_python(text))
    assert printed.endswith("exiting with True\ndeleted Last")
    assert output(run_python(text + RUNS)) == printed


def test_an_error_has_the_line_of_the_script(run_python: Run) -> None:
    with pytest.raises(DemoFailed, match="with SEED=1: ValueError: no") as failed:
        run_python(f'import os\n{RUNS}if os.environ["SEED"] == "1":\n    raise ValueError("no")\n{CLAIM}')
    assert failed.value.line == 4


def test_a_module_next_to_the_script_hides_one_of_the_library(run_python: Run, tmp_path: Path) -> None:
    (tmp_path / "colorsys.py").write_text("x = 'its own'\n", "utf-8")
    assert output(run_python(f"import colorsys\n{RUNS}print(colorsys.x)\n{CLAIM}")) == "its own"


def test_unseeded_choices_differ_between_runs(run_python: Run) -> None:
    text = f"import random\n{RUNS}print('x', random.random())\n{CLAIM}"
    low, _, high = output(run_python(text)).removeprefix("x ").split("–")
    assert float(low) < float(high)
