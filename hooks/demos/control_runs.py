"""Judge the run of a control: it must break exactly the claims that it names."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from hooks.demos.controls import TIMEOUT, Control
from hooks.demos.errors import ControlFailed
from hooks.demos.program import Claim
from hooks.demos.transcript import ControlRecord, Entry


class ControlRun(NamedTuple):
    """How a control's run ended.

    Attributes:
        broken: Indexes of the claims that didn't hold.
        error: The SQLSTATE, exception or ``timeout`` that the control names, if it occurred.
        value: What a query returned that the real run expects to return something else, or what an assert says.
        entries: The transcript.
        unchecked: Indexes of the claims that weren't checked, since the error ended the run. It breaks those of them
            that the control names.
        runs: In how many runs of a sweep a claim failed, as ``187 of 200 runs``.
    """

    broken: AbstractSet[int]
    error: str
    value: str
    entries: tuple[Entry, ...]
    unchecked: AbstractSet[int] = frozenset()
    runs: str = ""


def control_record(claims: Sequence[Claim], control: Control, run: ControlRun) -> ControlRecord:
    """The record of a control's run.

    Raises:
        ControlFailed: It breaks another set of claims than it names, or without the error that it names.
    """
    if control.error and not run.error:
        raise ControlFailed(control.line, f"without {control.label}, {control.error} doesn't occur")
    named = set(control.breaks)
    broken = run.broken | (named & run.unchecked)
    for number, claim in enumerate(claims):
        if number in named - broken:
            raise ControlFailed(control.line, f"without {control.label}, this claim still holds: {claim.sentence}")
        if number in broken - named:
            message = f"without {control.label}, claim {number + 1} breaks too: add it to (breaks …)"
            raise ControlFailed(control.line, message)
    held = [claim.sentence for number, claim in enumerate(claims) if number not in broken | run.unchecked]
    failed = [claims[number].sentence for number in sorted(broken)]
    return ControlRecord(control.label, _verdict(run), run.entries, tuple(held), tuple(failed))


def _verdict(run: ControlRun) -> str:
    if run.error == TIMEOUT:
        return "times out"
    reason = f" with {run.error}" if run.error else ""
    value = run.value if not run.error else ""
    if run.runs:
        return f"fails{reason} in {run.runs}{f', with SEED=0: {value}' if value else ''}"
    return f"fails{reason}{f', {value}' if value else ''}"
