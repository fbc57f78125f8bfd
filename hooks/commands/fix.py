"""``guide fix``: mend what a machine can mend, and bring files into one form."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from hooks.commands.paths import from_root
from hooks.fix.run import Change, changes, write


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--guess", is_flag=True, help="Take proposals too, such as the nearest known id. Read what changed.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and exit 1 if anything would.")
@click.pass_obj
def fix(root: Path, paths: tuple[Path, ...], guess: bool, diff: bool) -> None:  # noqa: FBT001 - click passes flags
    """Mend the mistakes that need no judgement, and bring data files into their one form.

    Keys take the order of the schema, long texts are wrapped, characters are composed (NFC), a file ends with a line
    end. Comments stay, and no sound value changes. With PATHS, files or folders, only those.
    """
    found = changes(root, [from_root(root, path) for path in paths], guess=guess)
    if diff:
        for change in found:
            click.echo(_difference(change), nl=False)
        sys.exit(1 if found else 0)
    write(root, found)
    for change in found:
        renamed = f" (was {change.renamed_from.name})" if change.renamed_from else ""
        click.echo(f"mended {change.path}{renamed}")
    if not found:
        click.echo("Nothing to mend.")


def _difference(change: Change) -> str:
    old = str(change.renamed_from or change.path)
    before = (change.before or "").splitlines(keepends=True)
    lines = difflib.unified_diff(before, change.after.splitlines(keepends=True), old, str(change.path))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
