"""Limits itself, then becomes the script it is given. Run by `hooks.demos.python`, imported by nobody.

A step of its own because limits set between fork and exec by the parent are unsafe where it has threads.
"""

from __future__ import annotations

import os
import resource
import sys

MIB = 1024 * 1024
LIMITS = {
    "RLIMIT_AS": 256 * MIB,
    "RLIMIT_STACK": 2 * MIB,  # what each thread reserves of the above
    "RLIMIT_FSIZE": 16 * MIB,
    "RLIMIT_CPU": 10,  # seconds
    "RLIMIT_NOFILE": 128,
    "RLIMIT_CORE": 0,
}


def main() -> None:
    """Apply the limits and run ``sys.argv[1:]`` in our place.

    macOS refuses to limit the address space below what it has already reserved: memory is not limited there.
    """
    for name, value in LIMITS.items():
        kind = getattr(resource, name)
        _, highest = resource.getrlimit(kind)
        limit = value if highest == resource.RLIM_INFINITY else min(value, highest)
        try:
            resource.setrlimit(kind, (limit, limit))
        except ValueError:
            if sys.platform != "darwin":
                raise
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606


if __name__ == "__main__":
    main()
