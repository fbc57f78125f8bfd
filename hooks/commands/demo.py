"""``guide demo``: run the programs beside answers, record them, or look around in what one has left."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hooks.check.check import check
from hooks.commands import choosing
from hooks.model.question import Program
from hooks.render.labels import count

if TYPE_CHECKING:
    from hooks.demos.run_and_compare import Outcome

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--record", is_flag=True, help="Write what the programs print into their records.")
@click.option("--shell", "look", is_flag=True, help="Run one program, then open psql or Python where it ended.")
@click.pass_obj
def demo(root: Path, ids: tuple[str, ...], record: bool, look: bool) -> None:  # noqa: FBT001 - click passes flags
    """Run the programs of the questions IDS, or all, and compare what they print with their records.

    A single one is named with its question, as lost-update/row-lock.sql. Exit 1 if one fails, contradicts a claim, or
    prints something else. On a terminal every program is told as it ends; elsewhere only what did not simply hold.
    """
    if look and record:
        raise click.UsageError("--record and --shell do not go together.")
    programs = list(choosing.programs(check(root).project, ids))
    sys.exit(0 if (_look(root, programs) if look else _prove(root, programs, record=record)) else 1)


def _prove(root: Path, programs: list[Program], *, record: bool) -> bool:
    from hooks.demos.run_and_compare import prove  # noqa: PLC0415 - needs packages that only tests install

    talkative, seconds, failed = sys.stdout.isatty(), 0.0, 0
    for number, outcome in enumerate(prove([root / program.path for program in programs], record=record), 1):
        seconds += outcome.seconds
        failed += outcome.failed
        if talkative:
            click.echo(f"{number:>{len(str(len(programs)))}}/{len(programs)} {outcome.seconds:5.1f} s  ", nl=False)
        if talkative or outcome.word != "holds":
            click.echo(f"{outcome.word:<9} {outcome.path.relative_to(root)}")
        _tell_more(outcome)
    claims = count(sum(program.claims for program in programs), "claim")
    click.echo(f"{count(len(programs), 'program')} with {claims} in {seconds:.1f} s, {failed or 'none'} failed.")
    return not failed


def _tell_more(outcome: Outcome) -> None:
    """Why it failed, or the difference, in color where somebody sees it; and how to accept that."""
    if not outcome.detail:
        return
    color = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    for line in outcome.detail.splitlines():
        paint = _COLORS.get(line[:1]) if color and outcome.word == "differs" else None
        click.echo(click.style(line, fg=paint) if paint else line, err=True)
    if outcome.word == "differs":
        name = f"{outcome.path.parent.name}/{outcome.path.name}"
        click.echo(f"Right as it is now? guide demo --record {name}", err=True)


def _look(root: Path, programs: list[Program]) -> bool:
    if len(programs) != 1:
        named = "".join(f"\n  {program.path.parent.name}/{program.name}" for program in programs[:10])
        raise click.UsageError(f"--shell opens one program; name it:{named or ' there is none'}")
    from hooks.demos.errors import DemoError  # noqa: PLC0415 - needs packages that only tests install
    from hooks.demos.services import Services  # noqa: PLC0415
    from hooks.demos.shell import open_shell  # noqa: PLC0415

    try:
        with Services() as services:
            return open_shell(root / programs[0].path, programs[0].text, services, _say)
    except DemoError as error:
        click.echo(f"{programs[0].name}: {error}", err=True)
        return False


def _say(text: str) -> None:
    click.echo(text, err=True)
