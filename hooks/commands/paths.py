"""Paths of the shell as paths of the project."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click


def from_root(root: Path, path: Path) -> PurePosixPath:
    """``path`` as the project knows it.

    Raises:
        click.BadParameter: it is not inside the project.
    """
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise click.BadParameter(f"{path} is not inside {root}", param_hint="PATHS")
    return PurePosixPath(resolved.relative_to(root).as_posix())
