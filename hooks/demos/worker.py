"""Runs programs one after another. A process of `hooks.demos.run_and_compare`.

Usage: ``python -m hooks.demos.worker [--record] [--unconfined]``. Reads a program's path per line, and answers with its
outcome: each a line of JSON.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from hooks.demos.outcome import outcome_of
from hooks.demos.services import Services


def main() -> None:
    """Run programs until the input ends, or until SIGTERM."""
    with suppress(BrokenPipeError), Services(unconfined="--unconfined" in sys.argv) as services:
        for line in sys.stdin:
            outcome = asdict(outcome_of(Path(json.loads(line)), services, record="--record" in sys.argv))
            del outcome["path"]
            sys.stdout.write(f"{json.dumps(outcome)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
