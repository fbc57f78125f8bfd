"""Benchmarks build time, memory and search against plain MkDocs: ``make bench`` (LARGE=1 adds 10,000 questions).

Compare the ratios. Absolute times depend on the machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import corpus, plain_mkdocs, search
from tests.bench.measure import BuildCost, build, edit_to_served

_SIZES = (400, 2_000)
_LARGE = 10_000
_TARGETS = {
    "cold / plain, in nav": 0.5,
    "cold / plain, not in nav": 0.8,
    "warm / plain, in nav": 0.2,
    "memory, MB": 500.0,
    "10,000 / 2,000": 5.5,
    "edit to served, s": 2.0,
}


def main() -> None:
    """Run the benchmarks and print the results."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--large", action="store_true", help="add 10,000 questions (our build only)")
    parser.add_argument("--search", action="store_true", help="benchmark only the search")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="guide-bench-"))
    try:
        lines = search.report(folder) if arguments.search else _report(folder, large=arguments.large)
        for line in lines:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(folder)


def _report(folder: Path, *, large: bool) -> Iterator[str]:
    yield f"{'questions':>9}  {'build':<18} {'wall s':>7} {'CPU s':>7} {'peak MB':>8}"
    cold: dict[int, BuildCost] = {}
    for size in _SIZES:
        costs = _compare(folder / str(size), size)
        cold[size] = costs["ours, cold"]
        yield from (_row(size, name, cost) for name, cost in costs.items())
        yield from _ratios(costs) if size == _SIZES[-1] else ()
    yield _against_target("edit to served, s", edit_to_served(folder / str(_SIZES[0]) / "ours"))
    if large:
        corpus.generate(folder / "large", _LARGE)
        cost = build(folder / "large")
        yield _row(_LARGE, "ours, cold", cost)
        yield _against_target("10,000 / 2,000", cost.wall / cold[_SIZES[-1]].wall)
    yield from search.report(folder)


def _compare(folder: Path, size: int) -> dict[str, BuildCost]:
    ours = folder / "ours"
    corpus.generate(ours, size)
    for name in ("nav", "no-nav"):
        plain_mkdocs.write_project(ours, folder / name, in_nav=name == "nav")
    return {
        "plain, in nav": build(folder / "nav"),
        "ours, cold": build(ours),
        "plain, not in nav": build(folder / "no-nav"),
        "ours, warm": build(ours),
    }


def _ratios(costs: dict[str, BuildCost]) -> Iterator[str]:
    cold, warm = costs["ours, cold"], costs["ours, warm"]
    yield _against_target("cold / plain, in nav", cold.wall / costs["plain, in nav"].wall)
    yield _against_target("cold / plain, not in nav", cold.wall / costs["plain, not in nav"].wall)
    yield _against_target("warm / plain, in nav", warm.wall / costs["plain, in nav"].wall)
    yield _against_target("memory, MB", max(cold.peak, warm.peak))


def _row(size: int, name: str, cost: BuildCost) -> str:
    return f"{size:>9,}  {name:<18} {cost.wall:>7.2f} {cost.cpu:>7.2f} {cost.peak:>8.0f}"


def _against_target(name: str, value: float) -> str:
    return f"{'':>11}{name:<26} {value:>8.2f}   target: at most {_TARGETS[name]:g}"


if __name__ == "__main__":
    main()
