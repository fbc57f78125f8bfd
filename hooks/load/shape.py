"""Plain values into models: as much of a file as can be used, and every reason why the rest cannot."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hooks.load.fields import Leaf, leaves
from hooks.load.yaml import Document, Json, Loc
from hooks.model.base import Model


@dataclass
class Shape:
    """A document held against its model.

    ``value`` is the model of what was sound, or None if something needed is missing; ``errors`` are pydantic's.
    """

    document: Document
    model: type[Model]
    value: Model | None = None
    errors: list[ErrorDetails] = field(default_factory=list)

    @property
    def unsound(self) -> frozenset[str]:
        """Names of the top-level fields that some error is about."""
        return frozenset(str(error["loc"][0]) for error in self.errors if error["loc"])

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every text of the file."""
        return tuple(leaves(self.model, self.document.value))


def shape(document: Document, model: type[Model]) -> Shape:
    """Validate; what is wrong is left out, first to the letter, then by whole top-level fields.

    Items are never taken out of a list: what is left keeps its place in the file.
    """
    value, errors = _validate(model, document.value)
    if errors and isinstance(document.value, dict):
        pruned = copy.deepcopy(document.value)
        for error in errors:
            _prune(pruned, error["loc"])
        value, still = _validate(model, pruned)
        if still:
            for error in still:
                _prune(pruned, error["loc"][:1])
            value, _ = _validate(model, pruned)
    return Shape(document, model, value, errors)


def _validate(model: type[Model], value: Json) -> tuple[Model | None, list[ErrorDetails]]:
    try:
        return model.model_validate_json(json.dumps(value)), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _prune(value: Json, loc: Loc) -> None:
    for step in loc[:-1]:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    if isinstance(value, dict) and loc:
        value.pop(str(loc[-1]), None)
