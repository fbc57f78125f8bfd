"""Run a control of a Python script: the script with the control's replacements, and with claims that report and go on."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

from hooks.demos.control_runs import ControlRun, control_record
from hooks.demos.controls import TIMEOUT, Control
from hooks.demos.errors import ProgramError, TimedOut
from hooks.demos.program import VALKEY, Claim, Script, needs_valkey, parse_python
from hooks.demos.python_runner import finish_script
from hooks.demos.sandbox import Sandbox
from hooks.demos.transcript import ControlRecord, Entry

_FAILED = re.compile(r"^claim (?P<number>\d+) fails: (?P<value>.*)$", re.MULTILINE)
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
    finished = finish_script(path, variant(text, control), (), sandbox=sandbox, timeout=timeout)
    failed = {int(found["number"]): found["value"] for found in _FAILED.finditer(finished.errors)}
    error = ""
    if finished.error is not None:
        error = TIMEOUT if isinstance(finished.error, TimedOut) else getattr(finished.error, "code", "")
        if not error or error != control.error:
            finished.error.message = f"without {control.label}: {finished.error.message}"
            raise finished.error
    value = next((message[:_MAX_VALUE] for message in failed.values() if message), "")
    run = ControlRun(frozenset(failed), error, value, (Entry("", output=finished.output),), not error)
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
        claims = parse_python(changed).claims
    except (SyntaxError, ProgramError) as error:
        raise ProgramError(control.line, f"without {control.label}, the script isn't Python: {error}") from error
    needs = f"# needs: {VALKEY}\n" if needs_valkey(text) else ""
    return needs + ast.unparse(ast.fix_missing_locations(_ReportingClaims(claims).visit(tree)))


class _ReportingClaims(ast.NodeTransformer):
    """Makes the asserts below claims write to standard error, and go on."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        """Replace an assert below a claim."""
        number = sum(claim.line < node.lineno for claim in self._claims) - 1
        if number < 0:
            return node
        report = f"__import__('sys').stderr.write(f'claim {number} fails: {{_error}}\\n')"
        handler = ast.ExceptHandler(ast.Name("AssertionError"), "_error", ast.parse(report).body)
        return ast.Try([node], [handler], [], [])
