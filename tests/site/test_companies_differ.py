"""Company pages are specific: with names masked, no two sentences are nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.model.company import Company

ROOT = Path(__file__).parents[2]
ALIKE = 0.7
"""Similarity ratio of two sentences' words (0 to 1) from which they are nearly the same."""
LEAST_WORDS = 6
SENTENCE = re.compile(r"(?<=[.!?])\s+")
TARGET = re.compile(r"\]\([^)]*\)")


def sentences(company: Company) -> Iterator[list[str]]:
    names = re.compile("|".join(re.escape(name) for name in (company.name, *company.aka)), re.IGNORECASE)
    for text in (*(item.angle for item in company.questions), *company.tips, *company.plan_notes):
        for sentence in SENTENCE.split(TARGET.sub("", text)):
            words = re.findall(r"[\w'-]+", names.sub("company", sentence).lower())
            if len(words) >= LEAST_WORDS:
                yield words


def pairs_alike(companies: list[list[list[str]]]) -> list[str]:
    """Pairs of sentences, of one company or of two, that say nearly the same."""
    every = [words for company in companies for words in company]
    return [
        f"{' '.join(one)} / {' '.join(other)}"
        for one, other in combinations(every, 2)
        if (matcher := SequenceMatcher(None, one, other, autojunk=False)).quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    ]


def test_no_sentence_fits_two_companies() -> None:
    companies = check(ROOT).project.library.companies.values()
    assert pairs_alike([list(sentences(company)) for company in companies]) == []


@pytest.mark.parametrize(
    "other",
    [
        "At GitLab you should read the engineering blog before the first round.",
        "At GitLab you should read the whole engineering blog before the first round!",
    ],
)
def test_sentence_with_only_the_name_changed_is_detected(other: str) -> None:
    def masked(text: str, name: str) -> list[str]:
        return re.findall(r"\w+", text.replace(name, "company").lower())

    one = masked("At Monzo you should read the engineering blog before the first round.", "Monzo")
    assert len(pairs_alike([[one], [masked(other, "GitLab")]])) == 1
