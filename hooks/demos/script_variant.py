"""The scripts that are run: the one on the page with claims that report, and its variant in a control.

A claim reports on standard error when it's checked; in a control, it also reports its failure, and the script goes on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hooks.demos.controls import Control
from hooks.demos.errors import ProgramError
from hooks.demos.program import Script
from hooks.demos.script_parser import VALKEY, claim_lines, needs_valkey, parse_tree

_REPORT = re.compile(r"^claim (?P<number>\d+) (?:holds|fails: (?P<value>.*))\n", re.MULTILINE)


class Reports(NamedTuple):
    """What the claims of a run reported, by index: those that were checked, and those that failed with a message."""

    checked: frozenset[int]
    failed: dict[int, str]


def reports(errors: str) -> Reports:
    """The reports in a script's standard error."""
    found = [(int(report["number"]), report["value"]) for report in _REPORT.finditer(errors)]
    failed = {number: value for number, value in found if value is not None}
    return Reports(frozenset(number for number, _ in found), failed)


def without_reports(errors: str) -> str:
    """What the script itself wrote to standard error."""
    return _REPORT.sub("", errors)


def reporting(text: str, script: Script) -> str:
    """The script with claims that report. Its lines keep their numbers, which errors refer to."""
    lines = text.encode().split(b"\n")  # a node's columns count bytes
    for node, number in reversed(list(_claim_asserts(parse_tree(text), [claim.line for claim in script.claims]))):
        line, column = (node.end_lineno or node.lineno) - 1, node.end_col_offset or 0
        report = f"; {_once(number, 'holds', '')}".encode()
        lines[line] = lines[line][:column] + report + lines[line][column:]
    return b"\n".join(lines).decode()


def variant(text: str, control: Control) -> str:
    """The script that a control runs.

    Raises:
        ProgramError: With its replacements, it isn't Python.
    """
    changed = _replaced(text, control)
    try:
        tree = parse_tree(changed)
    except SyntaxError as error:
        raise ProgramError(control.line, f"without {control.label}, the script isn't Python: {error}") from error
    numbers = dict(_claim_asserts(tree, claim_lines(changed)))
    needs = f"# needs: {VALKEY}\n" if needs_valkey(text) else ""
    return needs + ast.unparse(ast.fix_missing_locations(_ReportingClaims(numbers).visit(tree)))


def _replaced(text: str, control: Control) -> str:
    """A script with a control's replacements."""
    lines = text.split("\n")
    for (first, last), replacement in sorted(control.replacements, reverse=True):
        indent = re.match(r"\s*", lines[first - 1])
        prefix = indent[0] if indent else ""
        lines[first - 1 : last] = [f"{prefix}{line}".rstrip() for line in (replacement or "pass").split("\n")]
    return "\n".join(lines)


def _claim_asserts(tree: ast.AST, lines: Sequence[int]) -> Iterator[tuple[ast.Assert, int]]:
    """The asserts below claims, in order, each with the claim's index; ``lines`` are the claims'."""
    asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    for node in sorted(asserts, key=lambda node: (node.lineno, node.col_offset)):
        number = sum(line < node.lineno for line in lines) - 1
        if number >= 0:
            yield node, number


def _once(number: int, result: str, value: str) -> str:
    """An expression that reports the first time only, since a loop can have a claim; ``value`` is another one."""
    name = f"claim_{number}_{result}"
    report = f"__import__('os').write(2, f'\\nclaim {number} {result}{value}\\n'.encode())"
    return f"getattr(__import__('sys'), '{name}', 0) or setattr(__import__('sys'), '{name}', {report})"


class _ReportingClaims(ast.NodeTransformer):
    """Makes asserts report and go on."""

    def __init__(self, numbers: dict[ast.Assert, int]) -> None:
        self._numbers = numbers

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        """Replace an assert below a claim."""
        if node not in self._numbers:
            return node
        number = self._numbers[node]
        holds, fails = (ast.parse(_once(number, *report)).body for report in (("holds", ""), ("fails", ": {_error}")))
        return ast.Try([node], [ast.ExceptHandler(ast.Name("AssertionError"), "_error", fails)], holds, [])
