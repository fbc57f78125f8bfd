"""Every hostile file is refused by the rules recorded in ``verdicts.txt``, or recorded there as inert."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from cProfile import Profile
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from hooks.check.check import check
from tests.hostile.__main__ import EVERY, SECONDS
from tests.hostile.building import VERDICTS
from tests.hostile.corpus import large, names, placed
from tests.rules.sample_project import VALID, write
from tests.site.building import ROOT

MOST_CALLS = 12_000_000
WORST = ("brackets", "images", "colons", "bare schemes", "hosts without an end", "table", "tags", "keys", "zero width")


def told(*options: str) -> dict[str, list[str]]:
    """What a process of its own tells of every file: it must come to its end."""
    command = [sys.executable, "-m", "tests.hostile", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(map(json.loads, done.stdout.splitlines()))


def test_each_is_refused_with_its_finding_or_inert(pytestconfig: pytest.Config) -> None:
    lines = [f"{name}: {', '.join(rules) or 'inert'}" for name, rules in told().items()]
    if pytestconfig.getoption("--golden"):
        VERDICTS.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert lines == VERDICTS.read_text("utf-8").splitlines()


def test_there_are_many_of_each_fate() -> None:
    verdicts = [line.split(": ")[1] for line in VERDICTS.read_text("utf-8").splitlines()]
    assert len(verdicts) == len(names()) >= 120
    assert verdicts.count("inert") > 30
    assert len({rule for verdict in verdicts for rule in verdict.split(", ")}) > 25


def test_what_fills_a_file_crashes_nothing_and_ends() -> None:
    """Of some; ``make audit`` tries all."""
    some = [name for name, _ in islice(large(), 0, None, EVERY)]
    assert len(some) > 100
    assert list(told("--some")) == some


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.audit)])
@pytest.mark.parametrize("pattern", WORST)
def test_judging_takes_bounded_work(tmp_path: Path, pattern: str, every: int) -> None:
    found = [files for name, files in large() if f" of {pattern} behind " in name]
    assert len(found) > 5
    for place, files in enumerate(found[::every]):
        root = write(tmp_path / str(place), {**VALID, **files})
        assert calls(partial(check, root)) < MOST_CALLS


def calls(work: Callable[[], object]) -> int:
    """How many calls Python makes: the same number on slow and fast machines."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def test_the_count_can_tell_a_file_that_is_too_much() -> None:
    assert calls(lambda: ["".join(()) for _ in range(10_000)]) > 10_000


def test_a_file_of_256_kib_is_told_without_being_read(tmp_path: Path) -> None:
    for path in placed("answer/large.md", b""):
        root = write(tmp_path, {**VALID, path: b"[" * 256 * 1024})
        assert "F002" in {finding.rule for finding in check(root).findings if str(finding.path) == path}
