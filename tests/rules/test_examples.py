"""The examples on the rules page are checked: the bad one breaks its rule, and the good one follows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from hooks.check.check import check, every_rule
from hooks.rules.examples import Example, examples
from tests.rules.sample_project import ANSWER, FOLDER, OTHER, SENTENCE, TERM, TOPIC, VALID, A, Q, write

Files = Mapping[str, str | bytes]
FILES = {
    "question.yml": Q,
    "other question.yml": OTHER,
    "answer.md": A,
    "company.yml": "data/companies/acme.yml",
    "funnel.yml": "data/funnel.yml",
    "plan.yml": "data/plans/one-day.yml",
    "other topic.yml": "data/topics/http.yml",
    "diagram-1.svg": f"{FOLDER}/diagram-1.svg",
    "expiry.py": f"{FOLDER}/expiry.py",
    "expiry.sql": f"{FOLDER}/expiry.sql",
}
DIAGRAM = "```mermaid\nsequenceDiagram\n  accTitle: T\n  accDescr: D\n  A->>B: hi\n```"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
PY, SQL = f"{FOLDER}/expiry.py", f"{FOLDER}/expiry.sql"
SHOWN = {A: f"{ANSWER}\n[What it shows](expiry.py)\n"}
SHOWN_SQL = {A: f"{ANSWER}\n[What it shows](expiry.sql)\n"}
CLAIM = "-- claim: it stays\nSELECT true;\n"
GROUP, TERMS = "data/synonyms/cache.yml", "data/guide/glossary"
ETAG = "data/questions/caching/etag"
ON_DISK: dict[str, tuple[Files, Files]] = {
    "A007": ({PY: "x = 1", f"{PY}.out": "Python 3"}, {PY: "x = 1", f"{PY}.out": "Python 3", **SHOWN}),
    "A009": ({PY: "x = 1", **SHOWN}, {PY: "x = 1", f"{PY}.out": "Python 3", **SHOWN}),
    "A011": (
        {SQL: CLAIM, f"{SQL}.out": "PostgreSQL 18\n\nclaim holds: it leaves\n", **SHOWN_SQL},
        {SQL: CLAIM, f"{SQL}.out": "PostgreSQL 18\n\nclaim holds: it stays\n", **SHOWN_SQL},
    ),
    "D001": ({A: f"{ANSWER}\n{DIAGRAM}\n"}, {}),
    "D005": ({f"{FOLDER}/diagram-1.svg": SVG}, {A: f"{ANSWER}\n{DIAGRAM}\n", f"{FOLDER}/diagram-1.svg": SVG}),
    "F001": ({"data/topics/x.yml": "title: Caf\xe9\n".encode("latin-1")}, {"data/topics/x.yml": "title: Caf\xe9\n"}),
    "F002": ({GROUP: "#" * 270_000}, {GROUP: "words: [a] " + "#" * 65_525}),
    "F003": ({"data/topics/caching.yml": f"\ufeff{TOPIC}"}, {}),
    "F004": ({Q: VALID[Q].replace("you look", "you\u200b look")}, {}),
    "F005": ({f"{TERMS}/ttl.yml": TERM.replace("TTL", "cafe\u0301")}, {f"{TERMS}/ttl.yml": TERM}),
    "F006": ({f"{ETAG}/question.yaml": VALID[OTHER]}, {}),
    "F007": ({"data/questions/caching/Stale Read/question.yml": VALID[OTHER]}, {}),
    "F009": ({"data/guide/faq/cloud.yml": ""}, {}),
    "G001": ({f"{TERMS}/time-to-live.yml": TERM.replace("TTL", "ttl")}, {}),
    "G002": (
        {GROUP: "words: [cache, store]\n", "data/synonyms/database.yml": "words: [store, database]\n"},
        {GROUP: "words: [cache, store]\n", "data/synonyms/database.yml": "words: [database, db]\n"},
    ),
    "Q007": (
        {"data/topics/http.yml": TOPIC, "data/questions/http/hot-key/question.yml": VALID[OTHER]},
        {"data/topics/http.yml": TOPIC, "data/questions/http/hot-page/question.yml": VALID[OTHER]},
    ),
    "Q008": (
        {"data/questions/chaching/etag/question.yml": VALID[OTHER]},
        {f"{ETAG}/question.yml": VALID[OTHER]},
    ),
    "Q009": ({f"{ETAG}/answer.md": ANSWER}, {f"{ETAG}/answer.md": ANSWER, f"{ETAG}/question.yml": VALID[OTHER]}),
}
"""The files of examples that only show names or bytes: the bad example's and the good one's."""


def as_files(example: Example, lines: str, other: str) -> Files:
    """The valid project's file with the example's lines replacing the same keys."""
    path = FILES[example.file]
    valid = {**VALID, "data/topics/http.yml": TOPIC}.get(path, "")
    if example.file == "diagram-1.svg":
        return {path: lines, A: f"{ANSWER}\n{DIAGRAM}\n"}
    if example.file.startswith("expiry."):
        return {path: f"{lines}\n", f"{path}.out": "", A: f"{ANSWER}\n[What it shows]({example.file})\n"}
    if example.file == "answer.md":
        whole = f"{lines}\n" if "more-->" in lines or "more -->" in lines else f"{ANSWER}\n{lines}\n"
        programs = {PY: "x = 1", f"{PY}.out": "Python 3"} if "expiry.py" in lines else {}
        return {path: _full_length(whole), **programs}
    for key in re.findall(r"^(\w+):", f"{lines}\n{other}", re.MULTILINE):
        valid = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", valid, flags=re.MULTILINE)
    return {path: f"{valid}{_with_stage(lines)}\n"}


def _full_length(answer: str) -> str:
    """The answer with its placeholders in parentheses expanded to the length they name."""
    long = re.sub(r"\((?:50|250).*\)", lambda match: SENTENCE * (5 if match[0][1] == "5" else 16), answer)
    return long.replace("\N{HORIZONTAL ELLIPSIS}", "Word.")


def _with_stage(lines: str) -> str:
    """The funnel's stages with all required fields."""
    rest = VALID["data/funnel.yml"].partition("    name: Screen\n")[2]
    return (
        re.sub(r"(    name: .*\n?)", lambda match: f"{match[1].rstrip()}\n{rest}", lines)
        if "name: Rec" in lines
        else lines
    )


def rules_in(root: Path, files: Files) -> set[str]:
    return {finding.rule for finding in check(write(root, {**VALID, **files}), with_style=True).findings}


def test_every_rule_has_an_example() -> None:
    assert list(examples()) == [rule.code for rule in every_rule()]


def test_examples_without_lines_are_given_as_files() -> None:
    shown = {code for code, example in examples().items() if example.file in ("folder", "bytes")}
    assert shown == ON_DISK.keys() | {"F008"}


@pytest.mark.parametrize("code", [code for code in examples() if code != "F008"])
def test_bad_example_breaks_its_rule_and_good_example_follows_it(tmp_path: Path, code: str) -> None:
    example = examples()[code]
    if code in ON_DISK:
        wrong, right = ON_DISK[code]
    else:
        wrong, right = as_files(example, example.wrong, example.right), as_files(example, example.right, example.wrong)
    assert code in rules_in(tmp_path / "wrong", wrong)
    assert code not in rules_in(tmp_path / "right", right)


def test_symbolic_link_breaks_its_rule(tmp_path: Path) -> None:
    root = write(tmp_path, VALID)
    (root / "data/topics/http.yml").symlink_to("caching.yml")
    assert "F008" in {finding.rule for finding in check(root).findings}


@pytest.mark.parametrize("code", list(examples()))
def test_examples_are_short_and_different(code: str) -> None:
    example = examples()[code]
    assert example.wrong != example.right
    assert max(len(line) for line in f"{example.wrong}\n{example.right}".splitlines()) <= 100
    assert len(example.wrong.splitlines()) <= 12
