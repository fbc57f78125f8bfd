"""Which lines of a flowchart the drawer reads whole, followed as it reads them: node, arrow, node, to the end."""

from __future__ import annotations

import re

_STATEMENTS = re.compile(
    r"classDef\s+\w+\s.+|class\s+[\w,-]+\s+\w+|style\s+[\w,-]+\s.+|linkStyle\s+(?:default|[\d,\s]+?)\s.+"
    r"|direction\s+(?:TD|TB|LR|BT|RL)|subgraph\s+.+|end",
    re.ASCII,
)
_LABELS = (
    r"\(\(\(.+?\)\)\)",
    r"\(\[.+?\]\)",
    r"\(\(.+?\)\)",
    r"\[\[.+?\]\]",
    r"\[\(.+?\)\]",
    r"\[/.+?\\\]",
    r"\[\\.+?/\]",
    r">.+?\]",
    r"\{\{.+?\}\}",
    r"\[.+?\]",
    r"\(.+?\)",
    r"\{.+?\}",
)
_NODE = re.compile(rf"(?P<id>[\w-]+)(?P<label>{'|'.join(_LABELS)})?(?::::\w[\w-]*)?\s*", re.ASCII)
_ARROW = re.compile(
    r"(?:<?(?:-->|-\.->|==>|---|-\.-|===)(?:\|[^|]*\|)?|<?(?:--|-\.|==)\s+.+?\s+(?:-->|---|\.->|-\.-|==>|===)|&)\s*"
)
_HINTS = (
    (r"click\s", "links in a drawing are not allowed: link in the text"),
    (r".*@\{", "shapes by `@{ … }` are not read: use brackets, `A[(store)]`"),
    (r".*~~~", "invisible links are not read: leave the line out"),
    (r".*(?:--[ox]|[ox]--)", "arrows that end in a circle or a cross are not read: use `-->`"),
    (r".*(?:---+>|--\.+->|-\.\.+->|===+>)", "longer arrows are not read: use `-->`, `-.->` or `==>`"),
    (r".*;\s*\S", "one statement a line: break it at the `;`"),
)


def flow_fault(line: str) -> str | None:
    """Why the drawer would lose part of this line, with the mend; ``None`` if it reads it whole."""
    if _STATEMENTS.fullmatch(line):
        return None
    place = 0
    while node := _NODE.match(line, place):
        if fault := _node_fault(node):
            return fault
        place = node.end()
        arrow = _ARROW.match(line, place)
        if not arrow:
            break
        place = arrow.end()
    rest = line[place:].strip()
    whole = node is not None and rest in {"", ";"}
    return None if whole else f"the drawer does not read `{rest or line}`: {_hint(line)}"


def _node_fault(node: re.Match[str]) -> str | None:
    name, label = node["id"], node["label"] or ""
    if "--" in name or name.endswith("-"):
        return f"the drawer takes `{name}` for a name: put blanks around the arrow"
    if re.fullmatch(r"\[/.*/\]|\[\\.*\\\]", label):
        return f"the drawer shows the slashes of `{label}`: quote the text, or use another shape"
    if label.count('"') % 2:
        return f"the drawer ends the label of `{name}` at the first closing bracket: leave that bracket out of the text"
    return None


def _hint(line: str) -> str:
    hints = (hint for pattern, hint in _HINTS if re.match(pattern, line))
    return next(hints, "write it in a simpler way, or leave it out")
