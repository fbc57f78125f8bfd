"""Skeletons that GitHub's editor opens with: a new answer, and the layers a question still needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hooks.prose.markdown import MORE

ANSWER = f"""\
[//]: # (Above the "more" line: the short answer, 50 to 80 words, as you would say it in 30 seconds.)

\N{HORIZONTAL ELLIPSIS}

{MORE}

[//]: # (Below it: the full answer, 250 to 700 words. Numbers, named trade-offs, one worked example, what breaks.)

\N{HORIZONTAL ELLIPSIS}
"""
"""The notes are link definitions, which Markdown doesn't render. The placeholders fail the check until replaced."""

LAYERS: Mapping[str, str] = {
    "rounds": "rounds: [technical-screen]",
    "minutes": "minutes: 10",
    "tests": "tests: \N{HORIZONTAL ELLIPSIS}",
    "approach": "approach:\n  - \N{HORIZONTAL ELLIPSIS}\n  - \N{HORIZONTAL ELLIPSIS}\n  - \N{HORIZONTAL ELLIPSIS}",
    "levels": "levels:\n  mid: \N{HORIZONTAL ELLIPSIS}\n  senior: \N{HORIZONTAL ELLIPSIS}",
    "pitfalls": "pitfalls:\n  - \N{HORIZONTAL ELLIPSIS}\n  - \N{HORIZONTAL ELLIPSIS}",
    "follow_ups": (
        "follow_ups:\n  - ask: \N{HORIZONTAL ELLIPSIS}\n    hint: \N{HORIZONTAL ELLIPSIS}\n"
        "  - ask: \N{HORIZONTAL ELLIPSIS}\n    hint: \N{HORIZONTAL ELLIPSIS}"
    ),
    "sources": (
        "sources:\n  - title: \N{HORIZONTAL ELLIPSIS}\n    publisher: \N{HORIZONTAL ELLIPSIS}\n"
        "    url: https://\N{HORIZONTAL ELLIPSIS}\n    supports: \N{HORIZONTAL ELLIPSIS}"
    ),
    "reviewed": "reviewed:\n  on: \N{HORIZONTAL ELLIPSIS}  # YYYY-MM-DD, the day you checked it against its sources",
}
"""A skeleton for each layer of an answered question."""


def layers(names: Iterable[str]) -> str:
    """Skeletons for these layers, in model order."""
    selected = set(names)
    return "\n".join(lines for name, lines in LAYERS.items() if name in selected)
