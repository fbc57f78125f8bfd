"""Detect program output pasted into a code block. Output has to be recorded from a run."""

from __future__ import annotations

import re

LANGUAGES = frozenset({"console", "output", "psql", "pycon", "shell-session", "stdout", "terminal"})
"""Languages of code blocks that mix commands and output."""
_COMMENTS = {
    **dict.fromkeys(("python", "bash", "sh", "yaml", "toml"), "#"),
    **dict.fromkeys(("go", "java", "javascript", "js"), "//"),
    **dict.fromkeys(("sql", "lua"), "--"),
}
_OUTPUT = re.compile(
    r"""
      \(\d+\ rows?\)$                                           # psql: row count, and the rule below the header
    | -{3,}(?:\+-{2,})+$
    | (?:INSERT\ 0|UPDATE|DELETE|SELECT|MERGE|COPY)\ \d+$        # psql: command tags
    | (?:ERROR|FATAL|WARNING|NOTICE|DETAIL|HINT):\ \ \S           # PostgreSQL: server messages
    | .*\(cost=\d|.*\(actual\ (?:time|rows)=                     # PostgreSQL: query plans
    | (?:Planning|Execution)\ Time:\ [\d.]+\ ms
    | Traceback\ \(most\ recent\ call\ last\):
    | (?:>>>|\w+[=-][#>])\ \S                                   # prompts of Python and psql
    | \d+\)\ (?:"|\(integer\)|\(nil\))                         # redis-cli
    | claim\ holds:
    """,
    re.VERBOSE,
)
_PROMPT = re.compile(r"[$%]\ \S")
_RESULT = re.compile(r"\s*(?:=>|→|(?:prints|printed|output|returns)\b:?)\s*\S", re.IGNORECASE)
"""Start of a comment that gives the result of the line before it."""


def first_output_line(language: str, code: str) -> int | None:
    """The first line, counted from 1, that looks like output. 0 if the language says so, None if there is none."""
    if language in LANGUAGES:
        return 0
    for number, line in enumerate(code.split("\n"), 1):
        if _is_output(language, line.strip()):
            return number
    return None


def _is_output(language: str, line: str) -> bool:
    if language == "mermaid":
        return False
    if _OUTPUT.match(line) or (language in {"", "text", "bash", "sh"} and _PROMPT.match(line)):
        return True
    comment = _COMMENTS.get(language)
    return bool(comment and comment in line and _RESULT.match(line.rpartition(comment)[2]))
