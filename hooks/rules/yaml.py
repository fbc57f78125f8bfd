"""Y: YAML as the guide reads it, which is less than YAML allows."""

from __future__ import annotations

import re

from hooks.finding import Problem
from hooks.load.yaml import MAX_DEPTH, Document
from hooks.rules.registry import Problems, Rules

RULES: Rules[Document] = Rules()

_CURES: tuple[tuple[str, str, str], ...] = (
    # part of the parser's message, what the line looks like there, the cure
    ("cannot start any token", r"^\s*\t", "Indent with spaces; YAML takes no tabs."),
    ("cannot start any token", r"`", "A value cannot begin with a backtick: put the whole value in double quotes."),
    ("cannot start any token", r"@", "A value cannot begin with @: put the whole value in double quotes."),
    ("cannot start any token", r"%", "A value cannot begin with %: put the whole value in double quotes."),
    (
        "mapping values are not allowed",
        r"[“”‘’]",
        "Curly quotes do not quote: use straight ones around the whole value.",
    ),
    (
        "mapping values are not allowed",
        r": ",
        "A value with a colon and a blank in it needs quotes, or `>-` and the text on the next line.",
    ),
    ("mapping values are not allowed", r"", "Check the indentation: keys of one level start in one column."),
    ("quoted scalar", r"", "A quote is opened and never closed."),
    ("scanning an alias", r"\*", "A value cannot begin with *: put the whole value in double quotes."),
    ("block scalar", r"", "Put the text on the next line, indented; nothing follows `>-` or `|` on its own line."),
    ("simple key", r"", "A key is followed by a colon and a blank: `key: value`."),
    (
        "block mapping",
        r"^\s*[\w-]+:\s*['\"]",
        'Text goes on after the closing quote: put the whole value in double quotes, with `\\"` for a quote inside.',
    ),
    ("block mapping", r":\s*\[", "A value that begins with [ is a list: put the whole value in double quotes."),
    ("block mapping", r"", "Check the indentation: keys of one level start in one column."),
    ("block collection", r"", "Check the indentation: every `-` of a list starts in one column."),
    ("flow", r"", "A bracket or brace is opened and never closed; a text that begins with [ or { needs quotes."),
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
        line = lines[error.mark.line - 1] if error.mark.line <= len(lines) else ""
        yield Problem(
            document.path,
            error.mark,
            f"not YAML: {error.message}",
            _cure(error.message, line[max(0, error.mark.column - 1) :], line),
        )


def _cure(message: str, rest: str, line: str) -> str | None:
    for part, pattern, cure in _CURES:
        if part in message and (re.match(pattern, rest) or re.search(pattern, line)):
            return cure
    return None


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
        yield Problem(document.path, oddity.mark, f"`{oddity.text}` is a YAML tag")


@RULES.error("Y005", mend="Look for a bracket or an indentation too many.")
def not_too_deep(document: Document) -> Problems:
    """Nothing is nested deeper than twelve levels."""
    for oddity in document.too_deep:
        yield Problem(document.path, oddity.mark, f"nested deeper than {MAX_DEPTH} levels")


@RULES.error("Y006", mend="Put it in double quotes if you mean the text.")
def no_surprises(document: Document) -> Problems:
    """No plain value that YAML parsers read in different ways: ``NO`` is false to some, ``1:30`` is ninety."""
    for oddity in document.plain:
        if oddity.text not in ("true", "false", "null") and (match := _SURPRISES.fullmatch(oddity.text)):
            read = _READ_AS[str(match.lastgroup)] if match.lastgroup in _READ_AS else "something else"
            yield Problem(document.path, oddity.mark, f"some parsers read `{oddity.text}` as {read}")


@RULES.error("Y007", mend="Delete the `---` and what follows it, or make it a file of its own.")
def one_document(document: Document) -> Problems:
    """A file holds one YAML document."""
    for oddity in document.more_documents:
        yield Problem(document.path, oddity.mark, "a second document begins here")


@RULES.error("Y008", mend="A key is a word followed by a colon; a text that begins with [ or { needs quotes.")
def keys_are_words(document: Document) -> Problems:
    """A key is a word, not a list or a mapping."""
    for oddity in document.complex_keys:
        yield Problem(document.path, oddity.mark, "a list or a mapping stands where a key should be")
