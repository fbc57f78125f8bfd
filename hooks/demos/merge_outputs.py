"""Merge the outputs of many runs that differ in numbers only: a number that varies becomes minimum–median–maximum."""

# ruff: noqa: RUF002 - the dash of a range

from __future__ import annotations

import re
from collections.abc import Sequence

from hooks.demos.errors import DemoFailed

_NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*+(?:\.\d++)?")


def merge_outputs(outputs: Sequence[str]) -> str:
    """``lost 9 of 20``, ``lost 14 of 20`` and ``lost 12 of 20`` become ``lost 9–12–14 of 20``.

    Raises:
        DemoFailed: They differ in more than numbers and spaces.
    """
    shapes = [_NUMBER.sub("0", output).split() for output in outputs]
    for seed, shape in enumerate(shapes):
        if shape != shapes[0]:
            word = next((a for a, b in zip(shape, shapes[0], strict=False) if a != b), "another number of words")
            message = f"with SEED={seed}, it prints {word!r} where SEED=0 doesn't: runs may differ only in numbers"
            raise DemoFailed(0, message)
    columns = iter(zip(*map(_NUMBER.findall, outputs), strict=True))
    return _NUMBER.sub(lambda _: _spread(next(columns)), outputs[0])


def _spread(numbers: tuple[str, ...]) -> str:
    ordered = sorted(numbers, key=lambda number: float(number.replace(",", "")))
    if len(set(ordered)) == 1:
        return ordered[0]
    return "–".join((ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1]))
