"""The registry of rules that look at the whole project; each module beside this one adds its own."""

from __future__ import annotations

from hooks.load.project import Project
from hooks.rules.registry import Rules

LIBRARY: Rules[Project] = Rules()
