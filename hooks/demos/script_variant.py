"""The script that a control runs: with the replacements, and with claims that report and go on."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from hooks.demos.controls import Control
from hooks.demos.errors import ProgramError
from hooks.demos.script_parser import VALKEY, claim_lines, needs_valkey


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
