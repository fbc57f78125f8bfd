"""Build times, memory and the search beside plain MkDocs, in one run: ``make bench``, with LARGE=1 also at 10,000.

Ratios are what counts; seconds are this machine's on this day.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import corpus, plain, search
from tests.bench.measure import Cost, build, until_served

_SIZES = (400, 2_000)
_LARGE = 10_000
_TARGETS = {
    "cold / plain in nav": 0.5,
    "cold / plain outside nav": 0.8,
    "warm / plain in nav": 0.2,
    "memory, MB": 500.0,
    "10,000 / 2,000": 5.5,
    "edit until served, s": 2.0,
}


def main() -> None:
    """Make the corpora, build each in turn, and print what came of it."""
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--large", action="store_true", help="also 10,000 questions, our build only")
    options.add_argument("--search", action="store_true", help="only the search")
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="guide-bench-"))
    try:
        lines = search.report(folder) if chosen.search else _report(folder, large=chosen.large)
        for line in lines:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(folder)


def _report(folder: Path, *, large: bool) -> Iterator[str]:
    yield f"{'questions':>9}  {'build':<18} {'wall s':>7} {'CPU s':>7} {'peak MB':>8}"
    cold: dict[int, Cost] = {}
    for size in _SIZES:
        costs = _compare(folder / str(size), size)
        cold[size] = costs["ours, cold"]
        yield from (_row(size, name, cost) for name, cost in costs.items())
        yield from _ratios(costs) if size == _SIZES[-1] else ()
    yield _verdict("edit until served, s", until_served(folder / str(_SIZES[0]) / "ours"))
    if large:
        corpus.make(folder / "large", _LARGE)
        cost = build(folder / "large")
        yield _row(_LARGE, "ours, cold", cost)
        yield _verdict("10,000 / 2,000", cost.wall / cold[_SIZES[-1]].wall)
    yield from search.report(folder)


def _compare(folder: Path, size: int) -> dict[str, Cost]:
    ours = folder / "ours"
    corpus.make(ours, size)
    for name in ("nav", "free"):
        plain.make(ours, folder / name, in_nav=name == "nav")
    return {
        "plain in nav": build(folder / "nav"),
        "ours, cold": build(ours),
        "plain outside nav": build(folder / "free"),
        "ours, warm": build(ours),
    }


def _ratios(costs: dict[str, Cost]) -> Iterator[str]:
    ours, warm = costs["ours, cold"], costs["ours, warm"]
    yield _verdict("cold / plain in nav", ours.wall / costs["plain in nav"].wall)
    yield _verdict("cold / plain outside nav", ours.wall / costs["plain outside nav"].wall)
    yield _verdict("warm / plain in nav", warm.wall / costs["plain in nav"].wall)
    yield _verdict("memory, MB", max(ours.peak, warm.peak))


def _row(size: int, name: str, cost: Cost) -> str:
    return f"{size:>9,}  {name:<18} {cost.wall:>7.2f} {cost.cpu:>7.2f} {cost.peak:>8.0f}"


def _verdict(name: str, value: float) -> str:
    return f"{'':>11}{name:<26} {value:>8.2f}   aim: at most {_TARGETS[name]:g}"


if __name__ == "__main__":
    main()
