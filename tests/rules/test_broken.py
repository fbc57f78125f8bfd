from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hooks.check.check import check, every_rule
from hooks.findings.finding import Finding
from tests.rules.sample_project import TOPIC

CORPUS = Path(__file__).parents[1] / "broken"
GOLDEN = CORPUS / "findings"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The broken corpus, plus files that can't or shouldn't be in a repository."""
    root = tmp_path_factory.mktemp("broken")
    shutil.copytree(CORPUS / "data", root / "data")
    (root / "data/topics/latin.yml").write_bytes("title: Café\n".encode("latin-1"))
    (root / "data/topics/signed.yml").write_bytes(TOPIC.replace("[stale-read]", "[]").encode("utf-8-sig"))
    (root / "data/guide/faq").mkdir()
    (root / "data/guide/faq/large.yml").write_text("# a line\n" * 30_000, "utf-8")
    (root / "data/guide/.gitattributes").write_text("*.yml -diff\n", "utf-8")
    (root / "data/questions/queues/module").mkdir()
    (root / "data/questions/queues/linked").symlink_to(root / "data/questions/caching")
    return root


@pytest.fixture(scope="module")
def found(corpus: Path) -> tuple[Finding, ...]:
    return check(corpus, with_style=True).findings


@pytest.fixture(scope="module")
def by_rule(found: tuple[Finding, ...]) -> dict[str, str]:
    """The text of each golden file: the findings of one rule."""
    texts: dict[str, str] = {}
    for finding in found:
        texts[finding.rule] = f"{texts.get(finding.rule, '')}{finding} [{finding.severity}]\n"
    return texts


@pytest.mark.parametrize("code", [rule.code for rule in every_rule()])
def test_findings_match_the_golden_file(by_rule: dict[str, str], code: str, pytestconfig: pytest.Config) -> None:
    file = GOLDEN / f"{code}.txt"
    if pytestconfig.getoption("--golden"):
        file.write_text(by_rule[code], "utf-8")
    assert by_rule[code] == file.read_text("utf-8")


def test_no_golden_file_is_unused(pytestconfig: pytest.Config) -> None:
    stale = {file.stem for file in GOLDEN.iterdir()} - {rule.code for rule in every_rule()}
    if pytestconfig.getoption("--golden"):
        for code in stale:
            (GOLDEN / f"{code}.txt").unlink()
    else:
        assert stale == set()


def test_every_rule_fires(found: tuple[Finding, ...]) -> None:
    assert {finding.rule for finding in found} == {rule.code for rule in every_rule()}


def test_findings_have_the_severity_of_their_rule(found: tuple[Finding, ...]) -> None:
    severities = {rule.code: rule.severity for rule in every_rule()}
    assert [finding for finding in found if finding.severity is not severities[finding.rule]] == []


def test_positions_are_inside_the_file(found: tuple[Finding, ...], corpus: Path) -> None:
    for finding in found:
        if (corpus / finding.path).is_file():
            lines = (corpus / finding.path).read_bytes().decode("utf-8-sig", "replace").split("\n")
            assert 1 <= finding.line <= len(lines), finding
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding


STALE = "data/questions/caching/stale-read"


@pytest.mark.parametrize(
    ("path", "rule", "words"),
    [
        (f"{STALE}/answer.md", "A001", ["<!-- more -->"]),
        (f"{STALE}/answer.md", "A004", ["# Stale", "#### Where"]),
        (f"{STALE}/answer.md", "A005", ["[^1]"]),
        (f"{STALE}/answer.md", "A010", ["```"]),
        (f"{STALE}/answer.md", "R003", ["../stale-vallue", "../dead-letters", "../stale-value", "../../../../docs"]),
        (f"{STALE}/answer.md", "R004", ["javascript:", "//example.com/x", "/questions/dead-letters/"]),
        (f"{STALE}/answer.md", "R005", ["<b>", "</b>"]),
        (f"{STALE}/answer.md", "R006", ["path.png"]),
        (f"{STALE}/question.yml", "Q002", ["approach:", "levels:"]),
        (f"{STALE}/question.yml", "Q004", ["ask: How long"]),
        (f"{STALE}/question.yml", "Q005", ["2999-01-01"]),
        (f"{STALE}/question.yml", "Q010", ["technical-screen, onsite", "stale-read"]),
        (f"{STALE}/question.yml", "Q012", ["What is an old price for?"]),
        ("data/questions/caching/stale-value/question.yml", "Q013", ["Stale value"]),
        ("data/questions/chaching/stampede/question.yml", "Q013", ["stale VALUE"]),
        (f"{STALE}/question.yml", "Q014", ['"???"']),
        (f"{STALE}/question.yml", "R001", ["onsite", "Stale Read"]),
        (f"{STALE}/question.yml", "R002", ["price-cache"]),
        ("data/questions/caching/cache-miss/question.yml", "S001", ["promt", "lvel"]),
        ("data/questions/caching/cache-miss/question.yml", "S002", ["promt", "title: Docs"]),
        ("data/questions/caching/cache-miss/question.yml", "S003", ["consept"]),
        ("data/questions/caching/cache-miss/question.yml", "S008", ["redis.io/docs"]),
        ("data/questions/queues/consumer-lag/answer.md", "A008", ["lag.sql"]),
        ("data/questions/queues/dead-letters/answer.md", "D004", ["  Worker[<b>Worker</b>] --> Dead"]),
        ("data/companies/bolt.yml", "C001", ["bolg"]),
        ("data/companies/bolt.yml", "C003", ["stage:", "{question: stale-read, angle: Again"]),
        ("data/companies/acme.yml", "S007", ["2026-02-30"]),
        ("data/guide/checklists.yml", "S005", ["Day before"]),
        ("data/guide/glossary/ttl.yml", "G001", ['"*ttl*"']),
        ("data/guide/mistakes/silence.yml", "F004", ["\u200b"]),
        ("data/guide/mistakes/silence.yml", "F005", ["e\u0301"]),
        ("data/plans/colon.yml", "Y001", [": the short"]),
        ("data/plans/habits.yml", "Y003", ["&name", "*name"]),
        ("data/plans/habits.yml", "Y004", ["!!str"]),
        ("data/plans/habits.yml", "Y006", ["NO", "1:30"]),
        ("data/plans/habits.yml", "Y007", ["---"]),
        ("data/plans/habits.yml", "Y008", ["[a, b]"]),
        ("data/plans/quote.yml", "Y001", ['"Two weeks']),
        ("data/plans/tab.yml", "Y001", ["\t- title"]),
        ("data/synonyms/memcached.yml", "G002", ["Cache"]),
        ("data/questions/queues/backlog/answer.md", "W001", ["A worker that"]),
        ("data/questions/queues/backlog/answer.md", "W003", ["At 5 p.m.", "It took"]),
        ("data/questions/queues/backlog/answer.md", "W004", ["stands", "need not"]),
        ("data/questions/queues/backlog/question.yml", "W001", [">-"]),
        ("data/topics/caching.yml", "T001", ["consumer-lag"]),
        ("data/topics/latin.yml", "F001", ["\ufffd"]),
    ],
)
def test_findings_point_at_the_word(
    found: tuple[Finding, ...], corpus: Path, path: str, rule: str, words: list[str]
) -> None:
    lines = (corpus / path).read_text("utf-8", errors="replace").split("\n")
    places = [
        lines[finding.line - 1][finding.column - 1 :]
        for finding in found
        if str(finding.path) == path and finding.rule == rule
    ]
    assert [place[: len(word)] for place, word in zip(places, words, strict=True)] == words
