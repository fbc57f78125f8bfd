"""Mutants of a program: what it would be with one statement less, or with another constant, comparison or clause.

In a program with sessions, the setup isn't mutated. In a script, neither are imports, nor ``print`` statements, which
show what was computed before. Claims are never mutated. Code in SQL or Lua that a script holds in a string is mutated
as code; other strings aren't. (Mutation libraries such as cosmic-ray and mutmut remove no statements and know no SQL.)
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

import pglast

from hooks.demos.program import Program

_HIDDEN = re.compile(r"""--[^\n]*|"(?:[^"]|"")*"|'(?:[^']|'')*'""")
_SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=", "!=": "==", "==": "!=",
    "and": "or", "or": "and", "true": "false", "false": "true", "asc": "desc", "desc": "asc",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in",
    "serializable": "REPEATABLE READ", "repeatable read": "READ COMMITTED", "read committed": "REPEATABLE READ",
    "read uncommitted": "REPEATABLE READ",
}  # fmt: skip
_WORDS = re.compile(
    r"""(?P<number>(?<![\w$.])\d+(?:\.\d+)?(?![\w.]))
    | (?P<swap>\b(?:and|or|true|false|asc|desc)\b | (?<=isolation\ level\ )(?:serializable|re\w+\ \w+)
      | (?<![<>=!~|&@#*+/%^:?-])(?:<=|>=|<>|[<>=])(?![<>=~|&@#*+/%^?]))
    | (?P<lua>==|~=)
    | (?P<removed>\s+for\s+(?:no\s+key\s+)?(?:update|share|key\s+share)(?:\s+of\s+\w+)?(?:\s+skip\s+locked|\s+nowait)?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WAIT_CLAUSES = re.compile(r"\s+(?:skip\s+locked|nowait)\b", re.IGNORECASE)
_DATA = re.compile(r"'-?[\d{][^']*?(?P<number>\d+)(?=\D*')")
"""The last number of a string such as an interval, a date or an array."""
_EMBEDDED = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|MERGE)\b|.*\bredis\.call\b", re.DOTALL)
_QUOTES = re.compile(r"""(?P<open>\w*(?:\"{3}|'{3}|"|')).*?(?P<close>\"{3}|'{3}|"|')\Z""", re.DOTALL)
_OPERATORS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in", ast.And: "and", ast.Or: "or",
}  # fmt: skip
_KEPT = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While, ast.If, ast.With,
    ast.AsyncWith, ast.Try, ast.Match, ast.Assert, ast.Pass, ast.Global, ast.Nonlocal,
)  # fmt: skip
"""Statements that aren't removed: compound ones, and those that only declare something."""


_MAX_SHOWN = 120
"""Characters of a line that are shown."""


class Edit(NamedTuple):
    """A replacement in a text, by offsets in characters."""

    start: int
    end: int
    new: str


class Mutant(NamedTuple):
    """``change`` is what was changed, and the line as it reads then. ``removed`` is the index of a step of SQL."""

    line: int
    change: str
    program: Program | str
    removed: int | None = None


def sql_mutants(program: Program) -> Iterator[Mutant]:
    """The mutants of a SQL program that PostgreSQL can parse."""
    for index, step in enumerate(program.steps):
        if program.sessions and not step.session:
            continue
        steps = (*program.steps[:index], *program.steps[index + 1 :])
        yield Mutant(step.line, f"removed: {_short(step.sql)}", program._replace(steps=steps), index)
        for edit in code_edits(step.sql):
            sql = _apply(step.sql, edit)
            if _is_sql(sql):
                steps = (*program.steps[:index], step._replace(sql=sql), *program.steps[index + 1 :])
                line = step.line + step.sql.count("\n", 0, edit.start)
                yield Mutant(line, _change(step.sql, edit), program._replace(steps=steps))


def python_mutants(text: str, end: int) -> Iterator[Mutant]:
    """The mutants of a script that Python can parse; ``end`` is the line of its first claim."""
    for edit in sorted(set(_python_edits(text, end))):
        if _is_python(changed := _apply(text, edit)):
            yield Mutant(text.count("\n", 0, edit.start) + 1, _change(text, edit), changed)


def code_edits(code: str) -> Iterator[Edit]:
    """Changes of constants, comparisons, locks and isolation levels in SQL or Lua."""
    visible = _HIDDEN.sub(lambda found: "\0" * len(found[0]), code)
    for found in _WORDS.finditer(visible):
        old = " ".join(found[0].lower().split())
        if found["number"]:
            yield Edit(*found.span(), _next(found["number"]))
        elif found["removed"]:
            yield Edit(*found.span(), "")
        elif found["lua"]:
            yield Edit(*found.span(), "~=" if old == "==" else "==")
        elif old in _SWAPS and not (old == "=" and "redis.call" in code):
            yield Edit(*found.span(), _SWAPS[old].upper() if found[0].isupper() else _SWAPS[old])
    yield from (Edit(*found.span(), "") for found in _WAIT_CLAUSES.finditer(visible))
    for found in _HIDDEN.finditer(code):
        if number := _DATA.match(found[0]):
            start, stop = number.span("number")
            yield Edit(found.start() + start, found.start() + stop, _next(number["number"]))


def _python_edits(text: str, end: int) -> Iterator[Edit]:
    places = _Places(text)
    pending: list[ast.AST] = [ast.parse(text)]
    while pending:
        node = pending.pop()
        if getattr(node, "lineno", 0) >= end or isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
            continue
        if isinstance(node, ast.Expr) and (_is_print(node.value) or isinstance(node.value, ast.Constant)):
            continue
        yield from _edits_of(node, places)
        pending += ast.iter_child_nodes(node)


def _edits_of(node: ast.AST, places: _Places) -> Iterator[Edit]:
    match node:
        case ast.If(test=test) | ast.IfExp(test=test):
            yield from (Edit(*places.span(test), value) for value in ("True", "False"))
        case ast.stmt() if not isinstance(node, _KEPT):
            yield Edit(*places.span(node), "pass")
        case ast.Constant(value=bool()):
            yield Edit(*places.span(node), str(not node.value))
        case ast.Constant(value=int() | float()):
            start, stop = places.span(node)
            yield Edit(start, stop, repr(node.value + 1))  # type: ignore[operator]
        case ast.Constant(value=str(value)) if _EMBEDDED.match(value):
            yield from _embedded(places, node)
        case ast.Compare(left=left, ops=ops, comparators=others):
            yield from _between(places, [left, *others], [_OPERATORS[type(op)] for op in ops])
        case ast.BoolOp(op=op, values=values):
            yield from _between(places, values, [_OPERATORS[type(op)]] * (len(values) - 1))


def _between(places: _Places, operands: list[ast.expr], operators: list[str]) -> Iterator[Edit]:
    """Swap the operators between operands."""
    for left, right, operator in zip(operands, operands[1:], operators, strict=False):
        gap = slice(places.span(left)[1], places.span(right)[0])
        if (found := places.text[gap].find(operator)) >= 0:
            start = gap.start + found
            yield Edit(start, start + len(operator), _SWAPS[operator])


def _embedded(places: _Places, node: ast.Constant) -> Iterator[Edit]:
    """Change the code inside a string's quotes."""
    start, stop = places.span(node)
    if found := _QUOTES.match(places.text[start:stop]):
        inside = found.end("open")
        for edit in code_edits(places.text[start + inside : start + found.start("close")]):
            yield Edit(start + inside + edit.start, start + inside + edit.end, edit.new)


class _Places:
    """Converts the positions of syntax nodes, which count bytes in a line, to offsets in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        assert isinstance(node, ast.expr | ast.stmt)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset)

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _is_print(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def _next(number: str) -> str:
    """The number that is one more, with as many digits before the point."""
    whole, point, rest = number.partition(".")
    return f"{int(whole) + 1:0{len(whole)}}{point}{rest}"


def _is_sql(sql: str) -> bool:
    try:
        pglast.parse_sql(sql)
    except pglast.parser.ParseError:
        return False
    return True


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _apply(text: str, edit: Edit) -> str:
    return f"{text[: edit.start]}{edit.new}{text[edit.end :]}"


def _change(text: str, edit: Edit) -> str:
    old = _short(text[edit.start : edit.end])
    if edit.new == "pass":
        return f"removed: {old}"
    changed = _apply(text, edit)
    first, last = changed.rfind("\n", 0, edit.start) + 1, changed.find("\n", edit.start + len(edit.new))
    line = _short(changed[first:] if last < 0 else changed[first:last])
    return f"{old} -> {edit.new}: {line}" if edit.new else f"removed {old}: {line}"


def _short(text: str) -> str:
    """The start of the text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else f"{line[:_MAX_SHOWN]}…"
