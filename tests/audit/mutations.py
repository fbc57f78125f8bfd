"""The mutation audit: whether the claims and ``expect`` of programs notice when something else happens.

Usage: ``python -m tests.audit.mutations [PROGRAM…]``, for all programs if none is named. Runs the mutants of
each program without its controls, and lists the ones that print something else while every claim holds: the survivors.
``survivors.toml`` says of each why that's right. For programs with controls, exits 1 if one isn't explained, if an
explained one doesn't survive any more, or if more than `ACCEPTED` of all mutants that fail or print something else
survive.
"""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from hooks.demos.deadline import Deadline
from hooks.demos.errors import ClaimFailed, DemoError, ExpectationFailed, ServerError
from hooks.demos.postgres import CONNINFO_VARIABLE, demo_database
from hooks.demos.program import Program
from hooks.demos.run import TIMEOUT
from hooks.demos.sandbox import find_sandbox, sandbox_fix
from hooks.demos.script_controls import run_claims, run_sweep
from hooks.demos.script_parser import parse_python
from hooks.demos.services import Services
from hooks.demos.sql_parser import parse_sql
from hooks.demos.sql_runner import run_program
from tests.audit.mutants import python_mutants, sql_mutants

QUESTIONS = Path(__file__).parents[2] / "data" / "questions"
SURVIVORS = Path(__file__).with_name("survivors.toml")
ACCEPTED = 0.10
_RUNS = 20
"""Runs of a mutant of a script with ``# runs:``."""
_SLOWER = 4
"""A mutant is stopped after as many times what the program takes, and three seconds."""
_WARNINGS = ("WARNING:  there is no transaction in progress", "WARNING:  there is already a transaction in progress")
"""What a missing ``BEGIN`` or ``COMMIT`` always prints."""

_MAX_SHOWN = 80
"""Characters of a line that are shown."""

Output = list[list[str]]
"""The lines that each step printed; a script has one step."""


class Survivor(NamedTuple):
    """A mutant that nothing notices. ``difference`` is the first line that the program and it print differently."""

    program: str
    line: int
    change: str
    difference: str


class Result(NamedTuple):
    """The mutants of a program, by what became of them: claim, error, same or survivor."""

    program: str
    has_controls: bool
    counts: Counter[str]
    survivors: list[Survivor]


def audit(programs: Iterable[Path]) -> Iterator[Result]:
    """Run the mutants of programs side by side, in as many processes as there are processors.

    Threads can't share Python's parser: https://github.com/python/cpython/issues/106905.
    """
    workers = 1 if os.environ.get(CONNINFO_VARIABLE) else os.cpu_count() or 1
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(_audit, programs)


def _audit(path: Path) -> Result:
    with Services() as services:
        return run_mutants(path, services)


def run_mutants(path: Path, services: Services) -> Result:
    """Run the mutants of a program, and compare what they print with what it prints."""
    name = f"{path.parent.name}/{path.name}"
    text = path.read_text("utf-8")
    parsed = parse_sql(text) if path.suffix == ".sql" else parse_python(text)
    program = parsed if isinstance(parsed, Program) else text
    mutants = sql_mutants(program) if isinstance(program, Program) else python_mutants(text, parsed.claims[0].line)
    started = time.monotonic()
    expected = _output(path, text, program, services, TIMEOUT)
    timeout = min(TIMEOUT, 3 + _SLOWER * (time.monotonic() - started))
    result = Result(name, bool(parsed.controls), Counter(), [])
    for mutant in mutants:
        try:
            output = _output(path, text, mutant.program, services, timeout)
        except ServerError:
            raise
        except (ClaimFailed, ExpectationFailed):
            result.counts["claim"] += 1
        except DemoError:
            result.counts["error"] += 1
        else:
            difference = _difference([lines for step, lines in enumerate(expected) if step != mutant.removed], output)
            result.counts["survivor" if difference else "same"] += 1
            if difference:
                result.survivors.append(Survivor(name, mutant.line, mutant.change, difference))
    return result


def _output(path: Path, text: str, program: Program | str, services: Services, timeout: float) -> Output:
    """Run a program or mutant without its controls.

    Raises:
        DemoError: A claim fails, or it ends in another way.
    """
    if isinstance(program, str):
        script = parse_python(program)
        if script.runs > 1:
            script = script._replace(runs=min(script.runs, _RUNS))
            return [run_sweep(path, program, script, sandbox=services.sandbox).split("\n")]
        return [run_claims(path, program, script, sandbox=services.sandbox, timeout=timeout).split("\n")]
    with demo_database(services.postgres) as database:
        entries = run_program(program, text, database, Deadline(timeout))
    output: Output = []
    steps: dict[str, list[str]] = {}
    for entry in entries:
        if entry.statement:
            steps[entry.session] = []
            output.append(steps[entry.session])
        notes = [f"waits for {' and '.join(entry.waits_for)}"] if entry.waits_for else []
        lines = [line for line in entry.output.split("\n") if line and not line.startswith(_WARNINGS)]
        steps[entry.session] += [*notes, *lines]
    return output


def _difference(before: Output, after: Output) -> str:
    """The first lines that differ; empty if none does."""
    for was, now in zip(before, after, strict=False):
        for line, other in zip_longest(was, now, fillvalue="nothing"):
            if line != other:
                return f"{_short(line)} => {_short(other)}"
    return ""


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _MAX_SHOWN else f"{line[:_MAX_SHOWN]}…"


def explanations() -> dict[tuple[str, str], str]:
    """Why survivors are fine, by program and change."""
    with SURVIVORS.open("rb") as file:
        listed = tomllib.load(file).get("survivor", [])
    return {(one["program"], change): one["why"] for one in listed for change in one["changes"]}


def main(names: list[str]) -> int:
    """Print the table and the survivors; returns the exit status."""
    if find_sandbox() is None:
        sys.stdout.write(f"Mutants of scripts need a sandbox: {sandbox_fix()}\n")
        return 1
    programs = [Path(name) for name in names] or sorted(
        path for kind in ("sql", "py") for path in QUESTIONS.glob(f"*/*/*.{kind}")
    )
    explained = explanations()
    results = []
    for result in audit(programs):
        results.append(result)
        sys.stdout.write("\n".join([f"{result.program}: {_counts(result.counts)}", *_lines(result, explained), ""]))
        sys.stdout.flush()
    judged = [result for result in results if result.has_controls]
    share = _summarize("with controls", judged)
    _summarize("without controls, which needn't be explained", [one for one in results if not one.has_controls])
    survivors = {(one.program, one.change) for result in judged for one in result.survivors}
    audited = {result.program for result in results}
    stale = [key for key in explained if key[0] in audited and key not in survivors]
    sys.stdout.writelines(f"{program}: {change}: it doesn't survive any more: remove it\n" for program, change in stale)
    return 1 if stale or survivors - explained.keys() or share > ACCEPTED else 0


def _lines(result: Result, explained: dict[tuple[str, str], str]) -> Iterator[str]:
    for one in result.survivors:
        yield f"  {one.program}:{one.line}: {one.change}\n    {one.difference}"
        if result.has_controls:
            yield f"    {explained.get((one.program, one.change), 'say in survivors.toml why')}"


def _summarize(kind: str, results: list[Result]) -> float:
    """Print the sum; returns the share of survivors in all mutants that fail or print something else."""
    total = sum((result.counts for result in results), Counter[str]())
    share = total["survivor"] / max(1, total["survivor"] + total["claim"] + total["error"])
    sys.stdout.write(f"{len(results)} programs {kind}: {_counts(total)}, {share:.1%}\n")
    return share


def _counts(counts: Counter[str]) -> str:
    return (
        f"{counts.total()} mutants, {counts['same']} print the same, {counts['claim']} break a claim or an expect, "
        f"{counts['error']} end in an error, {counts['survivor']} survive"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
