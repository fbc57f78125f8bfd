"""Syntax check of code blocks: parse the code with its language's grammar, without running it."""

from __future__ import annotations

import ast
import json
import re
import tomllib
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import yaml


class CodeError(NamedTuple):
    """A syntax error; line and column count from 1."""

    line: int
    column: int
    message: str


MAX_LENGTH = 2000
"""Characters of code that tree-sitter parses. It can take quadratic time and memory to recover from errors."""
_MAX_LENGTH_OF_OTHERS = 8000
_MAX_STEPS = 20, 8
"""A tree-sitter parser gives up after 2000 steps and 100 for every 8 bytes. Code without errors takes half of that."""
_MAX_YAML_DEPTH = 50
"""PyYAML takes quadratic time in the depth."""


def first_error(language: str, code: str) -> CodeError | None:
    """The first syntax error in ``code``. None if it parses or if we have no parser for ``language``."""
    parse = _PARSERS.get(language)
    if parse is None:
        return None
    most = MAX_LENGTH if language in _GRAMMARS else _MAX_LENGTH_OF_OTHERS
    if len(code) > most:
        return CodeError(1, 1, f"over {most} characters can't be checked")
    try:
        found = parse(code)
    except (RecursionError, MemoryError):
        return CodeError(1, 1, "nested too deeply")
    return found and _clamped(found, code)


def _clamped(found: CodeError, code: str) -> CodeError:
    """An error after the last line moves to the end of that line."""
    lines = code.rstrip().split("\n")
    return found if found.line <= len(lines) else found._replace(line=len(lines), column=len(lines[-1]) + 1)


def _python(code: str) -> CodeError | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except SyntaxError as error:
        return CodeError(error.lineno or 1, error.offset or 1, error.msg)
    except ValueError as error:  # a null character
        return CodeError(1, 1, str(error))
    return None


def _json(code: str) -> CodeError | None:
    try:
        json.loads(code, parse_int=str)  # Python doesn't convert an integer of thousands of digits
    except json.JSONDecodeError as error:
        return CodeError(error.lineno, error.colno, error.msg)
    return None


def _yaml(code: str) -> CodeError | None:
    try:
        depth = 0
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        events: Iterator[Any] = yaml.parse(code, Loader=loader)
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_YAML_DEPTH:
                return CodeError(event.start_mark.line + 1, event.start_mark.column + 1, "nested too deeply")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = error.problem or "invalid YAML"
        return CodeError(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message)
    except yaml.YAMLError as error:
        return CodeError(1, 1, str(error).partition("\n")[0])
    return None


def _toml(code: str) -> CodeError | None:
    try:
        tomllib.loads(code)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
        line, column = (int(found[1]), int(found[2])) if found else (code.count("\n") or 1, 1)
        return CodeError(line, column, message[: found.start()] if found else message)
    except ValueError as error:  # an integer of thousands of digits
        return CodeError(1, 1, str(error))
    return None


def _sql(code: str) -> CodeError | None:
    from pglast.parser import ParseError, parse_sql  # noqa: PLC0415 - few answers need it, and it's slow to load

    try:
        parse_sql(re.sub(r"[^\x00-\x7f]", "x", code))  # it counts bytes; with ASCII only, bytes are characters
    except ParseError as error:
        message, offset = (*error.args, 0)[:2]
        before = code[: offset or 0]
        return CodeError(before.count("\n") + 1, len(before) - before.rfind("\n"), str(message))
    return None


def _tree_sitter(module: str) -> Callable[[str], CodeError | None]:
    """A parser for a tree-sitter grammar, imported on first use."""

    def parse(code: str) -> CodeError | None:
        from tree_sitter import Language, Parser  # noqa: PLC0415 - as above

        source, offsets = code.encode(), list[int]()

        def give_up(offset: int, _: object) -> bool:
            offsets.append(offset)
            return len(offsets) > _MAX_STEPS[0] + len(source) // _MAX_STEPS[1]

        parser = Parser(Language(import_module(module).language()))
        try:
            node = parser.parse(lambda offset, _: source[offset:], progress_callback=give_up).root_node
        except ValueError:  # it gave up
            before = source[: offsets[0]].decode(errors="replace")
            return CodeError(before.count("\n") + 1, len(before) - before.rfind("\n"), "unexpected token")
        if not node.has_error:
            return None
        while not (node.is_error or node.is_missing):
            deeper = next((child for child in node.children if child.has_error or child.is_missing), None)
            if deeper is None:
                break
            node = deeper
        line = code.split("\n")[node.start_point.row].encode()[: node.start_point.column].decode(errors="replace")
        message = f"`{node.type}` is missing" if node.is_missing else "unexpected token"
        return CodeError(node.start_point.row + 1, len(line) + 1, message)

    return parse


_GRAMMARS = {
    "bash": "bash",
    "sh": "bash",
    "go": "go",
    "java": "java",
    "javascript": "javascript",
    "js": "javascript",
    "lua": "lua",
}
_PARSERS: Mapping[str, Callable[[str], CodeError | None]] = {
    "python": _python,
    "json": _json,
    "yaml": _yaml,
    "toml": _toml,
    "sql": _sql,
    **{language: _tree_sitter(f"tree_sitter_{grammar}") for language, grammar in _GRAMMARS.items()},
}
