"""Lighthouse as a phone sees a page: the median of several runs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

from hooks.node.npm import find_node, install
from tests.site.building import ROOT

_TOOLS = ROOT / "tools" / "audit"
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Figures(NamedTuple):
    """Scores of 100, largest paint and blocking in milliseconds, shift as its own unit, bytes over the wire."""

    performance: float
    accessibility: float
    best_practices: float
    seo: float
    paint: float
    blocked: float
    shift: float
    bytes: float


def measure(address: str, runs: int) -> tuple[Figures, list[str]]:
    """The medians of ``runs`` runs, and what any audit but speed found wanting."""
    install(_TOOLS, find_node())
    reports = [_report(address) for _ in range(runs)]
    figures = Figures(*(statistics.median(column) for column in zip(*map(_figures, reports), strict=True)))
    return figures, sorted({fault for report in reports for fault in _faults(report)})


def _report(address: str) -> dict[str, Any]:
    command = [
        str(find_node()),
        "node_modules/lighthouse/cli/index.js",
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(_CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    environment = os.environ | {"CHROME_PATH": os.environ["CHROMIUM"]}
    done = subprocess.run(command, cwd=_TOOLS, env=environment, capture_output=True, text=True, check=True, timeout=180)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _figures(report: dict[str, Any]) -> Figures:
    scores = [100 * (report["categories"][name]["score"] or 0) for name in _CATEGORIES]
    names = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")
    return Figures(*scores, *(report["audits"][name]["numericValue"] for name in names))


def _faults(report: dict[str, Any]) -> Iterator[str]:
    for name in _CATEGORIES[1:]:
        for entry in report["categories"][name]["auditRefs"]:
            audit = report["audits"][entry["id"]]
            if audit["score"] is not None and audit["score"] < 1 and entry["weight"]:
                yield f"{name}: {audit['id']}: {audit['title']}"
