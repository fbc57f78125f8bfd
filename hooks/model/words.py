"""Words with one meaning: the values that fields choose from."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a question asks for."""

    CONCEPT = "concept"
    TRADE_OFF = "trade-off"
    DESIGN = "design"
    CODING = "coding"
    SQL = "sql"
    DEBUG = "debug"
    CODE_REVIEW = "code-review"
    ESTIMATION = "estimation"
    BEHAVIORAL = "behavioral"
    SITUATIONAL = "situational"


class Level(StrEnum):
    """Seniority, in rising order."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"

    @property
    def rank(self) -> int:
        """0 for junior up to 3 for staff."""
        return list(Level).index(self)


class Asked(StrEnum):
    """How often an interviewer brings a question up, from most to least."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    RARELY = "rarely"

    @property
    def rank(self) -> int:
        """0 for often up to 2 for rarely."""
        return list(Asked).index(self)


class Grade(StrEnum):
    """How well a claim about a company is supported."""

    OFFICIAL = "official"
    SEVERAL_REPORTS = "several-reports"
    ONE_REPORT = "one-report"


class Presence(StrEnum):
    """How common a stage is over all companies."""

    ALWAYS = "always"
    USUAL = "usual"
    SOMETIMES = "sometimes"
    SENIOR = "senior"


class Weight(StrEnum):
    """How much a stage moves the hiring decision."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"
