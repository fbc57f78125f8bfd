"""E: programs don't depend on one draw of random numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import dedent

from hooks.demos.errors import ProgramError
from hooks.demos.program import Script
from hooks.demos.script_parser import parse_tree
from hooks.demos.split_sql import tokens
from hooks.findings.finding import Position, Problem
from hooks.load.project import Project
from hooks.rules.parsed_programs import Parsed, parsed_programs
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

_PYTHON = re.compile(
    r"random\.\w+|numpy\.random\.\w+|secrets\.(?!compare_digest)\w+|uuid\.uuid[14]|os\.(?:urandom|getrandom)"
)
_SEEDED = re.compile(r"random\.(?:Random|seed)|numpy\.random\.(?:default_rng|seed)")
_SQL_FUNCTIONS = {
    "array_sample", "array_shuffle", "gen_random_bytes", "gen_random_uuid", "gen_salt", "random", "random_normal",
    "setseed", "uuid_generate_v1", "uuid_generate_v4", "uuidv4",
}  # fmt: skip
_CONSTANT = re.compile(r"\s*+\(\s*+[-+]?[\d.]*+\s*+\)")
_MAX_DEPTH = 3
"""Dollar quotes inside each other: a function, dynamic SQL in it, and a text in that."""
_OPENING = re.compile(r"\s*+\(")
_SEED = "SEED"
_PYTHON_FIX = (
    'Draw from `random.Random(int(os.environ["SEED"]))` and add `# runs: 200`. If it decides nothing, use a fixed '
    "value or a counter."
)
_SQL_FIX = (
    "Write a value that's scattered and the same in each run, such as `md5(n::text)::uuid` or `hashint4(n)`; as an ID "
    "that no claim reads, `uuidv7()` or an identity column. If chance decides, draw with many seeds: "
    "`setseed(n / 200.0)`."
)


@RULES.error("E003", fix=_PYTHON_FIX)
def random_choices_are_swept(project: Project) -> Problems:
    """A random choice is made with many seeds, and the claims hold in all of them.

    With a fixed seed the output is the same each time, but it's still a single draw. In SQL, ``setseed`` of something
    that isn't a constant counts as many seeds.
    """
    for parsed in parsed_programs(project):
        found = _in_script(parsed, parsed.program) if isinstance(parsed.program, Script) else _in_sql(parsed)
        first = min(found, default=None)
        if first is not None:
            position, message = first
            hint = _PYTHON_FIX if isinstance(parsed.program, Script) else _SQL_FIX
            yield Problem(parsed.file.path, position, message, hint)


def _in_script(parsed: Parsed, script: Script) -> Iterator[tuple[Position, str]]:
    tree = parse_tree(parsed.file.text)
    names = dict(_imported(tree))
    nodes = list(ast.walk(tree))
    if script.runs > 1:
        for node, name in _without_seed(nodes, names):
            yield _position(parsed.file.text, node), f"`{name}` doesn't depend on `$SEED`"
        return
    for node, name in _uses(nodes, names):
        yield _position(parsed.file.text, node), f"`{name}` is drawn only once"
    for control in script.controls:
        for _, replacement in control.replacements:
            for _, name in _uses(_nodes(replacement), names):
                yield Position(control.line, 1), f"`{name}` is drawn only once"


def _without_seed(nodes: Sequence[ast.AST], names: Mapping[str, str]) -> Iterator[tuple[ast.expr, str]]:
    """Random choices that are the same in each run of a sweep."""
    if all(not isinstance(node, ast.Constant) or node.value != _SEED for node in nodes):
        yield from _uses(nodes, names)
    for node in nodes:
        if isinstance(node, ast.Call) and all(isinstance(argument, ast.Constant) for argument in node.args):
            yield from (use for use in _uses([node.func], names) if _SEEDED.fullmatch(use[1]))


def _position(text: str, node: ast.expr) -> Position:
    before = text.split("\n")[node.lineno - 1].encode()[: node.col_offset]  # columns of a node count bytes
    return Position(node.lineno, len(before.decode()) + 1)


def _nodes(replacement: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(parse_tree(dedent(replacement)))
    except (SyntaxError, RecursionError, MemoryError):  # the control's run says so
        return


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What each imported name stands for: ``urandom`` for ``os.urandom``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (alias.asname, alias.name) if alias.asname else ((alias.name.partition(".")[0],) * 2)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def _uses(nodes: Iterable[ast.AST], names: Mapping[str, str]) -> Iterator[tuple[ast.expr, str]]:
    """The uses of random functions and classes, with their full names."""
    for node in nodes:
        if isinstance(node, ast.Name | ast.Attribute) and _PYTHON.fullmatch(name := _full_name(node, names)):
            yield node, name


def _full_name(node: ast.AST, names: Mapping[str, str]) -> str:
    parts = list[str]()
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in names:
        return ""
    return ".".join([names[node.id], *reversed(parts)])


def _in_sql(parsed: Parsed) -> Iterator[tuple[Position, str]]:
    text = parsed.file.text
    found = [*_calls(text)]
    replacements = [
        (control.line, name, constant)
        for control in parsed.program.controls
        for _, replacement in control.replacements
        for _, name, constant in _calls(replacement)
    ]
    if any(name == "setseed" and not constant for _, name, constant in [*found, *replacements]):
        return
    for start, name, _ in found:
        line_start = text.rfind("\n", 0, start) + 1
        yield Position(text.count("\n", 0, start) + 1, start - line_start + 1), f"`{name}` is drawn only once"
    for line, name, _ in replacements:
        yield Position(line, 1), f"`{name}` is drawn only once"


def _calls(text: str, offset: int = 0, depth: int = 0) -> Iterator[tuple[int, str, bool]]:
    """Where a random function is called, its name, and whether its argument is a constant; also in dollar quotes."""
    try:
        for kind, start, end in tokens(text):
            word = text[start:end].lower()
            if kind == "dollar" and depth < _MAX_DEPTH:
                tag = word[: word.index("$", 1) + 1]
                yield from _calls(text[start + len(tag) : end - len(tag)], offset + start + len(tag), depth + 1)
            elif word == "tablesample" or (word in _SQL_FUNCTIONS and _OPENING.match(text, end)):
                yield offset + start, word, bool(_CONSTANT.match(text, end))
    except ProgramError:  # a quoted text that isn't SQL
        return
