"""Run a control of a script: the script with the replacements, and with claims that report and go on."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

from hooks.demos.control_runs import ControlRun, control_record
from hooks.demos.controls import TIMEOUT, Control
from hooks.demos.errors import ProgramError, TimedOut
from hooks.demos.merge_outputs import merge_outputs
from hooks.demos.program import VALKEY, Script, claim_lines, needs_valkey
from hooks.demos.python_runner import finish_script
from hooks.demos.sandbox import Sandbox
from hooks.demos.sweep_runner import sweep_script
from hooks.demos.transcript import ControlRecord, Entry

_FAILED = re.compile(r"^claim (?P<number>\d+) fails: (?P<value>.*)$", re.MULTILINE)
CONTROL_RUNS = 5
"""Runs of a control of a script that is swept. Claims must hold in all runs, but a control only has to break them once;
one that doesn't in five runs hardly shows that they depend on what it lacks."""
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


def variant(text: str, control: Control) -> str:
    """The script that a control runs.

    Raises:
        ProgramError: With its replacements, it isn't Python.
    """
    lines = text.split("\n")
    for (first, last), replacement in sorted(control.replacements, reverse=True):
        indent = re.match(r"\s*", lines[first - 1])
        prefix = indent[0] if indent else ""
        lines[first - 1 : last] = [f"{prefix}{line}".rstrip() for line in (replacement or "pass").split("\n")]
    changed = "\n".join(lines)
    try:
        tree = ast.parse(changed)
    except SyntaxError as error:
        raise ProgramError(control.line, f"without {control.label}, the script isn't Python: {error}") from error
    needs = f"# needs: {VALKEY}\n" if needs_valkey(text) else ""
    return needs + ast.unparse(ast.fix_missing_locations(_ReportingClaims(claim_lines(changed)).visit(tree)))


class _ReportingClaims(ast.NodeTransformer):
    """Makes the asserts below claims write to standard error, and go on."""

    def __init__(self, claim_lines: Sequence[int]) -> None:
        self._claim_lines = claim_lines

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        """Replace an assert below a claim."""
        number = sum(line < node.lineno for line in self._claim_lines) - 1
        if number < 0:
            return node
        report = f"__import__('sys').stderr.write(f'claim {number} fails: {{_error}}\\n')"
        handler = ast.ExceptHandler(ast.Name("AssertionError"), "_error", ast.parse(report).body)
        return ast.Try([node], [handler], [], [])
