"""The drawer that Node runs. Only ``guide draw`` and the tests come here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hooks.node.npm import NodeError, run

DrawError = NodeError
"""Diagrams could not be drawn."""


def run_drawer(sources: Sequence[str], tools_dir: Path, node: Path) -> list[dict[str, str]]:
    """For each Mermaid source ``{"svg": …}``, not yet to be trusted, or ``{"error": …}``.

    Raises:
        DrawError: the drawer cannot be installed or breaks down.
    """
    drawn: list[dict[str, str]] = json.loads(run(["draw.mjs"], tools_dir, node, stdin=json.dumps(sources)))
    return drawn
