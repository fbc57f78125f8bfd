"""Runs Lighthouse (mobile) on a page and takes the median of several runs."""

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


class Metrics(NamedTuple):
    """Scores out of 100; largest contentful paint and total blocking time in ms; layout shift; bytes transferred."""

    performance: float
    accessibility: float
    best_practices: float
    seo: float
    largest_contentful_paint: float
    total_blocking_time: float
    cumulative_layout_shift: float
    bytes: float


def measure(url: str, runs: int) -> tuple[Metrics, list[str]]:
    """Medians over ``runs`` runs, and the audits that failed in any of them, performance aside."""
    install(_TOOLS, find_node())
    reports = [_report(url) for _ in range(runs)]
    metrics = Metrics(*(statistics.median(column) for column in zip(*map(_metrics, reports), strict=True)))
    return metrics, sorted({audit for report in reports for audit in _failed_audits(report)})


def _report(url: str) -> dict[str, Any]:
    command = [
        str(find_node()),
        "node_modules/lighthouse/cli/index.js",
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(_CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    environment = os.environ | {"CHROME_PATH": os.environ["CHROMIUM"]}
    done = subprocess.run(command, cwd=_TOOLS, env=environment, capture_output=True, text=True, check=True, timeout=180)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _metrics(report: dict[str, Any]) -> Metrics:
    scores = [100 * (report["categories"][name]["score"] or 0) for name in _CATEGORIES]
    names = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")
    return Metrics(*scores, *(report["audits"][name]["numericValue"] for name in names))


def _failed_audits(report: dict[str, Any]) -> Iterator[str]:
    for name in _CATEGORIES[1:]:
        for entry in report["categories"][name]["auditRefs"]:
            audit = report["audits"][entry["id"]]
            if audit["score"] is not None and audit["score"] < 1 and entry["weight"]:
                yield f"{name}: {audit['id']}: {audit['title']}"
