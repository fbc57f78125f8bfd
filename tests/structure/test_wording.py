"""No text of the project uses a banned phrase."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

from hooks.prose.banned_phrases import banned_phrases

ROOT = Path(__file__).parents[2]
TEXT_FILES = (
    "*.md",
    ".github/**/*.md",
    ".github/**/*.yml",
    "Makefile",
    "data/companies/**/*.yml",
    "data/funnel.yml",
    "data/guide/**/*.yml",
    "data/plans/**/*.yml",
    "data/topics/**/*.yml",
    "docs/**/*.md",
    "docs/assets/scripts/**/*.js",
    "docs/assets/scripts/**/*.mjs",
    "docs/assets/styles/**/*.css",
    "hooks/**/*.toml",
    "hooks/templates/**/*.jinja",
    "mkdocs.yml",
    "overrides/**/*.html",
    "schemas/**/*.json",
    "scripts/**/*.sh",
    "tools/*/*.mjs",
)
PYTHON_FILES = ("hooks/**/*.py", "tests/**/*.py")
SKIPPED = ("*/node_modules/*", "hooks/prose/banned_phrases.py", "tests/structure/test_wording.py")
STRINGS = {tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


class Allowed(NamedTuple):
    """A phrase that a file may use."""

    path: str
    text: str
    reason: str


ALLOWED = (
    Allowed("docs/assets/scripts/search/tokenize.mjs", "whom", "a stop word"),
    Allowed("hooks/rules/examples.toml", "need not", "the example of a rule about wording"),
    Allowed("tests/rules/test_broken.py", "need not", "a finding about wording"),
    Allowed("tests/commands/test_cli.py", "need not", "a finding about wording"),
    Allowed("tests/rules/test_each_rule.py", "anew", "a finding about wording"),
    Allowed("tests/rules/test_each_rule.py", "need not", "a finding about wording"),
    Allowed("tests/github/test_check_run.py", "cancelled", "GitHub's word for it"),
)


class Passage(NamedTuple):
    """A piece of text and the line of its file it starts on."""

    line: int
    text: str


def files(patterns: Iterable[str]) -> list[str]:
    found = {path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return [path for path in sorted(found) if not any(fnmatch(path, skipped) for skipped in SKIPPED)]


def text_passages(path: str) -> Iterator[Passage]:
    yield Passage(1, (ROOT / path).read_text("utf-8"))


def python_passages(path: str) -> Iterator[Passage]:
    """The strings, docstrings and comments of a module, and its names, once each, with spaces for underscores."""
    source = (ROOT / path).read_text("utf-8")
    names = set[str]()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in STRINGS:
            yield Passage(token.start[0], token.string)
        elif token.type == tokenize.NAME and token.string not in names:
            names.add(token.string)
            yield Passage(token.start[0], token.string.replace("_", " "))


def banned(path: str, passages: Iterable[Passage]) -> Iterator[str]:
    allowed = {entry.text for entry in ALLOWED if entry.path == path}
    for start, text in passages:
        for offset, phrase, instead in banned_phrases(text):
            if phrase not in allowed:
                yield f"{path}:{start + text.count(chr(10), 0, offset)}: {phrase!r}, say: {instead}"


def fail_on(found: Iterable[str]) -> None:
    if uses := list(dict.fromkeys(found)):
        pytest.fail("\n".join([f"{len(uses)} banned phrases:", *uses]), pytrace=False)


def test_no_text_file_uses_a_banned_phrase() -> None:
    fail_on(use for path in files(TEXT_FILES) for use in banned(path, text_passages(path)))


def test_no_python_module_uses_a_banned_phrase() -> None:
    fail_on(use for path in files(PYTHON_FILES) for use in banned(path, python_passages(path)))


@pytest.mark.parametrize(
    "text",
    [
        "To mend it, write the file anew.",
        "The answer was held closely\nagainst its sources.",
        "You need not know git.",
        "A fault is told with its line.",
        "The name stands there for ever.",
        "The judgement of my neighbour was normalised.",
    ],
)
def test_banned_phrase_is_found(text: str) -> None:
    assert list(banned("README.md", [Passage(1, text)]))


@pytest.mark.parametrize(
    "text",
    [
        "Session A waits, and the timeline shows who waits for whom.",
        "The class stands in for a worker; I understand what it stands for.",
        "Besides, he told me that the whole site was rebuilt, and what the customer wanted.",
        "She was told to stop. Two ways in which a row is locked.",
    ],
)
def test_plain_english_is_allowed(text: str) -> None:
    assert list(banned("README.md", [Passage(1, text)])) == []


@pytest.mark.parametrize("entry", ALLOWED, ids=lambda entry: entry.path)
def test_exception_is_still_needed(entry: Allowed) -> None:
    assert entry.text in (ROOT / entry.path).read_text("utf-8")
