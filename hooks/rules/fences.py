"""A: code blocks follow the grammar of the language they name."""

from __future__ import annotations

from hooks.finding import Mark, Problem
from hooks.project import Project
from hooks.prose.grammar import fault
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
