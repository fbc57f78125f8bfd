"""Run the npm renderer in Node. Only ``guide draw``, the records workflow and the tests use it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hooks.node.npm import NodeError, run

DrawError = NodeError
"""Diagrams couldn't be rendered."""


def run_renderer(sources: Sequence[str], tools_dir: Path, node: Path) -> list[dict[str, str]]:
    """Render Mermaid sources; returns ``{"svg": …}`` or ``{"error": …}`` for each. The SVG is untrusted.

    Raises:
        DrawError: The renderer can't be installed or crashes.
    """
    results: list[dict[str, str]] = json.loads(run(["draw.mjs"], tools_dir, node, stdin=json.dumps(sources)))
    return results
