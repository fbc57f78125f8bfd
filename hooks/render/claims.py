"""The claims of a program, each with the controls that break it and their runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hooks.demos.errors import ProgramError
from hooks.demos.transcript import Record
from hooks.render.control_replay import ControlReplay, control_replay
from hooks.render.control_run import ControlRun, control_run
from hooks.rules.parsed_programs import parse as parse_program


class BreakingControl(NamedTuple):
    """A control below a claim that it breaks.

    Attributes:
        label: What it lacks and how it ended: ``without FOR UPDATE: fails, 165``.
        anchor: The id of its run.
        run: None below a claim that isn't the first it breaks. A replay if the program has several sessions.
        is_linked: It breaks several claims.
    """

    label: str
    anchor: str
    run: ControlReplay | ControlRun | None
    is_linked: bool

    def linked(self) -> BreakingControl:
        """The control for another page; its run has an id only if it's linked on its own page, too."""
        return self._replace(run=None, anchor=self.anchor if self.is_linked else self.anchor.rpartition(".")[0])


class Claim(NamedTuple):
    """A claim that holds. ``no_control`` says why it has no control; empty if it has one, or should have one."""

    sentence: str
    controls: tuple[BreakingControl, ...] = ()
    no_control: str = ""

    def linked(self) -> Claim:
        """The claim for another page: its controls have no runs, so they link to them, or to their program."""
        return self._replace(controls=tuple(control.linked() for control in self.controls))


def _anchor(program: str, number: int) -> str:
    """Id of a control's run in the figure with the id ``program``: no heading's id has a dot."""
    return f"{program}.{number}"


def claims(record: Record, text: str, anchor: str) -> tuple[Claim, ...]:
    """The claims of the program ``text`` with the figure ``anchor``."""
    reasons = _reasons(text, is_script=record.is_script)
    shown: set[int] = set()
    return tuple(
        Claim(sentence, tuple(_breaking(record, sentence, anchor, shown)), reasons.get(sentence, ""))
        for sentence in record.claims
    )


def _breaking(record: Record, sentence: str, anchor: str, shown: set[int]) -> Iterator[BreakingControl]:
    """The controls that break a claim. Those in ``shown`` are above; adds the others."""
    for number, control in enumerate(record.controls, 1):
        if sentence in control.failed:
            yield BreakingControl(
                f"without {control.label}: {control.verdict}",
                _anchor(anchor, number),
                None if number in shown else control_replay(record, control) or control_run(record, control),
                is_linked=sum(claim in control.failed for claim in record.claims) > 1,
            )
            shown.add(number)


def _reasons(text: str, *, is_script: bool) -> dict[str, str]:
    """Why claims have no control, by their sentences."""
    if "no control" not in text:
        return {}
    program = parse_program(".py" if is_script else ".sql", text)
    return {} if isinstance(program, ProgramError) else {claim.sentence: claim.no_control for claim in program.claims}
