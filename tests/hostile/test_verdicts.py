"""Every hostile file is rejected by the rules in ``verdicts.txt``, or listed there as inert."""

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
from tests.hostile.__main__ import CPU_SECONDS, SAMPLE_EVERY
from tests.hostile.building import VERDICTS
from tests.hostile.corpus import as_project_files, hostile_names, large_files
from tests.rules.sample_project import VALID, write
from tests.site.building import ROOT

MAX_CALLS = 12_000_000
WORST = ("brackets", "images", "colons", "bare schemes", "endless hosts", "table", "tags", "keys", "zero width")


def verdicts_of(*options: str) -> dict[str, list[str]]:
    """The verdicts from a separate process, which must not crash."""
    command = [sys.executable, "-m", "tests.hostile", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=CPU_SECONDS)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(map(json.loads, done.stdout.splitlines()))


def test_verdicts_match_the_golden_file(pytestconfig: pytest.Config) -> None:
    lines = [f"{name}: {', '.join(rules) or 'inert'}" for name, rules in verdicts_of().items()]
    if pytestconfig.getoption("--golden"):
        VERDICTS.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert lines == VERDICTS.read_text("utf-8").splitlines()


def test_corpus_is_varied() -> None:
    verdicts = [line.split(": ")[1] for line in VERDICTS.read_text("utf-8").splitlines()]
    assert len(verdicts) == len(hostile_names()) >= 120
    assert verdicts.count("inert") > 30
    assert len({rule for verdict in verdicts for rule in verdict.split(", ")}) > 25


def test_large_files_do_not_crash_the_check() -> None:
    """Only a sample; ``make audit`` checks all."""
    some = [name for name, _ in islice(large_files(), 0, None, SAMPLE_EVERY)]
    assert len(some) > 50
    assert list(verdicts_of("--some")) == some


@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.audit)])
@pytest.mark.parametrize("pattern", WORST)
def test_check_takes_bounded_work(tmp_path: Path, pattern: str, every: int) -> None:
    found = [files for name, files in large_files() if f" of {pattern} after " in name]
    assert len(found) > 5
    for place, files in enumerate(found[::every]):
        root = write(tmp_path / str(place), {**VALID, **files})
        assert count_calls(partial(check, root)) < MAX_CALLS


def count_calls(work: Callable[[], object]) -> int:
    """The number of calls that ``work`` makes: independent of the machine's speed."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def test_call_count_measures_work() -> None:
    assert count_calls(lambda: ["".join(()) for _ in range(10_000)]) > 10_000


def test_too_large_file_is_reported_without_being_read(tmp_path: Path) -> None:
    for path in as_project_files("answer/large.md", b""):
        root = write(tmp_path, {**VALID, path: b"[" * 256 * 1024})
        assert "F002" in {finding.rule for finding in check(root).findings if str(finding.path) == path}
