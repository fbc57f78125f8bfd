"""Programs as the rules see them: parsed, without being run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hooks.demos.errors import ProgramError
from hooks.demos.program import Program, Script
from hooks.demos.script_parser import needs_valkey, parse_python
from hooks.demos.sql_parser import parse_sql
from hooks.findings.finding import Position, Problem
from hooks.load.project import Project
from hooks.model.question import Program as File


class Parsed(NamedTuple):
    """A program of an answer: its file and its content."""

    file: File
    program: Program | Script

    def problem(self, line: int, message: str, hint: str | None = None) -> Problem:
        """A problem at the first character of a line."""
        return Problem(self.file.path, line_position(self.file.text, line), message, hint)


def parsed_programs(project: Project) -> Iterator[Parsed]:
    """The programs that are in the format; E001 reports the others."""
    for question in project.library.questions.values():
        for file in question.programs:
            program = parse(file.path.suffix, file.text)
            if not isinstance(program, ProgramError):
                yield Parsed(file, program)


@lru_cache(maxsize=2_000)
def parse(suffix: str, text: str) -> Program | Script | ProgramError:
    """A parsed program, or the first error in it. Cached, since each rule looks at every program."""
    try:
        if suffix == ".sql":
            return parse_sql(text)
        needs_valkey(text)
        return parse_python(text)
    except ProgramError as error:
        return error


def line_position(text: str, line: int) -> Position:
    """The first character in a line that isn't a space; a line that doesn't exist counts as the last."""
    lines = text.split("\n")
    number = max(1, min(line, len(lines)))
    return Position(number, len(lines[number - 1]) - len(lines[number - 1].lstrip()) + 1)
