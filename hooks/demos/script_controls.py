"""Run a script and check its claims, once or as often as it asks for, and run its controls."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hooks.demos.control_runs import ControlRun, control_record
from hooks.demos.controls import TIMEOUT, Control
from hooks.demos.errors import ClaimUnchecked, ControlFailed, TimedOut
from hooks.demos.merge_outputs import merge_outputs
from hooks.demos.program import Script
from hooks.demos.python_runner import FinishedScript, finish_script
from hooks.demos.sandbox import Sandbox
from hooks.demos.script_variant import reporting, reports, variant
from hooks.demos.sweep_runner import sweep_script
from hooks.demos.transcript import ControlRecord, Entry

CONTROL_RUNS = 5
"""Runs of a control of a script that is swept. Claims must hold in all runs, but a control only has to break them once;
one that doesn't in five runs hardly shows that they depend on what it lacks."""
_MAX_VALUE = 60
"""Characters of an assert's message that are shown."""


def run_claims(path: Path, text: str, script: Script, *, sandbox: Sandbox | None, timeout: float) -> str:
    """Run a script and check its claims; returns its normalized output.

    Args:
        path: Where the script is, for the modules next to it.
        text: The script. With ``# needs: valkey``, it gets a server, the ``redis`` package and ``$REDIS_URL``.
        script: The parsed script.
        sandbox: None runs it with limits only.
        timeout: Seconds.

    Raises:
        ClaimUnchecked: It ended without having checked a claim.
        DemoError: See `hooks.demos.python_runner.finish_script`.
    """
    finished = finish_script(path, reporting(text, script), script.claims, sandbox=sandbox, timeout=timeout)
    if finished.error is not None:
        raise finished.error
    _require_checked(script, finished)
    return finished.output


def _require_checked(script: Script, finished: FinishedScript, run: str = "") -> None:
    checked = reports(finished.errors).checked
    for number, claim in enumerate(script.claims):
        if number not in checked:
            message = f"{run}this claim was never checked, or its failure didn't end the script: {claim.sentence}"
            raise ClaimUnchecked(claim.line, message)


def run_control_script(
    path: Path, text: str, script: Script, control: Control, *, sandbox: Sandbox | None, timeout: float
) -> ControlRecord:
    """Run a control; see `run_claims` for the arguments.

    Raises:
        ControlFailed: It doesn't break exactly the claims that it names, or doesn't check one.
        DemoError: It can't run, or failed in another way than with the error that it names.
    """
    changed = variant(text, control)
    if script.runs > 1:
        return _swept(path, changed, script, control, sandbox)
    finished = finish_script(path, changed, (), sandbox=sandbox, timeout=timeout)
    error, unchecked = _end(finished, script, control)
    failed = reports(finished.errors).failed
    entries = (Entry("", output=finished.output),)
    run = ControlRun(failed.keys(), error, _value(failed), entries, unchecked)
    return control_record(script.claims, control, run)


def _end(finished: FinishedScript, script: Script, control: Control) -> tuple[str, frozenset[int]]:
    """The error that a control names, if it ended the run, and the claims that weren't checked because of it.

    Raises:
        ControlFailed: The run came to its end, but a claim wasn't checked.
        DemoError: The run ended with another error.
    """
    checked = reports(finished.errors).checked
    unchecked = [number for number in range(len(script.claims)) if number not in checked]
    if finished.error is not None:
        error = TIMEOUT if isinstance(finished.error, TimedOut) else getattr(finished.error, "code", "")
        if not error or error != control.error:
            finished.error.message = f"without {control.label}: {finished.error.message}"
            raise finished.error
        return error, frozenset(unchecked)
    for number in unchecked:
        message = f"without {control.label}, this claim is never checked: {script.claims[number].sentence}"
        raise ControlFailed(control.line, message)
    return "", frozenset()


def _value(failed: Mapping[int, str]) -> str:
    """The first message of a failed assert."""
    return next((value[:_MAX_VALUE] for value in failed.values() if value), "")


def run_sweep(path: Path, text: str, script: Script, *, sandbox: Sandbox | None) -> str:
    """Run a script as often as it asks for; returns the merged output.

    Raises:
        ClaimUnchecked: One run ended without having checked a claim.
        DemoError: One run failed, or they print more than different numbers.
    """
    finished = sweep_script(path, reporting(text, script), script.claims, script.runs, sandbox=sandbox)
    for seed, one in enumerate(finished):
        if one.error is not None:
            one.error.message = f"with SEED={seed}: {one.error.message}"
            raise one.error
        _require_checked(script, one, f"with SEED={seed}, ")
    return _merged([one.output for one in finished])


def _merged(outputs: list[str]) -> str:
    return f"{merge_outputs(outputs)}\n(minimum–median–maximum of {len(outputs)} runs)" if outputs else ""


def _swept(path: Path, text: str, script: Script, control: Control, sandbox: Sandbox | None) -> ControlRecord:
    """Run a control with every seed: a claim is broken if it doesn't hold with one of them."""
    runs = min(script.runs, CONTROL_RUNS)
    finished = sweep_script(path, text, (), runs, sandbox=sandbox, stop=False)
    ends = [_end(one, script, control) for one in finished]
    failed = [reports(one.errors).failed for one in finished]
    bad = sum(bool(broken) or bool(error) for broken, (error, _) in zip(failed, ends, strict=True))
    run = ControlRun(
        broken=frozenset().union(*failed),
        error=max(error for error, _ in ends),
        value=_value(failed[0]),
        entries=(Entry("", output=_merged([one.output for one in finished if one.error is None])),),
        unchecked=frozenset().union(*(unchecked for _, unchecked in ends)),
        runs=f"{bad} of {runs} runs",
    )
    return control_record(script.claims, control, run)
