"""Whether code is code: the first place at which a text does not follow its language's grammar. Nothing is run."""

from __future__ import annotations

import ast
import json
import re
import tomllib
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

import yaml


class Fault(NamedTuple):
    """Line and column, both counted from 1, and what is wrong there."""

    line: int
    column: int
    message: str


def fault(language: str, code: str) -> Fault | None:
    """The first fault of ``code``; None if there is none, or if the language is not one we can read."""
    parse = _PARSERS.get(language)
    if parse is None:
        return None
    try:
        found = parse(code)
    except (RecursionError, MemoryError):
        return Fault(1, 1, "nested too deeply to be read")
    return found and _inside(found, code)


def _inside(found: Fault, code: str) -> Fault:
    """What is missed after the last line is told at that line's end."""
    lines = code.rstrip().split("\n")
    return found if found.line <= len(lines) else found._replace(line=len(lines), column=len(lines[-1]) + 1)


def _python(code: str) -> Fault | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except SyntaxError as error:
        return Fault(error.lineno or 1, error.offset or 1, error.msg)
    except ValueError as error:  # a null character
        return Fault(1, 1, str(error))
    return None


def _json(code: str) -> Fault | None:
    try:
        json.loads(code)
    except json.JSONDecodeError as error:
        return Fault(error.lineno, error.colno, error.msg)
    return None


def _yaml(code: str) -> Fault | None:
    try:
        for _ in yaml.compose_all(code, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Fault(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, error.problem or "not YAML")
    except yaml.YAMLError as error:
        return Fault(1, 1, str(error).partition("\n")[0])
    return None


def _toml(code: str) -> Fault | None:
    try:
        tomllib.loads(code)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
        line, column = (int(found[1]), int(found[2])) if found else (code.count("\n") or 1, 1)
        return Fault(line, column, message[: found.start()] if found else message)
    return None


def _sql(code: str) -> Fault | None:
    from pglast.parser import ParseError, parse_sql  # noqa: PLC0415 - few answers need it, and it is slow to load

    try:
        parse_sql(re.sub(r"[^\x00-\x7f]", "x", code))  # it counts bytes; this way they are characters
    except ParseError as error:
        message, place = (*error.args, 0)[:2]
        before = code[: place or 0]
        return Fault(before.count("\n") + 1, len(before) - before.rfind("\n"), str(message))
    return None


def _tree(module: str) -> Callable[[str], Fault | None]:
    """A parser of one of tree-sitter's grammars, loaded when the first answer needs it."""

    def parse(code: str) -> Fault | None:
        from tree_sitter import Language, Parser  # noqa: PLC0415 - as above

        node = Parser(Language(import_module(module).language())).parse(code.encode()).root_node
        if not node.has_error:
            return None
        while not (node.is_error or node.is_missing):
            deeper = next((child for child in node.children if child.has_error or child.is_missing), None)
            if deeper is None:
                break
            node = deeper
        line = code.split("\n")[node.start_point.row].encode()[: node.start_point.column].decode(errors="replace")
        what = f"`{node.type}` is missing" if node.is_missing else "this cannot stand here"
        return Fault(node.start_point.row + 1, len(line) + 1, what)

    return parse


_PARSERS: Mapping[str, Callable[[str], Fault | None]] = {
    "python": _python,
    "json": _json,
    "yaml": _yaml,
    "toml": _toml,
    "sql": _sql,
    **{
        language: _tree(f"tree_sitter_{grammar}")
        for language, grammar in {
            "bash": "bash", "sh": "bash", "go": "go", "java": "java", "javascript": "javascript", "js": "javascript",
            "lua": "lua",
        }.items()
    },
}  # fmt: skip
