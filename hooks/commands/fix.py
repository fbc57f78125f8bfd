"""``guide fix``: apply safe fixes and format data files."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from hooks.commands.paths import relative_to_root
from hooks.fix.run import Change, changes, write


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--guess", is_flag=True, help="Also apply suggestions, such as the closest known id. Review the result.")
@click.option("--diff", is_flag=True, help="Print a diff instead of writing; exit 1 if anything would change.")
@click.pass_obj
def fix(root: Path, paths: tuple[Path, ...], guess: bool, diff: bool) -> None:  # noqa: FBT001 - click passes flags
    """Fix what can be fixed automatically, and format the data files.

    Puts keys in schema order, wraps long text, composes characters (NFC) and ends files with a newline. Keeps
    comments and valid values. With PATHS (files or folders), fixes only those.
    """
    found = changes(root, [relative_to_root(root, path) for path in paths], guess=guess)
    if diff:
        for change in found:
            click.echo(_unified_diff(change), nl=False)
        sys.exit(1 if found else 0)
    write(root, found)
    for change in found:
        renamed = f" (was {change.renamed_from.name})" if change.renamed_from else ""
        click.echo(f"fixed {change.path}{renamed}")
    if not found:
        click.echo("Nothing to fix.")


def _unified_diff(change: Change) -> str:
    old = str(change.renamed_from or change.path)
    before = (change.before or "").splitlines(keepends=True)
    lines = difflib.unified_diff(before, change.after.splitlines(keepends=True), old, str(change.path))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
