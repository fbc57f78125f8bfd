"""A control's run as moments, compared with those of the real run: which are new, and which are gone."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from hooks.demos.transcript import ControlRecord, Record
from hooks.render.replay import Moment, moments, sessions


class ControlMoment(NamedTuple):
    """A moment of a control's run; a ``gone`` one is only in the real run. ``change`` is empty if it's in both."""

    moment: Moment
    change: Literal["", "new", "gone"]


class ControlReplay(NamedTuple):
    """A control's run from its first difference to the real run on, up to the last one.

    Attributes:
        begins_alike: It begins like the real run.
        moments: Empty if the runs are alike.
        ends_alike: It ends like the real run.
    """

    begins_alike: bool
    moments: tuple[ControlMoment, ...]
    ends_alike: bool

    @property
    def legend(self) -> tuple[str, ...]:
        """The changes that occur."""
        return tuple(dict.fromkeys(moment.change for moment in self.moments if moment.change))


def control_replay(record: Record, control: ControlRecord) -> ControlReplay | None:
    """The run of one of the record's controls; None if the record has a single session."""
    names = sessions((*record.entries, *control.entries))
    if len(sessions(record.entries)) <= 1:
        return None
    rows = list(_compared(moments(record.entries, names), moments(control.entries, names)))
    changed = [index for index, row in enumerate(rows) if row.change]
    if not changed:
        return ControlReplay(begins_alike=True, moments=(), ends_alike=True)
    first, last = changed[0], changed[-1]
    return ControlReplay(first > 0, tuple(rows[first : last + 1]), last < len(rows) - 1)


def _compared(real: tuple[Moment, ...], control: tuple[Moment, ...]) -> Iterator[ControlMoment]:
    for change, start, end, other_start, other_end in SequenceMatcher(
        None, real, control, autojunk=False
    ).get_opcodes():
        if change == "delete":
            yield from (ControlMoment(moment, "gone") for moment in real[start:end])
        is_new = change in {"insert", "replace"}
        yield from (ControlMoment(moment, "new" if is_new else "") for moment in control[other_start:other_end])
