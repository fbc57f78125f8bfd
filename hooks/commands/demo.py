"""``guide demo``: run answers' programs and compare or record their output, or open a shell after one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hooks.check.check import check
from hooks.commands.selection import select_programs
from hooks.findings.report import visible
from hooks.model.question import Program
from hooks.render.labels import count

if TYPE_CHECKING:
    from hooks.demos.outcome import Outcome

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--record", is_flag=True, help="Write the output to the record files.")
@click.option("--shell", is_flag=True, help="Run one program, then open psql or Python in the state it left.")
@click.option(
    "--unconfined",
    is_flag=True,
    help="Run without a sandbox, even what has changed. Scripts can then do whatever you can do: read them first.",
)
@click.pass_obj
def demo(root: Path, ids: tuple[str, ...], record: bool, shell: bool, unconfined: bool) -> None:  # noqa: FBT001 - click passes flags
    """Run programs and compare their output with their records.

    IDS are questions, or single programs such as lost-update/row-lock.sql; the default is everything. Exits 1 if a
    program fails, contradicts a claim or differs from its record. On a terminal, reports every program as it
    finishes; otherwise only the ones that changed or failed.
    """
    if shell and record:
        raise click.UsageError("--record and --shell can't be combined.")
    programs = list(select_programs(check(root).project, ids))
    if shell:
        passed = _open_shell(root, programs, unconfined=unconfined)
    else:
        passed = _run(root, programs, record=record, unconfined=unconfined)
    sys.exit(0 if passed else 1)


def _run(root: Path, programs: list[Program], *, record: bool, unconfined: bool) -> bool:
    from hooks.demos.run_and_compare import run_and_compare  # noqa: PLC0415 - needs packages that only tests install

    verbose, started, failed = sys.stdout.isatty(), time.monotonic(), 0
    paths = [root / program.path for program in programs]
    for number, outcome in enumerate(run_and_compare(paths, record=record, unconfined=unconfined), 1):
        failed += outcome.failed
        if verbose:
            click.echo(f"{number:>{len(str(len(programs)))}}/{len(programs)} {outcome.seconds:5.1f} s  ", nl=False)
        if verbose or outcome.status != "passed":
            click.echo(f"{outcome.status:<9} {outcome.path.relative_to(root)}")
        _print_detail(outcome)
    claims = count(sum(program.claims for program in programs), "claim")
    seconds = time.monotonic() - started
    click.echo(f"{count(len(programs), 'program')} with {claims} in {seconds:.1f} s, {failed or 'none'} failed.")
    return not failed


def _print_detail(outcome: Outcome) -> None:
    """Print the error, or the diff (colored on a terminal) and how to accept it."""
    if not outcome.detail:
        return
    color = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    for line in map(visible, outcome.detail.split("\n")):
        paint = _COLORS.get(line[:1]) if color and outcome.status == "differs" else None
        click.echo(click.style(line, fg=paint) if paint else line, err=True)
    if outcome.status == "differs":
        name = f"{outcome.path.parent.name}/{outcome.path.name}"
        click.echo(f"If the new output is right: guide demo --record {name}", err=True)


def _open_shell(root: Path, programs: list[Program], *, unconfined: bool) -> bool:
    if len(programs) != 1:
        names = "".join(f"\n  {program.path.parent.name}/{program.name}" for program in programs[:10])
        raise click.UsageError(f"--shell takes one program; choose one of:{names or ' none'}")
    from hooks.demos.errors import DemoError  # noqa: PLC0415 - needs packages that only tests install
    from hooks.demos.services import Services  # noqa: PLC0415
    from hooks.demos.shell import open_shell  # noqa: PLC0415

    try:
        with Services(unconfined=unconfined) as services:
            return open_shell(root / programs[0].path, programs[0].text, services, _echo_stderr)
    except DemoError as error:
        _echo_stderr(f"{programs[0].name}: {error}")
        return False


def _echo_stderr(text: str) -> None:
    click.echo(visible(text), err=True)
