"""A: code blocks parse in the language they name, and contain no pasted output."""

from __future__ import annotations

from itertools import islice

from hooks.findings.finding import Position, Problem
from hooks.load.project import Project
from hooks.prose.code_syntax import first_error
from hooks.prose.pasted_output import first_output_line
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

_MAX_SYNTAX_ERRORS = 3
"""In an answer. Parsers take a long time for code with errors."""


@RULES.error("A012", fix="Fix the code, or mark the block as `text` if it's only a sketch.")
def code_blocks_parse(project: Project) -> Problems:
    """Python, SQL (PostgreSQL), JSON, YAML, TOML, Bash, Go, Java, JavaScript and Lua code blocks parse."""
    for path, facts in project.answer_facts.items():
        errors = ((fence, error) for fence in facts.fences if (error := first_error(fence.language, fence.code)))
        for fence, error in islice(errors, _MAX_SYNTAX_ERRORS):
            position = Position(fence.position.line + error.line, error.column)
            yield Problem(path, position, f"syntax error in {fence.language}: {error.message}")


@RULES.error(
    "A014",
    fix="Add the program as a file next to the answer and link it from a paragraph of its own: the page shows its "
    "recorded output. An example without output can stay.",
)
def no_pasted_output(project: Project) -> Problems:
    """A code block contains no pasted output. Output has to be recorded from a run.

    Detected by the block's language (`console`, `output`, …), by prompts, tables, row counts, server messages, query
    plans and tracebacks, and by comments that give a line's result.
    """
    for path, facts in project.answer_facts.items():
        for fence in facts.fences:
            line = first_output_line(fence.language, fence.code)
            if line is not None:
                what = f"this `{fence.language}` block" if line == 0 else "this line"
                yield Problem(path, Position(fence.position.line + line, 1), f"{what} looks like pasted output")
