"""Judge every hostile file, each in a sound project of its own, and tell what came of it as JSON, a line a file.

A process of its own: what crashes an interpreter must not take the tests with it. With ``--large`` files as large as
they may be, with ``--some`` some of these; with ``--figures`` the counts and the longest time instead.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from hooks.check.check import check
from hooks.findings.finding import Severity
from tests.hostile.corpus import Files, large, names, placed
from tests.rules.sample_project import VALID, write

EVERY = 7
"""Of the large files, one of so many is judged with ``--some``."""
SECONDS = 600
"""Processor time after which a run is ended: it hangs."""


def judged(root: Path, files: Files) -> tuple[list[str], float]:
    """The rules that refuse one of the files, and the seconds it took to say so."""
    for old in sorted(root.rglob("*"), reverse=True):
        old.rmdir() if old.is_dir() else old.unlink()
    write(root, {**VALID, **files})
    start = time.process_time()
    found = check(root).findings
    took = time.process_time() - start
    own = {finding.rule for finding in found if str(finding.path) in files and finding.severity is Severity.ERROR}
    return sorted(own), took


def main(arguments: list[str]) -> None:
    """Judge, and tell."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    chosen: Iterable[tuple[str, Files]] = ((name, placed(name)) for name in names())
    if "--large" in arguments or "--some" in arguments:
        chosen = islice(large(), 0, None, EVERY if "--some" in arguments else 1)
    told = []
    with tempfile.TemporaryDirectory() as folder:
        for name, files in chosen:
            rules, took = judged(Path(folder), files)
            told.append((took, name, rules))
            if "--figures" not in arguments:
                sys.stdout.write(json.dumps([name, rules]) + "\n")
    if "--figures" in arguments:
        rejected = sum(bool(rules) for _, _, rules in told)
        sys.stdout.write(f"tried {len(told)}, rejected {rejected}, inert {len(told) - rejected}, crashed 0\n")
        sys.stdout.writelines(f"{took:.2f} s {name} {rules}\n" for took, name, rules in sorted(told, reverse=True)[:12])


if __name__ == "__main__":
    main(sys.argv[1:])
