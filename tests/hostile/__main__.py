"""Check every hostile file, each in a valid project, and print one JSON line per file: its name and rejecting rules.

It runs in its own process, so that a crash doesn't take the tests with it. ``--large`` checks files of the maximum
size instead, ``--some`` a sample of those. ``--figures`` prints the totals and the slowest files instead of the lines.
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
from tests.hostile.corpus import Files, as_project_files, hostile_names, large_files
from tests.rules.sample_project import VALID, write

SAMPLE_EVERY = 19
"""``--some`` checks every seventh large file."""
_NOT_ABOUT_CONTENT = {"A002", "E002"}
"""Rules that reject nearly every hostile answer or program: too short, and without a control."""
CPU_SECONDS = 600
"""CPU time after which a run counts as hanging and is killed."""


def rejecting_rules(root: Path, files: Files) -> tuple[list[str], float]:
    """The rules that reject any of the files, and the CPU seconds it took."""
    for old in sorted(root.rglob("*"), reverse=True):
        old.rmdir() if old.is_dir() else old.unlink()
    write(root, {**VALID, **files})
    start = time.process_time()
    found = check(root).findings
    took = time.process_time() - start
    own = {finding.rule for finding in found if str(finding.path) in files and finding.severity is Severity.ERROR}
    return sorted(own - _NOT_ABOUT_CONTENT), took


def main(arguments: list[str]) -> None:
    """Check the files and print the results."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    chosen: Iterable[tuple[str, Files]] = ((name, as_project_files(name)) for name in hostile_names())
    if "--large" in arguments or "--some" in arguments:
        chosen = islice(large_files(), 0, None, SAMPLE_EVERY if "--some" in arguments else 1)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name, files in chosen:
            rules, took = rejecting_rules(Path(folder), files)
            results.append((took, name, rules))
            if "--figures" not in arguments:
                sys.stdout.write(json.dumps([name, rules]) + "\n")
    if "--figures" in arguments:
        rejected = sum(bool(rules) for _, _, rules in results)
        sys.stdout.write(f"tried {len(results)}, rejected {rejected}, inert {len(results) - rejected}, crashed 0\n")
        sys.stdout.writelines(
            f"{took:.2f} s {name} {rules}\n" for took, name, rules in sorted(results, reverse=True)[:12]
        )


if __name__ == "__main__":
    main(sys.argv[1:])
