"""Command-line paths as project paths."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click


def relative_to_root(root: Path, path: Path) -> PurePosixPath:
    """``path`` relative to the project root.

    Raises:
        click.BadParameter: ``path`` is outside the project.
    """
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise click.BadParameter(f"{path} is outside {root}", param_hint="PATHS")
    return PurePosixPath(resolved.relative_to(root).as_posix())
