"""Run a control of a script, and a script as often as it asks for."""

from __future__ import annotations

import re
from pathlib import Path

from hooks.demos.control_runs import ControlRun, control_record
from hooks.demos.controls import TIMEOUT, Control
from hooks.demos.errors import TimedOut
from hooks.demos.merge_outputs import merge_outputs
from hooks.demos.program import Script
from hooks.demos.python_runner import finish_script, sweep_script
from hooks.demos.sandbox import Sandbox
from hooks.demos.script_variant import variant
from hooks.demos.transcript import ControlRecord, Entry

_FAILED = re.compile(r"^claim (?P<number>\d+) fails: (?P<value>.*)$", re.MULTILINE)
CONTROL_RUNS = 20
"""Runs of a control of a script that is swept; the claims themselves must hold in all of its runs."""
_MAX_VALUE = 60
"""Characters of an assert's message that are shown."""


def run_control_script(
    path: Path, text: str, script: Script, control: Control, *, sandbox: Sandbox | None, timeout: float
) -> ControlRecord:
    """Run a control; see `hooks.demos.python_runner.run_script` for the arguments.

    Raises:
        ControlFailed: It doesn't break exactly the claims that it names.
        DemoError: It can't run, or failed in another way than with the error that it names.
    """
    changed = variant(text, control)
    if script.runs > 1:
        return _swept(path, changed, script, control, sandbox)
    finished = finish_script(path, changed, (), sandbox=sandbox, timeout=timeout)
    failed = list(_FAILED.finditer(finished.errors))
    error = ""
    if finished.error is not None:
        error = TIMEOUT if isinstance(finished.error, TimedOut) else getattr(finished.error, "code", "")
        if not error or error != control.error:
            finished.error.message = f"without {control.label}: {finished.error.message}"
            raise finished.error
    value = next((found["value"][:_MAX_VALUE] for found in failed if found["value"]), "")
    broken = frozenset(int(found["number"]) for found in failed)
    run = ControlRun(broken, error, value, (Entry("", output=finished.output),), not error)
    return control_record(script.claims, control, run)


def run_sweep(path: Path, text: str, script: Script, *, sandbox: Sandbox | None) -> str:
    """Run a script as often as it asks for; returns the merged output.

    Raises:
        DemoError: One run failed, or they print more than different numbers.
    """
    finished = sweep_script(path, text, script.claims, script.runs, sandbox=sandbox)
    for seed, one in enumerate(finished):
        if one.error is not None:
            one.error.message = f"with SEED={seed}: {one.error.message}"
            raise one.error
    return _merged([one.output for one in finished])


def _merged(outputs: list[str]) -> str:
    return f"{merge_outputs(outputs)}\n(minimum–median–maximum of {len(outputs)} runs)" if outputs else ""


def _swept(path: Path, text: str, script: Script, control: Control, sandbox: Sandbox | None) -> ControlRecord:
    """Run a control with every seed: a claim is broken if it doesn't hold with one of them."""
    runs = min(script.runs, CONTROL_RUNS)
    finished = sweep_script(path, text, (), runs, sandbox=sandbox, stop=False)
    for one in finished:
        if one.error is not None and getattr(one.error, "code", "") != (control.error or None):
            one.error.message = f"without {control.label}: {one.error.message}"
            raise one.error
    failed = [{int(found["number"]) for found in _FAILED.finditer(one.errors)} for one in finished]
    complete = [one.output for one in finished if one.error is None]
    bad = sum(bool(broken) or one.error is not None for one, broken in zip(finished, failed, strict=True))
    run = ControlRun(
        broken=frozenset(set().union(*failed)),
        error=control.error if len(complete) < len(finished) else "",
        value="",
        entries=(Entry("", output=_merged(complete)),),
        complete=bool(complete),
        runs=f"{bad} of {runs} runs",
    )
    return control_record(script.claims, control, run)
