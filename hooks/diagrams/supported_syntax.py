"""The subset of Mermaid that can be rendered.

GitHub renders all of Mermaid. The npm renderer (beautiful-mermaid 1.1) supports a subset, and silently drops other
lines or turns them into boxes. So each line is checked against the syntax it parses (its ``src/**/parser.ts``), and any
other line is an error. Sequence diagrams are rendered by our own code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from hooks.diagrams import sequence
from hooks.diagrams.fences import without_text_equivalent
from hooks.diagrams.flowchart import flowchart_error

Line = tuple[int, str]
"""A line's number in the source, counted from 1, and its stripped text."""
SyntaxIssue = tuple[int, str]
"""A line's number, and the problem with its fix."""
Check = Callable[[str], str | None]
"""Returns why a line isn't supported, or None."""

_MAX_LENGTH = 500
_MAX_LINES, _MAX_ARROWS = 100, 60
"""In a diagram that the npm renderer draws. More take it minutes, and can't be read on a page."""
_ARROW = re.compile(r"-{2,}|={2,}|-\.|\.\.")
_DIRECTION = r"direction\s+(?:TD|TB|LR|BT|RL)"
_STATE = (
    _DIRECTION,
    r'state\s+(?:"[^"]+"\s+as\s+)?\w+\s*\{',
    r'state\s+"[^"]+"\s+as\s+\w+',
    r"\}",
    r"(?:\[\*\]|[\w-]+)\s*-->\s*(?:\[\*\]|[\w-]+)(?:\s*:\s*.+)?",
    r"[\w-]+\s*:\s*.+",
)
_RELATION = r"(?:<\|--|<\|\.\.|\*--|o--|-->|--\*|--o|--\|>|\.\.\|?>|<--|<\.\.|--)"
_CLASS = (
    r"namespace\s+\S+\s*\{",
    r"class\s+\w+(?:\s*~\w+~)?(?:\s*\{)?",
    r"class\s+\w+\s*\{\s*<<\w+>>\s*\}",
    r"\}",
    rf'\S+\s+(?:"[^"]*"\s+)?{_RELATION}\s+(?:"[^"]*"\s+)?[^\s:]+(?:\s*:\s*.+)?',
    r"\w+\s*:\s*(?!.*(?:--|\.\.))(?:.+\(.*\).*|[^:]+)",
)
_CLASS_MEMBER = (r"\}", r"<<\w+>>", r".+\(.*\).*", r"[^:()]+")
_MANY = r"(?:\|\||\|o|o\||\}\||\|\{|\}o|o\{)"
_ENTITIES = (
    r"\S+\s*\{",
    rf"\S+\s+{_MANY}(?:--|\.\.){_MANY}\s+\S+\s*:\s*.+",
)
_ENTITY_MEMBER = (r"\}", r"\S+\s+\S+(?:\s+(?:PK|FK|UK))*")
_HINTS = (
    (r"(?i:note)\b", "notes aren't supported here: put the text in a label"),
    (_DIRECTION, "the direction can't be set here: delete this line"),
    (r"\w.*--|.*\.\.", "put spaces around the arrow: `A --> B`"),
)


def syntax_errors(source: str) -> Iterator[SyntaxIssue]:
    """Every line of a fence's source that the renderer doesn't support."""
    lines = list(_lines(source))
    if not lines:
        yield 1, "the diagram is empty"
        return
    (number, header), *rest = lines
    check = next((check for pattern, check in _KINDS if re.fullmatch(pattern, header, re.IGNORECASE)), None)
    if check is None:
        yield number, _header_error(header)
        return
    if not _is_sequence(header) and (error := _size_error(rest)):
        yield number, error
    yield from _each(rest, _common_error)
    yield from check([(number, line) for number, line in rest if not _common_error(line)])


def script(source: str) -> sequence.Script | None:
    """The parsed sequence diagram, or None for other diagram types."""
    lines = list(_lines(source))
    return sequence.read(lines[1:]) if lines and _is_sequence(lines[0][1]) else None


def _is_sequence(header: str) -> bool:
    return re.fullmatch(sequence.HEADER, header, re.IGNORECASE) is not None


def _lines(source: str) -> Iterator[Line]:
    for number, line in enumerate(without_text_equivalent(source).split("\n"), 1):
        if line.strip() and not line.strip().startswith("%%"):
            yield number, line.strip()


def _header_error(header: str) -> str:
    if header == "---":
        return "front matter isn't supported: write the title as `accTitle: …` below the diagram type"
    return (
        f"`{header}` isn't supported: start with a line `flowchart TD` (or LR, BT, RL), `sequenceDiagram`, "
        "`stateDiagram-v2`, `classDiagram` or `erDiagram`"
    )


def _size_error(lines: list[Line]) -> str | None:
    """Why the diagram is too large. With ``&`` an arrow starts or ends at several nodes."""
    arrows = round(sum(len(_ARROW.findall(line)) * (1 + line.count("&") / 2) ** 2 for _, line in lines))
    if len(lines) <= _MAX_LINES and arrows <= _MAX_ARROWS:
        return None
    return f"over {_MAX_LINES} lines or {_MAX_ARROWS} arrows aren't supported: leave out details, or split it in two"


def _common_error(line: str) -> str | None:
    if len(line) > _MAX_LENGTH:
        return f"lines over {_MAX_LENGTH} characters aren't supported: shorten this one"
    if re.search(r"#\w+;", line) and not re.match(r"style|classDef|linkStyle", line):
        return "entity codes such as `#59;` aren't supported: write the character itself"
    return "Markdown in labels isn't supported: remove the backticks" if '"`' in line else None


def _each(lines: Iterable[Line], check: Check) -> Iterator[SyntaxIssue]:
    for number, line in lines:
        if error := check(line):
            yield number, error


def _listed(patterns: Iterable[str], fix: str = "simplify or delete it") -> Check:
    known = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    def error(line: str) -> str | None:
        if known.fullmatch(line):
            return None
        hints = (hint for pattern, hint in _HINTS if re.match(pattern, line))
        return f"`{line}` isn't supported: {next(hints, fix)}"

    return error


def _with_bodies(outside: Check, inside: Check) -> Callable[[list[Line]], Iterator[SyntaxIssue]]:
    """A check for diagram types whose boxes have members in braces."""

    def check(lines: list[Line]) -> Iterator[SyntaxIssue]:
        within = False
        for number, line in lines:
            if error := (inside if within else outside)(line):
                yield number, error
            within = line != "}" if within else line.endswith("{") and not line.startswith("namespace ")

    return check


_class_errors = _with_bodies(
    _listed(_CLASS), _listed(_CLASS_MEMBER, "write the type before the name: `-Session session`")
)
_entity_errors = _with_bodies(
    _listed(_ENTITIES), _listed(_ENTITY_MEMBER, "write type, name and keys separated by spaces: `bigint id PK FK`")
)
_state_error = _listed(_STATE)
_KINDS: tuple[tuple[str, Callable[[list[Line]], Iterable[SyntaxIssue]]], ...] = (
    (r"(?:graph|flowchart)\s+(?:TD|TB|LR|BT|RL)", lambda lines: _each(lines, flowchart_error)),
    (r"stateDiagram(?:-v2)?", lambda lines: _each(lines, _state_error)),
    (r"classDiagram", _class_errors),
    (r"erDiagram", _entity_errors),
    (sequence.HEADER, lambda lines: sequence.read(lines).errors),
)
