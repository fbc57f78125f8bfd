"""Find regular expressions that can take cubic or exponential time: ``python -m tests.structure.regular_expressions``.

It checks every pattern that ``hooks/`` compiles when imported, and every string in its code, in case it's a pattern.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

ROOT = Path(__file__).parents[2]
MAX_REPEATS = 1
"""Repeats in a row that can match the same characters."""
Found = dict[str, str]
"""Patterns, each with the place where it was found."""


class _Parser(SreOpParser):  # type: ignore[misc]
    """Regexploit doesn't know what Python 3.11 added. Neither of these backtracks."""

    def from_POSSESSIVE_REPEAT(self, _: object) -> None:  # noqa: N802 - the name of the operation
        return None

    def from_ATOMIC_GROUP(self, _: object) -> None:  # noqa: N802 - the name of the operation
        return None


def is_slow(pattern: str) -> bool:
    """Whether repeats in the pattern compete for the same characters in a full match. False for any other text."""
    try:
        parsed = _Parser().parse_sre(f"(?:{pattern})$")
    except (re.error, OverflowError):
        return False
    return parsed is not None and any(found.starriness > MAX_REPEATS for found in find(parsed))


def strings_in(code: str, name: str) -> Found:
    """Every string in the code except docstrings. The fields of an f-string are replaced by a letter."""
    nodes = list(ast.walk(ast.parse(code)))
    skipped = {node.value for node in nodes if isinstance(node, ast.Expr)}
    skipped |= {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    return {
        text: f"{name}:{node.lineno}"
        for node in nodes
        if isinstance(node, ast.Constant | ast.JoinedStr) and node not in skipped and (text := _text(node))
    }


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(_text(part) if isinstance(part, ast.Constant) else "a" for part in node.values)


def compiled_on_import(modules: Iterator[str], folder: Path) -> Found:
    """Every pattern that code in the folder compiles when these modules are imported for the first time."""
    found: Found = {}
    compile_ = re.compile

    def watched(pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401 - text, bytes or a pattern
        caller = sys._getframe(1)
        if Path(caller.f_code.co_filename).is_relative_to(folder) and isinstance(pattern, str):
            place = Path(caller.f_code.co_filename).relative_to(folder.parent)
            found[pattern] = f"{place}:{caller.f_lineno}"
        return compile_(pattern, flags)

    re.compile = watched
    try:
        for module in modules:
            importlib.import_module(module)
    finally:
        re.compile = compile_
    return found


def slow_expressions() -> list[str]:
    """Place and text of every slow pattern in ``hooks/``."""
    warnings.simplefilter("ignore", FutureWarning)  # the regex package has sets in sets
    files = sorted((ROOT / "hooks").rglob("*.py"))
    names = (file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for file in files)
    found = compiled_on_import((name for name in names if not name.endswith("__main__")), ROOT / "hooks")
    for file in files:
        found = {**strings_in(file.read_text("utf-8"), file.relative_to(ROOT).as_posix()), **found}
    return [
        f"{place}: {pattern}" for pattern, place in sorted(found.items(), key=lambda item: item[1]) if is_slow(pattern)
    ]


if __name__ == "__main__":
    slow = slow_expressions()
    sys.stdout.writelines(
        f"{line}\n  Repeats compete for the same characters. Make one possessive (`*+`).\n" for line in slow
    )
    sys.exit(bool(slow))
