"""Y: YAML syntax, and the YAML features that the guide's files don't use."""

from __future__ import annotations

import re

from hooks.findings.finding import Edit, Position, Problem
from hooks.load.yaml import MAX_DEPTH, Document
from hooks.load.yaml_errors import YamlSyntaxError
from hooks.rules.registry import Problems, Rules
from hooks.rules.yaml_fixes import fix_syntax

RULES: Rules[Document] = Rules()

_QUOTE_IT = "put the whole value in double quotes"
_INDENTATION = "Check the indentation: keys on the same level start in the same column"
_UNCLOSED = "This quote is never closed. Close it at the end of the text, or remove it."
_KEY = "A key is followed by a colon and a space: `key: value`"
_QUOTES = f'There is text after the closing quote: {_QUOTE_IT}, and write `\\"` for a quote inside it.'
_BRACKETS = f"A value that starts with [ or {{ is a list or a mapping. If it's text, {_QUOTE_IT}."
_HINTS: tuple[tuple[str, str, str], ...] = (
    # part of the parser's message, pattern for the line (¦ is where the parser stopped), hint
    ("cannot start any token", r"¦\t", "Indent with spaces. YAML doesn't allow tabs."),
    ("", r"\xa0", "There is a no-break space here. Replace it with a normal space."),
    ("tab character", r"", "Indent with spaces. YAML doesn't allow tabs."),
    ("cannot start any token", r"¦`", f"A value can't start with a backtick: {_QUOTE_IT}."),
    ("cannot start any token", r"¦@", f"A value can't start with @: {_QUOTE_IT}."),
    ("cannot start any token", r"¦%", f"A value can't start with %: {_QUOTE_IT}."),
    (
        "mapping values are not allowed",
        r"[“”‘’].*¦",
        "YAML doesn't know curly quotes: put straight ones around the whole value.",
    ),
    (
        "mapping values are not allowed",
        r"^\s*(- +)*[\w-]+¦:",
        f"{_INDENTATION}. Text that contains a colon needs quotes.",
    ),
    (
        "mapping values are not allowed",
        r"",
        "Put quotes around a value that contains a colon and a space, or write `>-` and the text on the next line.",
    ),
    ("found unexpected end of stream", r"", _UNCLOSED),
    ("document separator", r"", _UNCLOSED),
    ("scanning an alias", r"", f"A value can't start with *: {_QUOTE_IT}."),
    ("scanning an anchor", r"", f"A value can't start with &: {_QUOTE_IT}."),
    (
        "quoted scalar",
        r"",
        "In double quotes a backslash starts an escape. Write two backslashes, or use single quotes.",
    ),
    ("block scalar", r"", "Move the text to the next line and indent it: nothing can follow `>-` or `|`."),
    (
        "simple key",
        r"^¦?(<{7}|={7}|>{7})",
        "Unresolved merge conflict: keep one version, and delete the `<<<`, `===` and `>>>` lines.",
    ),
    ("simple key", r"", f"{_KEY}. Text that continues on the next line is indented further than its key."),
    (
        "entries are not allowed",
        r"",
        "Start the list on the line below its key. Text that starts with `- ` needs quotes.",
    ),
    ("keys are not allowed", r"", f"A value can't start with `? `: {_QUOTE_IT}."),
    ("block", r"^\s*(- +)*([\w-]+:\s+)?['\"].*¦", _QUOTES),
    ("block", r"^\s*(- +)*([\w-]+:\s+)?[\[{].*¦", _BRACKETS),
    ("node", r"¦[,\]}]", f"A value can't start with a comma or a closing bracket: {_QUOTE_IT}."),
    ("block", r"^\s*¦-", "Check the indentation: the dashes of a list are all in the same column."),
    ("block", r"", f"{_INDENTATION}."),
    ("document start", r"", f"{_INDENTATION}."),
    ("flow", r"", "Look for an unclosed bracket or a missing comma. Text that starts with [ or { needs quotes."),
    ("character", r"", "Delete it. To find it in your editor, search for the code point."),
    ("levels deep", r"", "Look for extra brackets or dashes."),
)
_AMBIGUOUS = re.compile(
    r"(?P<boolean>y|n|yes|no|on|off|True|False|TRUE|FALSE)|(?P<null>~|Null|NULL)|(?P<base60>[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?)"
    r"|(?P<number>[-+]?0[0-9_]+|[-+]?0[bxo][0-9a-fA-F_]+|[-+]?[0-9]+_[0-9_]*|\+[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[-+]?[0-9]+\.[0-9]*([eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)"
    r"|(?P<merge><<|=)",
    re.IGNORECASE,
)
_READ_AS = {
    "boolean": "true or false",
    "null": "null",
    "base60": "a base-60 number",
    "number": "a number",
    "merge": "a merge key",
}


@RULES.error("Y001", fix="Compare it with another file of the same kind.")
def valid_yaml(document: Document) -> Problems:
    """A data file is valid YAML. Until it is, nothing else in the file is checked."""
    if (error := document.syntax_error) is not None:
        lines = document.text.split("\n")
        position = _bad_key(lines, error) or error.position
        line, column = _line(lines, position.line), position.column - 1
        is_key = position != error.position
        hint = f"{_KEY}." if is_key else _hint(error.message, f"{line[:column]}¦{line[column:]}")
        edit = fix_syntax(document, position.line)
        yield Problem(document.path, position, f"invalid YAML: {error.message}", hint, edit)


def is_ambiguous(text: str) -> bool:
    """Whether some YAML parser reads the unquoted ``text`` as something other than text."""
    return _AMBIGUOUS.fullmatch(text) is not None


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if number <= len(lines) else ""


def _bad_key(lines: list[str], error: YamlSyntaxError) -> Position | None:
    """Position of a key without its colon or space. The parser only fails at the key after it."""
    key = re.match(r"(\s*)[\w-]+$", _line(lines, error.position.line)[: error.position.column - 1])
    above = next((n for n in range(error.position.line - 1, 0, -1) if lines[n - 1].strip()), 0)
    entry = re.match(r"(?P<indent>\s*(?:- +)*)(?P<text>[^\s#-].*)", lines[above - 1]) if above else None
    if key is None or entry is None or "mapping values" not in error.message:
        return None
    is_first = above == 1 or "-" in entry["indent"]
    is_bad = re.match(r"[\w-]+:[^ /]", entry["text"]) or (is_first and ":" not in entry["text"])
    return Position(above, entry.start("text") + 1) if is_bad and entry.end("indent") == len(key[1]) else None


def _hint(message: str, line: str) -> str | None:
    return next((hint for part, pattern, hint in _HINTS if part in message and re.search(pattern, line)), None)


@RULES.error("Y002", fix="Keep only one.")
def no_duplicate_keys(document: Document) -> Problems:
    """A mapping has each key only once. YAML parsers silently keep the last one."""
    for found in document.duplicates:
        first = document.key_positions[found.loc]
        yield Problem(document.path, found.position, f"duplicate key `{found.text}`, first used on line {first.line}")


@RULES.error("Y003", fix="Write the value out. If it's text that starts with * or &, put it in quotes.")
def no_anchors_or_aliases(document: Document) -> Problems:
    """No anchors or aliases."""
    for found in document.anchors:
        yield Problem(document.path, found.position, f"`{found.text}` is a YAML anchor or alias")


@RULES.error("Y004", fix="Delete it. If it's text that starts with !, put it in quotes.")
def no_tags(document: Document) -> Problems:
    """No tags: they ask a parser to build something other than plain data."""
    for found in document.tags:
        tag = found.text.replace("tag:yaml.org,2002:", "!!")
        yield Problem(document.path, found.position, f"`{tag}` is a YAML tag")


@RULES.error("Y005", fix="Look for extra brackets or indentation.")
def max_depth(document: Document) -> Problems:
    """Nothing is nested more than twelve levels deep."""
    for found in document.too_deep:
        yield Problem(document.path, found.position, f"nested more than {MAX_DEPTH} levels deep")


@RULES.error("Y006", fix="Put it in double quotes if it's text. Write a number with digits only.")
def no_ambiguous_scalars(document: Document) -> Problems:
    """No unquoted value that YAML parsers read differently: to some, ``NO`` is false and ``1:30`` is ninety."""
    for found in document.plain_scalars:
        if found.text not in ("true", "false", "null") and (match := _AMBIGUOUS.fullmatch(found.text)):
            meaning = _READ_AS[str(match.lastgroup)] if match.lastgroup in _READ_AS else "something else"
            safe = match.lastgroup in ("boolean", "null") or re.fullmatch(r"[0-9]+\.[0-9]+", found.text) is not None
            edit = Edit(found.position, found.text, f'"{found.text}"', safe)
            message = f"some YAML parsers read `{found.text}` as {meaning}"
            yield Problem(document.path, found.position, message, edit=edit)


@RULES.error("Y007", fix="Delete the `---` and everything below it, or move that to its own file.")
def one_document(document: Document) -> Problems:
    """A file holds a single YAML document."""
    for found in document.more_documents:
        yield Problem(document.path, found.position, "a second YAML document starts here")


@RULES.error("Y008", fix="Write a word and a colon. If it's text that starts with [ or {, put it in quotes.")
def keys_are_words(document: Document) -> Problems:
    """Keys are words, not lists, mappings or nothing."""
    for found in document.complex_keys:
        yield Problem(document.path, found.position, "this key is not a word")
