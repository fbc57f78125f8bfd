"""Parse a Python program into its claims and controls. See `hooks.demos.program` for the format."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator

from hooks.demos.controls import (
    NEAR_CLAIM,
    SERIAL,
    ControlComment,
    ControlList,
    Expectation,
    NoControl,
    Runs,
    annotation,
    require_own_line,
)  # fmt: skip
from hooks.demos.errors import ProgramError
from hooks.demos.program import Claim, Script, require_claim

PYTHON_CLAIM = re.compile(r"# claim: *(?P<claim>\S.*)")
PYTHON_NEEDS = re.compile(r"^#[ \t]*+needs[ \t]*+:(?P<needs>.*)$", re.IGNORECASE | re.MULTILINE)
VALKEY = "valkey"
_LAYOUT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip


def parse_python(text: str) -> Script:
    """Parse a script.

    Raises:
        ProgramError: It has a syntax error, no claim, a claim without an ``assert``, or a control out of place.
    """
    try:
        return _script(text)
    except SyntaxError as error:
        raise ProgramError(error.lineno or 1, f"not Python: {error.msg}") from error
    except (RecursionError, MemoryError) as error:
        raise ProgramError(1, "it's nested too deeply: simplify its longest expression") from error


def _script(text: str) -> Script:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(text.encode()).readline)
    if encoding != "utf-8":
        raise ProgramError(1, f"a script is UTF-8: remove the encoding {encoding}")
    tree = parse_tree(text)
    comments = _PythonComments(tree, text)
    require_claim(comments.sentences, text.count("\n"), "# claim: …, then an assert")
    claims = tuple(_python_claims(tree, comments, text.count("\n") + 2))
    return Script(claims, comments.controls.controls(len(claims)), comments.runs)


def parse_tree(text: str) -> ast.Module:
    """A script's syntax tree. Warnings are ignored, since Python shows them when it runs the script.

    Raises:
        SyntaxError: It isn't Python.
    """
    with warnings.catch_warnings(action="ignore"):
        return ast.parse(text)


def _python_claims(tree: ast.Module, comments: _PythonComments, end: int) -> Iterator[Claim]:
    asserts = sorted((node for node in ast.walk(tree) if isinstance(node, ast.Assert)), key=lambda node: node.lineno)
    for number, (sentence, line) in enumerate(comments.sentences):
        next_line = comments.sentences[number + 1][1] if number + 1 < len(comments.sentences) else end
        check = next((node for node in asserts if line < node.lineno < next_line), None)
        if check is None:
            raise ProgramError(line, f"no assert after the claim: {sentence}")
        reason = next((found.reason for found in comments.reasons if line < found.line < next_line), "")
        yield Claim(sentence, line, ast.unparse(check), check.lineno, reason)


def needs_valkey(text: str) -> bool:
    """Whether a script has ``# needs: valkey``.

    Raises:
        ProgramError: It needs something else.
    """
    found = list(PYTHON_NEEDS.finditer(text))
    for match in found:
        if (needs := match["needs"].strip()) != VALKEY:
            line = text.count("\n", 0, match.start()) + 1
            raise ProgramError(line, f"{needs!r} isn't available: only `# needs: {VALKEY}` is supported")
    return bool(found)


def claim_lines(text: str) -> list[int]:
    """The lines of a script's claims."""
    return [line for comment, line in own_line_comments(text) if PYTHON_CLAIM.fullmatch(comment)]


def own_line_comments(text: str) -> Iterator[tuple[str, int]]:
    """A script's comments that have a line of their own, each with its line.

    Raises:
        SyntaxError, tokenize.TokenError: It isn't Python.
    """
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if _is_own_line(token):
            yield token.string, token.start[0]


def _is_own_line(token: tokenize.TokenInfo) -> bool:
    """Whether it's a comment on a line of its own."""
    return token.type == tokenize.COMMENT and token.line.strip() == token.string


class _PythonComments:
    """The claims' sentences with their lines, the controls, and the reasons for having none."""

    def __init__(self, tree: ast.Module, text: str) -> None:
        self.sentences: list[tuple[str, int]] = []
        self.reasons: list[NoControl] = []
        self.runs = 1
        self.controls = ControlList()
        self._statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        self._last_code = 0
        self._open: ControlComment | None = None
        self._text: list[str] = []
        in_claim = False
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if _is_own_line(token):
                in_claim = self._comment(token, in_claim=in_claim)
            elif token.type == tokenize.COMMENT:
                require_own_line(token.string, token.start[0])
            elif token.type not in _LAYOUT:
                self._close()
                self._last_code, in_claim = token.end[0], False
        self._close()

    def _comment(self, token: tokenize.TokenInfo, *, in_claim: bool) -> bool:
        """Take a comment; returns whether a claim's sentence continues below it."""
        line, column = token.start
        claim = PYTHON_CLAIM.fullmatch(token.string)
        found = None if claim else annotation(token.string, line)
        if found is not None or claim:
            self._close()
        if claim:
            self.sentences.append((claim["claim"].strip(), line))
        elif NEAR_CLAIM.match(token.string):
            raise ProgramError(line, f"{token.string!r} looks like a claim: write exactly # claim: …")
        elif isinstance(found, Expectation):
            raise ProgramError(line, "only SQL has # expect: assert what a script's value is")
        elif isinstance(found, Runs):
            self.runs = found.number
        elif isinstance(found, NoControl):
            self.reasons.append(found)
        elif isinstance(found, ControlComment):
            self._open, self._column, self._text = found, column, [found.text] if found.text else []
        elif self._open is not None:
            self._text.append(token.string.removeprefix("#").removeprefix(" "))
        elif in_claim:
            sentence, first = self.sentences[-1]
            self.sentences[-1] = f"{sentence} {token.string.strip('# ')}", first
        return bool(claim) or (in_claim and found is None and self._open is None)

    def _close(self) -> None:
        """Add the control whose replacement ends here."""
        if self._open is None:
            return
        comment, self._open = self._open, None
        place = self._place(comment.line)
        if comment.text == SERIAL:
            raise ProgramError(comment.line, "only SQL sessions can be serial: replace what makes it concurrent")
        if any(place[0] <= line <= place[1] for _, line in self.sentences):
            raise ProgramError(comment.line, "a control must not replace a claim")
        self.controls.add(comment, place, "\n".join(self._text))

    def _place(self, line: int) -> tuple[int, int]:
        """First and last line of the statement that ends right above a comment, with the same indentation."""
        for node in self._statements:
            if node.end_lineno == self._last_code and node.col_offset == self._column:
                decorators = getattr(node, "decorator_list", [])
                return min(part.lineno for part in (node, *decorators)), self._last_code
        raise ProgramError(line, "this belongs right below a statement, indented like it")
