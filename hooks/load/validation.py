"""Validate parsed YAML against its model, and keep as much of an invalid file as possible."""

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
class ValidatedFile:
    """A YAML file after validation.

    ``value`` is the model built from the valid fields, or None if a required field is missing or invalid. ``errors``
    are pydantic's.
    """

    document: Document
    model: type[Model]
    value: Model | None = None
    errors: list[ErrorDetails] = field(default_factory=list)

    @property
    def invalid_fields(self) -> frozenset[str]:
        """Names of the top-level fields with errors."""
        return frozenset(str(error["loc"][0]) for error in self.errors if error["loc"])

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every text in the file."""
        return tuple(leaves(self.model, self.document.value))


def validate(document: Document, model: type[Model]) -> ValidatedFile:
    """Validate, then drop what's invalid: first only the invalid values, then the whole top-level fields around them.

    List items are never dropped, so every item keeps its index.
    """
    value, errors = _validate(model, document.value)
    if errors and isinstance(document.value, dict):
        pruned = copy.deepcopy(document.value)
        for error in errors:
            _prune(pruned, error["loc"])
        value, remaining = _validate(model, pruned)
        if remaining:
            for error in remaining:
                _prune(pruned, error["loc"][:1])
            value, _ = _validate(model, pruned)
    return ValidatedFile(document, model, value, errors)


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
