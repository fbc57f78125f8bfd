"""Run the npm renderer in Node. Only ``guide draw``, the records workflow and the tests use it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hooks.node.npm import NodeError, NodeTimeout, run

TIMEOUT = 10
"""Seconds for the diagrams of an answer. Most take less than one."""
DrawError = NodeError
"""Diagrams couldn't be rendered."""


def run_renderer(sources: Sequence[str], tools_dir: Path, node: Path) -> list[dict[str, str]]:
    """Render Mermaid sources; returns ``{"svg": …}`` or ``{"error": …}`` for each. The SVG is untrusted.

    Raises:
        DrawError: The renderer can't be installed or crashes.
    """
    try:
        drawn = run(["draw.mjs"], tools_dir, node, stdin=json.dumps(sources), timeout=TIMEOUT)
    except NodeTimeout as error:
        message = f"drawing took over {TIMEOUT} seconds: leave out details, or split the diagram in two"
        raise DrawError(message) from error
    results: list[dict[str, str]] = json.loads(drawn)
    return results
