"""Y: YAML as the guide reads it, which is less than YAML allows."""

from __future__ import annotations

import re

from hooks.findings.finding import Edit, Mark, Problem
from hooks.load.syntax import Syntax
from hooks.load.yaml import MAX_DEPTH, Document
from hooks.rules.registry import Problems, Rules
from hooks.rules.remedies import readable

RULES: Rules[Document] = Rules()

_TEXT = "put the whole value in double quotes"
_INDENTATION = "Check the indentation: keys of one level start in one column"
_OPENED = "A quote is opened here and never closed: close it where the text ends, or leave it out."
_KEY = "A key is followed by a colon and a blank: `key: value`"
_QUOTES = f'Text goes on after the closing quote: {_TEXT}, with `\\"` for a quote inside.'
_BRACKETS = f"A value that begins with [ or {{ is a list or a mapping: {_TEXT}."
_CURES: tuple[tuple[str, str, str], ...] = (
    # part of the parser's message, what the line looks like (¦ is where it gave up), the cure
    ("cannot start any token", r"¦\t", "Indent with spaces; YAML takes no tabs."),
    ("", r"\xa0", "A no-break space stands where a blank should be: type the blank again."),
    ("tab character", r"", "Indent with spaces; YAML takes no tabs."),
    ("cannot start any token", r"¦`", f"A value cannot begin with a backtick: {_TEXT}."),
    ("cannot start any token", r"¦@", f"A value cannot begin with @: {_TEXT}."),
    ("cannot start any token", r"¦%", f"A value cannot begin with %: {_TEXT}."),
    (
        "mapping values are not allowed",
        r"[“”‘’].*¦",
        "Curly quotes do not quote: use straight ones around the whole value.",
    ),
    ("mapping values are not allowed", r"^\s*(- +)*[\w-]+¦:", f"{_INDENTATION}. A text with a colon needs quotes."),
    (
        "mapping values are not allowed",
        r"",
        "A value with a colon and a blank in it needs quotes, or `>-` and the text on the next line.",
    ),
    ("found unexpected end of stream", r"", _OPENED),
    ("document separator", r"", _OPENED),
    ("scanning an alias", r"", f"A value cannot begin with *: {_TEXT}."),
    ("scanning an anchor", r"", f"A value cannot begin with &: {_TEXT}."),
    ("quoted scalar", r"", "A backslash in double quotes begins an escape: write two of them, or use single quotes."),
    ("block scalar", r"", "Put the text on the next line, indented; nothing follows `>-` or `|` on its own line."),
    (
        "simple key",
        r"^¦?(<{7}|={7}|>{7})",
        "A merge is unfinished: keep one version, and delete the lines `<<<`, `===` and `>>>`.",
    ),
    ("simple key", r"", f"{_KEY}. A text that goes on is indented further than its key."),
    (
        "entries are not allowed",
        r"",
        "A list begins below its key; a text that begins with `- ` needs quotes.",
    ),
    ("keys are not allowed", r"", f"A value cannot begin with `? `: {_TEXT}."),
    ("block", r"^\s*(- +)*([\w-]+:\s+)?['\"].*¦", _QUOTES),
    ("block", r"^\s*(- +)*([\w-]+:\s+)?[\[{].*¦", _BRACKETS),
    ("node", r"¦[,\]}]", f"A value cannot begin with a comma or a closing bracket: {_TEXT}."),
    ("block", r"^\s*¦-", "Check the indentation: every `-` of a list starts in one column."),
    ("block", r"", f"{_INDENTATION}."),
    ("document start", r"", f"{_INDENTATION}."),
    ("flow", r"", "A bracket is never closed, or a comma is missing; a text that begins with [ or { needs quotes."),
    ("character", r"", "Delete it; editors show it when you search for the code point."),
    ("levels are not read", r"", "Look for a bracket or a sign too many."),
)
_SURPRISES = re.compile(
    r"(?P<boolean>y|n|yes|no|on|off|True|False|TRUE|FALSE)|(?P<null>~|Null|NULL)|(?P<sixty>[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?)"
    r"|(?P<number>[-+]?0[0-9_]+|[-+]?0[bxo][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*_[0-9_]*|\+[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[-+]?[0-9]+\.[0-9]*([eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)"
    r"|(?P<merge><<|=)",
    re.IGNORECASE,
)
_READ_AS = {
    "boolean": "true or false",
    "null": "nothing at all",
    "sixty": "a number to the base of sixty",
    "number": "a number",
    "merge": "an instruction",
}


@RULES.error("Y001", mend="Compare it with a file of the same kind that works.")
def syntax(document: Document) -> Problems:
    """A data file is YAML. While it is not, nothing else is said of the file."""
    if (error := document.syntax) is not None:
        lines = document.text.split("\n")
        mark = _keyless(lines, error) or error.mark
        line, column = _line(lines, mark.line), mark.column - 1
        cure = f"{_KEY}." if mark != error.mark else _cure(error.message, f"{line[:column]}¦{line[column:]}")
        yield Problem(document.path, mark, f"not YAML: {error.message}", cure, readable(document, mark.line))


def is_surprise(text: str) -> bool:
    """Whether some parser takes the plain ``text`` for something other than text."""
    return _SURPRISES.fullmatch(text) is not None


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if number <= len(lines) else ""


def _keyless(lines: list[str], error: Syntax) -> Mark | None:
    """Where a key without its colon or its blank stands: the parser stumbles over the next key only."""
    key = re.match(r"(\s*)[\w-]+$", _line(lines, error.mark.line)[: error.mark.column - 1])
    above = next((n for n in range(error.mark.line - 1, 0, -1) if lines[n - 1].strip()), 0)
    begun = re.match(r"(?P<place>\s*(?:- +)*)(?P<said>[^\s#-].*)", lines[above - 1]) if above else None
    if key is None or begun is None or "mapping values" not in error.message:
        return None
    first = above == 1 or "-" in begun["place"]
    blind = re.match(r"[\w-]+:[^ /]", begun["said"]) or (first and ":" not in begun["said"])
    return Mark(above, begun.start("said") + 1) if blind and begun.end("place") == len(key[1]) else None


def _cure(message: str, line: str) -> str | None:
    return next((cure for part, pattern, cure in _CURES if part in message and re.search(pattern, line)), None)


@RULES.error("Y002", mend="Keep one of them.")
def duplicate_key(document: Document) -> Problems:
    """A key stands once. Parsers keep the last of two in silence; the writer meant both."""
    for oddity in document.duplicates:
        first = document.key_marks[oddity.loc]
        yield Problem(document.path, oddity.mark, f"`{oddity.text}` stands here again; it was set in line {first.line}")


@RULES.error("Y003", mend="Write the text out; a text that begins with * or & needs quotes.")
def no_references(document: Document) -> Problems:
    """No anchors and aliases: a file says what it means where it stands."""
    for oddity in document.references:
        yield Problem(document.path, oddity.mark, f"`{oddity.text}` is a YAML anchor or alias")


@RULES.error("Y004", mend="Delete it; a text that begins with ! needs quotes.")
def no_tags(document: Document) -> Problems:
    """No tags: they ask a parser to build things other than data."""
    for oddity in document.tags:
        tag = oddity.text.replace("tag:yaml.org,2002:", "!!")
        yield Problem(document.path, oddity.mark, f"`{tag}` is a YAML tag")


@RULES.error("Y005", mend="Look for a bracket or an indentation too many.")
def not_too_deep(document: Document) -> Problems:
    """Nothing is nested deeper than twelve levels."""
    for oddity in document.too_deep:
        yield Problem(document.path, oddity.mark, f"nested deeper than {MAX_DEPTH} levels")


@RULES.error("Y006", mend="Put it in double quotes if you mean the text; a number is written in digits alone.")
def no_surprises(document: Document) -> Problems:
    """No plain value that YAML parsers read in different ways: ``NO`` is false to some, ``1:30`` is ninety."""
    for oddity in document.plain:
        if oddity.text not in ("true", "false", "null") and (match := _SURPRISES.fullmatch(oddity.text)):
            read = _READ_AS[str(match.lastgroup)] if match.lastgroup in _READ_AS else "something else"
            sure = match.lastgroup in ("boolean", "null") or re.fullmatch(r"[0-9]+\.[0-9]+", oddity.text) is not None
            edit = Edit(oddity.mark, oddity.text, f'"{oddity.text}"', sure)
            yield Problem(document.path, oddity.mark, f"some parsers read `{oddity.text}` as {read}", edit=edit)


@RULES.error("Y007", mend="Delete the `---` and what follows it, or make it a file of its own.")
def one_document(document: Document) -> Problems:
    """A file holds one YAML document."""
    for oddity in document.more_documents:
        yield Problem(document.path, oddity.mark, "a second document begins here")


@RULES.error("Y008", mend="A key is a word followed by a colon; a text that begins with [ or { needs quotes.")
def keys_are_words(document: Document) -> Problems:
    """A key is a word, not a list, a mapping or nothing."""
    for oddity in document.complex_keys:
        yield Problem(document.path, oddity.mark, "no word stands where a key should be")
