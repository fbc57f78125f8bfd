"""Installs bubblewrap, which the sandbox needs: ``python -m tests.demos.install`` exits 1 if it can't."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from hooks.demos.sandbox import sandbox_fix

_INSTALL_SECONDS = 600
_APT = (
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-y", "-q", "--no-install-recommends", "bubblewrap", "libseccomp2"],
)


def main() -> None:
    """Install it with apt if we're root; otherwise say what to run. On macOS, tests of programs run without it."""
    if sys.platform != "linux" or shutil.which("bwrap"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in _APT:
            sys.stderr.write(f"$ {' '.join(command)}\n")
            subprocess.run(command, stdout=sys.stderr, check=False, timeout=_INSTALL_SECONDS)
    if not shutil.which("bwrap"):
        sys.exit(f"Programs run in a sandbox that isn't installed yet. Run: {sandbox_fix()}")


if __name__ == "__main__":
    main()
