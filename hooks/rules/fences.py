"""A: code blocks follow the grammar of the language they name, and show no output."""

from __future__ import annotations

from hooks.findings.finding import Mark, Problem
from hooks.load.project import Project
from hooks.prose.grammar import fault
from hooks.prose.printed import printed_at
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Problems


@LIBRARY.error("A012", mend="Mend the code, or name it `text` if it is a sketch and not code.")
def code_blocks_parse(project: Project) -> Problems:
    """A block of Python, SQL (as PostgreSQL reads it), JSON, YAML, TOML, Bash, Go, Java, JavaScript or Lua parses."""
    for path, prose in project.proses.items():
        for fence in prose.fences:
            if found := fault(fence.language, fence.code):
                mark = Mark(fence.mark.line + found.line, found.column)
                yield Problem(path, mark, f"not {fence.language}: {found.message}")


@LIBRARY.error(
    "A014",
    mend="Put the program beside the answer, and link it from a paragraph of its own: the page shows what it printed. "
    "An example without output stays as it is.",
)
def output_is_recorded(project: Project) -> Problems:
    """A code block shows no output: what a program prints is recorded from a run, and never typed.

    Told by its name (`console`, `output`, …), by prompts, tables, row counts, messages, plans and tracebacks, and by
    comments that say what a line prints.
    """
    for path, prose in project.proses.items():
        for fence in prose.fences:
            line = printed_at(fence.language, fence.code)
            if line is not None:
                said = f"a block of `{fence.language}`" if line == 0 else "this line"
                yield Problem(path, Mark(fence.mark.line + line, 1), f"{said} shows output that nobody has recorded")
