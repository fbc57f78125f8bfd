"""Syntax highlighting in bounded time.

Some of Pygments' 600 lexers take exponential time, and most take quadratic time. So only those below are used, none
picks another lexer by a name in the text, and each sees a short piece of the code at a time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from markdown_it.common.utils import escapeHtml
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import PlPgsqlLexer, PostgresLexer, get_all_lexers, get_lexer_by_name

MAX_PIECE = 500
"""Characters that a lexer sees at once. A string or comment across two pieces loses its color in the second."""
LONGER_PIECES = {"postgresql": 4000, "python": 1000}
"""For the languages of programs, which are longer than code in answers. Their lexers are fast enough."""
LANGUAGES = tuple(
    """
    bash c console cpp csharp css diff docker elixir erlang go graphql groovy haskell html http ini java javascript json
    kotlin lua make markdown mysql nginx perl php postgresql powershell promql properties protobuf pycon python pytb
    ruby rust scala sql swift terraform text toml tsx typescript xml yaml
    """.split()
)
"""Languages that are highlighted. Pygments' other names for them work, too, such as ``py``."""
_REPLACED = {"docker": "bash"}
"""Where Pygments' own lexer takes cubic time even on a short text."""
_FORMATTER = HtmlFormatter(nowrap=True)
_PLAIN_SPAN = re.compile(r'<span class="(?:[wnpo])">([^<]*)</span>')
"""Spaces, names, punctuation and operators, which have the color of text."""
_END = "</span>"
_TAG = re.compile(r"</?span[^>]*>")
_TOP_LEVEL = re.compile(r"\n\n(?=\S)")


class _SqlFunction(PostgresLexer):  # type: ignore[misc]
    """The body of a function in SQL. Strings in it aren't parsed again."""

    def _get_lexer(self, lang: str) -> None:
        """No lexer for strings."""


class _PlPgSqlFunction(PlPgsqlLexer):  # type: ignore[misc]
    """The same for PL/pgSQL."""

    def _get_lexer(self, lang: str) -> None:
        """No lexer for strings."""


class _PostgreSql(PostgresLexer):  # type: ignore[misc]
    """Pygments' lexer looks up the lexer of a function's body by any name that the code has."""

    def _get_lexer(self, lang: str) -> Lexer | None:
        match lang.lower():
            case "sql":
                return _SqlFunction(**self.options)
            case "plpgsql":
                return _PlPgSqlFunction(**self.options)
        return None


def is_known(language: str) -> bool:
    """Whether code in this language is highlighted."""
    return language.lower() in _lexers()


def highlighted(source: str, language: str) -> str:
    """Code with syntax highlighting and no spans around spaces and names. Unknown languages are only escaped."""
    name = _lexers().get(language.lower())
    if name is None:
        return escapeHtml(source)
    if name == "http":
        head, gap, body = source.partition("\n\n")
        return _marked(head + gap, "http") + _marked(body, "json" if body[:1] in ("{", "[") else "text")
    return _marked(source.strip("\n") + "\n", name)


def mark_lines(code: str, numbers: Collection[int]) -> str:
    """Highlighted code with ``<mark>`` around the lines with these numbers, from 1."""
    lines, opened = code.split("\n"), ""
    for index, line in enumerate(lines):
        before, tags = opened, _TAG.findall(line)
        opened = tags[-1].replace(_END, "") if tags else opened
        if index + 1 in numbers:
            marked = f"<mark>{before}{line}{_END if opened else ''}</mark>"
            lines[index] = f"{_END if before else ''}{marked}{opened}"
    return "\n".join(lines)


@cache
def _lexers() -> Mapping[str, str]:
    """The names of the lexers by alias."""
    names = (names for _, names, _, _ in get_all_lexers(plugins=False))
    return {alias: name for aliases in names for name in LANGUAGES if name in aliases for alias in aliases}


def _lexer(name: str) -> Lexer:
    options = {"stripnl": False, "handlecodeblocks": False}
    return _PostgreSql(**options) if name == "postgresql" else get_lexer_by_name(_REPLACED.get(name, name), **options)


def _marked(source: str, name: str) -> str:
    lexer = _lexer(name)
    parts = []
    for piece in _pieces(source, LONGER_PIECES.get(name, MAX_PIECE)):
        marked = _merged(_PLAIN_SPAN.sub(r"\1", highlight(piece, lexer, _FORMATTER)))
        parts.append(marked if piece.endswith("\n") else marked.removesuffix("\n"))  # lexers end every line
    return "".join(parts)


def _merged(marked: str) -> str:
    """``marked`` with neighboring spans of one class as a single span."""
    parts: list[str] = []
    for part in marked.split('<span class="'):
        name = part.partition('"')[0]
        before = parts[-1].rpartition("</span>") if parts else ("", "", "")
        if before[1] and not before[2].strip() and before[0].partition('"')[0] == name:
            parts[-1] = f"{before[0]}{before[2]}{part.partition('>')[2]}"
        else:
            parts.append(part)
    return '<span class="'.join(parts)


def _pieces(source: str, length: int) -> Iterator[str]:
    """The source in pieces, cut before top-level code if possible, or else after a line."""
    start = 0
    while len(source) - start > length:
        end = start + length
        breaks = [found.end() for found in _TOP_LEVEL.finditer(source, start, end)]
        end = breaks[-1] if breaks else source.rfind("\n", start, end) + 1 or end
        yield source[start:end]
        start = end
    yield source[start:]
