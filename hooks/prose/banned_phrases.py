"""Wording that must not come back: a pattern, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Phrase(NamedTuple):
    """A regular expression, in which a space is any white space, and its replacement in plain American English."""

    pattern: str
    instead: str


PHRASES = (
    Phrase(r"\bmend(s|ed|ing)?\b", "fix"),
    Phrase(r"\bunmended\b", "not fixed"),
    Phrase(r"\banew\b", "again; rewrite it"),
    Phrase(r"\bslips?\b(?! (through|past|by|in)\b)", "typo, mistake"),
    Phrase(r"\bfor ever\b", "forever; never changes"),
    Phrase(r"\b(held|hold|holds|holding|weighed)( \w+){0,3} against\b", "checked against, compared with"),
    Phrase(r"\bneed not\b", "doesn't have to"),
    Phrase(r"\bbeside\b", "next to, compared with, besides"),
    Phrase(r"(?<!for\W)(?<!from\W)(?<!knows\W)\bwhom\b", "who; or turn the sentence around"),
    Phrase(r"(?<!read\W)\baloud\b", "out loud"),
    Phrase(r"\bbegun\b", "started"),
    Phrase(r"\b(one|who) notices\b", "you notice, readers see"),
    Phrase(r"\b(is|are|was|were|be|being|and|not|gets?) told\b(?! to\b)", "reported, shown, described"),
    Phrase(r"\bas told\b|\btold (once|by|with|in|as)\b", "reported, described"),
    Phrase(r"\btells (of|every|each|its)\b", "says, reports, lists"),
    Phrase(r"\b(stands?|standing|stood) in (?!(for|line)\b)", "is in"),
    Phrase(
        r"\b(stands?|standing|stood) (at|on|below|above|under|next|where|there|here|first|last|between|before"
        r"|after|behind|against|whole|still|side)\b",
        "is, is placed, comes",
    ),
    Phrase(r"\b(is|are|be|stands?|shown|copied|kept|written|read|given|stays?) whole\b", "complete, in full"),
    Phrase(r"\b(is|are|was|were|still) wanted\b", "has no answer yet; needed"),
    Phrase(r"\bwhat is wrong\b", "the problem; what's wrong"),
    Phrase(r"\bwhat is right\b", "what's right"),
    Phrase(r"\blook of its own\b", "custom theme"),
    Phrase(r"\bpast review\b", "overdue"),
    Phrase(r"\bstructured part\b", "metadata"),
    Phrase(r"\bthe (line|words) to put\b", "a suggested fix"),
    Phrase(r"\b(its|the|this|that) very (file|page|tree|line|moment|word|place)\b", "the file, the page"),
    Phrase(r"\b(the|every|each|its|our) ways? in\b(?! which)", "how to contribute, edit links"),
    Phrase(r"\b(cannot|can|may|could) be had\b", "isn't available"),
    Phrase(r"\b(gone|turned) bad\b", "compromised"),
    Phrase(r"\bmeans harm\b", "malicious"),
    Phrase(r"\btaken for granted\b", "assumed, expected"),
    Phrase(
        r"\bwhence\b|\bthereof\b|\bwherein\b|\blest\b|\bshall\b|\bought\b|\bhenceforth\b", "a word people use today"
    ),
    Phrase(r"\bmisspelt\b|\bspelt\b|\blearnt\b|\bwhilst\b|\bamongst\b", "misspelled, spelled, learned, while, among"),
    Phrase(r"\bpractis(e|es|ed|ing)\b", "practice"),
    Phrase(r"\bjudgement(s)?\b", "judgment"),
    Phrase(r"\b(colour|neighbour|behaviour|favour|honour|flavour|rumour)\w*", "American spelling: -or"),
    Phrase(r"\b(centre|metre|theatre)s?\b", "American spelling: -er"),
    Phrase(
        r"\b(normal|organ|recogn|minim|maxim|optim|real|serial|summar|initial|general|special|categor|author|sanit|token"
        r"|prior|standard|emphas|util|visual|synchron|memo|capital|final)is(e|es|ed|ing|ation|ations|er|ers)\b",
        "American spelling: -ize",
    ),
    Phrase(r"\b(cancell(ed|ing)|labell(ed|ing)|modell(ed|ing)|travell(ed|ing|er))\b", "American spelling: one l"),
)


class Use(NamedTuple):
    """A banned phrase in a text: its offset, the phrase on one line, and what to write instead."""

    offset: int
    phrase: str
    instead: str


def banned_phrases(text: str) -> Iterator[Use]:
    """Every use of a banned phrase, also over a line break."""
    for pattern, instead in _PATTERNS:
        for match in pattern.finditer(text):
            yield Use(match.start(), " ".join(match[0].split()), instead)


_PATTERNS = [(re.compile(phrase.pattern.replace(" ", r"\s+"), re.IGNORECASE), phrase.instead) for phrase in PHRASES]
