"""What somebody who begins an answer finds in the editor, and what is still to be filled in after that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hooks.prose.reading import MORE

ANSWER = f"""\
[//]: # (Above the line that says more: the short answer, 60 to 120 words, as you would say it in thirty seconds.)

\N{HORIZONTAL ELLIPSIS}

{MORE}

[//]: # (Below it: the full answer, 250 to 600 words. Numbers, named trade-offs, one worked case, what breaks.)

\N{HORIZONTAL ELLIPSIS}
"""
"""Its notes are Markdown that shows nothing; what is to be replaced does not pass the check."""

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
    "reviewed": "reviewed:\n  on: \N{HORIZONTAL ELLIPSIS}  # the day you held it against its sources, as 2026-11-20",
}
"""Each layer of an answered question as it may begin."""


def layers(names: Iterable[str]) -> str:
    """The lines that begin these layers, in the order of the model."""
    wanted = set(names)
    return "\n".join(lines for name, lines in LAYERS.items() if name in wanted)
