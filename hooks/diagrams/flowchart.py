"""The flowchart lines that the npm renderer supports, parsed the way it does: node, arrow, node, and so on."""

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
    r"(?:<?(?:-->|-\.->|==>|---|-\.-|===)(?:\|[^|]*\|)?|<?(?:--|-\.|==)\s++\S.*?(?<=\s)(?:-->|---|\.->|-\.-|==>|===)|&)\s*"
)
_HINTS = (
    (r"click\s", "links in diagrams aren't allowed: put the link in the text"),
    (r".*@\{", "`@{ … }` shapes aren't supported: use brackets, as in `A[(store)]`"),
    (r".*~~~", "invisible links aren't supported: delete this line"),
    (r".*(?:--[ox]|[ox]--)", "arrows with a circle or cross aren't supported: use `-->`"),
    (r".*(?:---+>|--\.+->|-\.\.+->|===+>)", "longer arrows aren't supported: use `-->`, `-.->` or `==>`"),
    (r".*;\s*\S", "only one statement per line is supported: split it at the `;`"),
)


def flowchart_error(line: str) -> str | None:
    """Why the renderer would drop part of this line, with the fix; None if it supports all of it."""
    if _STATEMENTS.fullmatch(line):
        return None
    place = 0
    while node := _NODE.match(line, place):
        if error := _node_error(node):
            return error
        place = node.end()
        arrow = _ARROW.match(line, place)
        if not arrow:
            break
        place = arrow.end()
    rest = line[place:].strip()
    complete = node is not None and rest in {"", ";"}
    return None if complete else f"`{rest or line}` isn't supported: {_hint(line)}"


def _node_error(node: re.Match[str]) -> str | None:
    name, label = node["id"], node["label"] or ""
    if "--" in name or name.endswith("-"):
        return f"`{name}` is read as a name: put spaces around the arrow"
    if re.fullmatch(r"\[/.*/\]|\[\\.*\\\]", label):
        return f"the slashes of `{label}` would be shown: quote the text or use another shape"
    if label.count('"') % 2:
        return f"the label of `{name}` ends at the first closing bracket: remove that bracket from the text"
    return None


def _hint(line: str) -> str:
    hints = (hint for pattern, hint in _HINTS if re.match(pattern, line))
    return next(hints, "simplify or delete it")
