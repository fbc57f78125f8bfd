"""Enums: the values that fields choose from."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What kind of answer a question calls for."""

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
    """Seniority, lowest first."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"

    @property
    def rank(self) -> int:
        """0 (junior) to 3 (staff)."""
        return list(Level).index(self)


class Asked(StrEnum):
    """How often a question comes up, most often first."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    RARELY = "rarely"

    @property
    def rank(self) -> int:
        """0 (often) to 2 (rarely)."""
        return list(Asked).index(self)


class Grade(StrEnum):
    """Strength of the evidence for a claim about a company."""

    OFFICIAL = "official"
    SEVERAL_REPORTS = "several-reports"
    ONE_REPORT = "one-report"


class Presence(StrEnum):
    """How common a stage is across companies."""

    ALWAYS = "always"
    USUAL = "usual"
    SOMETIMES = "sometimes"
    SENIOR = "senior"


class Weight(StrEnum):
    """How much a stage counts toward the hiring decision."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"
