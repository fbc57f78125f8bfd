"""Put each hostile file where it belongs in a project, and generate files of the maximum size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from hooks.diagrams.fences import source_hash
from hooks.load.files import max_bytes
from tests.rules.sample_project import ANSWER, QUESTION

FILES = Path(__file__).parent / "files"
FENCE = "flowchart LR\n  accTitle: T\n  accDescr: D\n  A[fence] --> B\n"
COMPLETE_QUESTION = (
    QUESTION.partition("related:")[0] + QUESTION[QUESTION.index("applies_to:") :].partition("redirect_from:")[0]
)
Files = Mapping[str, bytes]


def hostile_names() -> list[str]:
    """Every hostile file as ``answer/script.md``."""
    return sorted(file.relative_to(FILES).as_posix() for file in FILES.rglob("*") if file.is_file())


def as_project_files(name: str, content: bytes | None = None) -> Files:
    """The hostile file at a path of its kind, with the other files it needs."""
    kind, _, file = name.partition("/")
    stem = file.split(".", 1)[0]
    raw = (FILES / name).read_bytes() if content is None else content
    folder = f"data/questions/caching/{kind[0]}-{stem}"
    whole = COMPLETE_QUESTION.replace("Stale read", f"{kind} {stem}").replace("the cached value", f"{kind} {stem}")
    question = {f"{folder}/question.yml": whole.encode()}
    match kind:
        case "question":
            return {f"data/questions/caching/{stem}/question.yml": raw}
        case "topic" | "company" | "plan":
            folder = {"topic": "topics", "company": "companies", "plan": "plans"}[kind]
            return {f"data/{folder}/h-{stem}.yml": raw}
        case "glossary":
            return {f"data/guide/glossary/h-{stem}.yml": raw}
        case "synonyms":
            return {f"data/synonyms/h-{stem}.yml": raw}
        case "answer":
            return {**question, f"{folder}/answer.md": raw}
        case "drawing":
            stamped = raw.replace(b"STAMP", f'data-source="{source_hash(FENCE)}"'.encode())
            answer = f"{ANSWER}\n```mermaid\n{FENCE}```\n".encode()
            return {**question, f"{folder}/answer.md": answer, f"{folder}/diagram-1.svg": stamped}
        case "program" | "record":
            program = file.removesuffix(".out")
            answer = f"{ANSWER}\n[What it shows]({program})\n".encode()
            sound = b"-- claim: it is one\nSELECT true;\n"
            program_files = {f"{folder}/{program}": sound, f"{folder}/{program}.out": b"PostgreSQL 18\n"}
            return {**question, f"{folder}/answer.md": answer, **program_files, f"{folder}/{file}": raw}
    raise ValueError(name)


_PATTERNS = {
    "brackets": "[",
    "closed brackets": "[]",
    "braces": "{a: ",
    "dashes": "- ",
    "question marks": "? ",
    "quotes": '"',
    "apostrophes": "'",
    "stars": "*",
    "star words": "*a ",
    "strong": "**a ",
    "underscores": "_a_",
    "tildes": "~~a",
    "backticks": "`a",
    "backtick runs": "``` ` ",
    "angles": "<",
    "tags": "<b>",
    "comments": "<!-- ",
    "links": "[a](",
    "closed links": "[a](b)",
    "images": "![",
    "references": "[a]: b\n",
    "footnotes": "[^a]",
    "entities": "&amp;",
    "ampersands": "&",
    "pipes": "|a",
    "table": "|a|\n|-|\n",
    "hashes": "# a\n",
    "quotes nested": "> ",
    "blank lines": "\n",
    "spaces": " ",
    "tabs": "\t",
    "words": "word ",
    "one word": "w",
    "colons": "a: ",
    "keys": "k{n}: v\n",
    "bare schemes": "http: ",
    "bare addresses": "https://a.b",
    "endless hosts": "www._",
    "endless hosts after a scheme": "http://_",
    "link beginnings": "[a](<b",
    "tables in lists": "- |a|\n  |-|\n",
    "headings with links": "# [a](b)\n",
    "alerts": "> [!NOTE]\n> a\n\n",
    "definitions of footnotes": "[^{n}]: a\n\n",
    "fences": "```\n",
    "fences of python": "```python\n((\n```\n",
    "fences of sql": "```sql\nselect (\n```\n",
    "diagrams": "```mermaid\nflowchart LR\n  A --> B\n```\n",
    "tasks": "- [ ] a\n",
    "images in links": "[![a](b)](c)\n",
    "code in strong": "**`a`**",
    "wide characters": "\N{CJK UNIFIED IDEOGRAPH-65E5}",
    "combining marks": "e\N{COMBINING ACUTE ACCENT}",
    "zero width": "\N{ZERO WIDTH SPACE}",
    "backslashes": "\\",
    "addresses": "https://a.b/ ",
    "at signs": "a@b.c ",
    "semicolons": ";",
    "parentheses": "(",
    "dollars": "$a$",
    "claims": "-- claim: a\n",
    "groups": "<g>",
    "broken links": "[a] (https://b)\n\n",
    "flow and comments": "- [a] # b\n",
    "links in entries": '- "[a](b"\n',
    "ambiguous values": "- NO\n",
    "digits": "1_",
    "markers": "<!--more-->\n",
    "goroutines": "->",
    "lambdas": "x=>",
    "indented blank lines": "\n ",
}
"""Patterns that are repeated until a file has the maximum size."""
_PREFIXES = {
    "question/large.yml": ("", "prompt: ", 'prompt: "', "aka:\n- "),
    "answer/large.md": ("", "A.\n\n<!-- more -->\n\n", "A.\n\n<!-- more -->\n\n```java\n"),
    "drawing/large.svg": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" STAMP>', ""),
    "program/large.sql": ("",),
    "program/large.py": ("",),
    "record/large.sql.out": ("PostgreSQL 18\n\n",),
    "company/large.yml": ("", "summary: ", 'summary: "', "tips:\n- "),
    "synonyms/large.yml": ("words: [", "words:\n- "),
}


def large_files() -> Iterator[tuple[str, Files]]:
    """Files of the maximum size, each filled with one pattern, and a name for each."""
    for name, beginnings in _PREFIXES.items():
        for pattern, text in _PATTERNS.items():
            for beginning in beginnings:
                yield (
                    f"{name} of {pattern} after {beginning[:12]!r}",
                    as_project_files(name, repeated(name, beginning, text)),
                )


def repeated(name: str, beginning: str, text: str) -> bytes:
    """A file of the maximum size that repeats ``text``; ``{n}`` in it becomes a number."""
    room = max_bytes(PurePosixPath(list(as_project_files(name, b""))[-1])) - 200 - len(beginning.encode())
    if "{n}" in text:
        lines = (text.replace("{n}", str(number)) for number in range(room // (len(text.encode()) + 5)))
        return (beginning + "".join(lines)).encode()
    return (beginning + text * (room // len(text.encode()))).encode()


def all_files() -> Files:
    """Every hostile file in one project."""
    return {path: raw for name in hostile_names() for path, raw in as_project_files(name).items()}
