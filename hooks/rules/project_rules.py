"""The registry of rules over a whole project. The modules next to this one add to it when imported."""

from __future__ import annotations

from hooks.load.project import Project
from hooks.rules.registry import Rules

RULES: Rules[Project] = Rules()
