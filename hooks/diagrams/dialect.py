"""The part of Mermaid that is drawn here.

GitHub draws all of Mermaid. The npm drawer takes a part, and passes over the rest in silence or takes it for boxes.
So each line is held against what is known to be read (beautiful-mermaid 1.1, ``src/**/parser.ts``; sequence diagrams
are our own), and a line that would be lost is a fault, not a picture with something missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from hooks.diagrams import sequence
from hooks.diagrams.fences import drawable
from hooks.diagrams.flowchart import flow_fault

Line = tuple[int, str]
"""A line's number in the source, counted from 1, and its words without the blanks around them."""
Fault = tuple[int, str]
"""A line's number, and what is wrong with it and how to mend it."""
Check = Callable[[str], str | None]
"""Why a line would be lost, or ``None``."""

_LONGEST = 500
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
    (r"(?i:note)\b", "notes are not drawn here: put it into a label"),
    (_DIRECTION, "the direction cannot be set here: leave the line out"),
    (r"\w.*--|.*\.\.", "put blanks around the arrow, `A --> B`"),
)


def faults(source: str) -> Iterator[Fault]:
    """Every line of a fence's source that the drawing would lose or show wrong."""
    lines = list(_lines(source))
    if not lines:
        yield 1, "the diagram is empty"
        return
    (number, header), *rest = lines
    check = next((check for pattern, check in _KINDS if re.fullmatch(pattern, header, re.IGNORECASE)), None)
    if check is None:
        yield number, _header_fault(header)
        return
    yield from _each(rest, _any_fault)
    yield from check([(number, line) for number, line in rest if not _any_fault(line)])


def script(source: str) -> sequence.Script | None:
    """What a sequence diagram says; ``None`` for diagrams of other kinds."""
    lines = list(_lines(source))
    is_sequence = lines and re.fullmatch(sequence.HEADER, lines[0][1], re.IGNORECASE)
    return sequence.read(lines[1:]) if is_sequence else None


def _lines(source: str) -> Iterator[Line]:
    for number, line in enumerate(drawable(source).split("\n"), 1):
        if line.strip() and not line.strip().startswith("%%"):
            yield number, line.strip()


def _header_fault(header: str) -> str:
    if header == "---":
        return "front matter is not read: give the title as `accTitle: …` below the kind of diagram"
    return (
        f"`{header}` is not drawn: begin with `flowchart TD` (or LR, BT, RL), `sequenceDiagram`, `stateDiagram-v2`, "
        "`classDiagram` or `erDiagram`, alone on its line"
    )


def _any_fault(line: str) -> str | None:
    if len(line) > _LONGEST:
        return f"a line of more than {_LONGEST} characters is not read: shorten it"
    if re.search(r"#\w+;", line) and not re.match(r"style|classDef|linkStyle", line):
        return "codes such as `#59;` are not read: write the character itself"
    return "Markdown in labels is not read: leave the backticks out" if '"`' in line else None


def _each(lines: Iterable[Line], check: Check) -> Iterator[Fault]:
    for number, line in lines:
        if fault := check(line):
            yield number, fault


def _listed(patterns: Iterable[str], mend: str = "write it in a simpler way, or leave it out") -> Check:
    known = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    def fault(line: str) -> str | None:
        if known.fullmatch(line):
            return None
        hints = (hint for pattern, hint in _HINTS if re.match(pattern, line))
        return f"`{line}` is not read: {next(hints, mend)}"

    return fault


def _with_bodies(outside: Check, inside: Check) -> Callable[[list[Line]], Iterator[Fault]]:
    """A check for kinds whose boxes have members between braces."""

    def check(lines: list[Line]) -> Iterator[Fault]:
        within = False
        for number, line in lines:
            if fault := (inside if within else outside)(line):
                yield number, fault
            within = line != "}" if within else line.endswith("{") and not line.startswith("namespace ")

    return check


_class_faults = _with_bodies(
    _listed(_CLASS), _listed(_CLASS_MEMBER, "write the type before the name, `-Session session`")
)
_entity_faults = _with_bodies(
    _listed(_ENTITIES), _listed(_ENTITY_MEMBER, "write type, name and keys with blanks between: `bigint id PK FK`")
)
_state_fault = _listed(_STATE)
_KINDS: tuple[tuple[str, Callable[[list[Line]], Iterable[Fault]]], ...] = (
    (r"(?:graph|flowchart)\s+(?:TD|TB|LR|BT|RL)", lambda lines: _each(lines, flow_fault)),
    (r"stateDiagram(?:-v2)?", lambda lines: _each(lines, _state_fault)),
    (r"classDiagram", _class_faults),
    (r"erDiagram", _entity_faults),
    (sequence.HEADER, lambda lines: sequence.read(lines).faults),
)
