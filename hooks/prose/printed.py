"""Whether code shows what something printed: such lines are recorded from a program, not typed."""

from __future__ import annotations

import re

LANGUAGES = frozenset({"console", "output", "psql", "pycon", "shell-session", "stdout", "terminal"})
"""What blocks are called that show a program beside what it printed."""
_COMMENTS = {
    **dict.fromkeys(("python", "bash", "sh", "yaml", "toml"), "#"),
    **dict.fromkeys(("go", "java", "javascript", "js"), "//"),
    **dict.fromkeys(("sql", "lua"), "--"),
}
_SIGNS = re.compile(
    r"""
      \(\d+\ rows?\)$                                           # psql's count, and the rule below its heading
    | -{3,}(?:\+-{2,})+$
    | (?:INSERT\ 0|UPDATE|DELETE|SELECT|MERGE|COPY)\ \d+$        # its tags
    | (?:ERROR|FATAL|WARNING|NOTICE|DETAIL|HINT):\ \ \S           # the server's messages
    | .*\(cost=\d|.*\(actual\ (?:time|rows)=                     # plans
    | (?:Planning|Execution)\ Time:\ [\d.]+\ ms
    | Traceback\ \(most\ recent\ call\ last\):
    | (?:>>>|\w+[=-][#>])\ \S                                   # prompts, of Python and of psql
    | \d+\)\ (?:"|\(integer\)|\(nil\))                         # redis-cli
    | claim\ holds:
    """,
    re.VERBOSE,
)
_PROMPT = re.compile(r"[$%]\ \S")
_TOLD = re.compile(r"\s*(?:=>|→|(?:prints|printed|output|returns)\b:?)\s*\S", re.IGNORECASE)
"""How a comment begins that tells what the line before it gives."""


def printed_at(language: str, code: str) -> int | None:
    """The first line, counted from 1, that shows what was printed; 0 if the block is called so, None without one."""
    if language in LANGUAGES:
        return 0
    for number, line in enumerate(code.split("\n"), 1):
        if _is_printed(language, line.strip()):
            return number
    return None


def _is_printed(language: str, line: str) -> bool:
    if language == "mermaid":
        return False
    if _SIGNS.match(line) or (language in {"", "text", "bash", "sh"} and _PROMPT.match(line)):
        return True
    comment = _COMMENTS.get(language)
    return bool(comment and comment in line and _TOLD.match(line.rpartition(comment)[2]))
