"""Run a script many times in the sandbox, each time with another ``$SEED``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hooks.demos import sweep
from hooks.demos.limited_process import Result, run_command
from hooks.demos.program import Claim
from hooks.demos.python_runner import FinishedScript, finished_script, prepared_script, script_error
from hooks.demos.sandbox import Sandbox

SWEEP_TIMEOUT = 60.0
"""Seconds for all runs of a script with ``# runs:``."""


def sweep_script(
    path: Path, text: str, claims: Sequence[Claim], runs: int, *, sandbox: Sandbox | None, stop: bool = True
) -> list[FinishedScript]:
    """Run a script ``runs`` times with ``$SEED`` from 0 on; ``stop`` says whether to stop after one that fails.

    Raises:
        DemoError: See `hooks.demos.python_runner.run_script`; the runs share one limit for their processes' memory,
            and `SWEEP_TIMEOUT`.
    """
    with prepared_script(path, text, sandbox, runs=f"{'' if stop else '+'}{runs}") as script:
        result = run_command(script, SWEEP_TIMEOUT, runs * 8 * sweep.MAX_OUTPUT)
    if error := script_error(result._replace(output=""), script.path, claims):
        raise error
    results = [Result(status, output, errors, None) for status, output, errors in json.loads(result.output)]
    return [finished_script(result, script.path, claims) for result in results]
