"""S: a file has the fields that its kind has, each with a value of its type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic_core import ErrorDetails

from hooks.findings.finding import Edit, Mark, Problem
from hooks.load.fields import description, field_names
from hooks.load.shape import Shape
from hooks.model.base import Markup
from hooks.prose import html
from hooks.rules.nearby import listed, nearest
from hooks.rules.registry import Problems, Rules
from hooks.rules.remedies import dated, retyped, schemed

RULES: Rules[Shape] = Rules()

_SHOWN = 80
"""Characters of a value that a message repeats."""
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping (`key: value` lines)",
    "model_type": "a mapping (`key: value` lines)",
    "mapping_type": "a mapping (`key: value` lines)",
    "enum": "one of the known words",
}
_SIZES = {
    "string_too_short": "is too short: at least {min_length} characters",
    "string_too_long": "is too long: at most {max_length} characters",
    "too_short": "has {actual_length} entries: at least {min_length} are needed",
    "too_long": "has {actual_length} entries: at most {max_length} are allowed",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "url_too_long": "is too long: at most {max_length} characters",
    "range": "has its least value above its most",
}


_BLANK = "\\s\N{BRAILLE PATTERN BLANK}"
_UNSEEN = re.compile(rf"(?:[{_BLANK}`]|\[[{_BLANK}]*\]\([^()]*\))+")
"""Code spans and links of which a reader may see nothing."""
_HOLE = re.compile(r"[\s.\N{HORIZONTAL ELLIPSIS}?_-]+|todo|tbd|fixme|xxx|lorem ipsum.*", re.IGNORECASE | re.DOTALL)


def _errors(shape: Shape, *kinds: str, prefix: str = "") -> Iterator[ErrorDetails]:
    for error in shape.errors:
        if error["type"] in kinds or (prefix and error["type"].startswith(prefix)):
            yield error


def _name(error: ErrorDetails) -> str:
    """The field as a person would point at it: ``sources[2].url`` counts from 1."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error["loc"] if step != "[key]")
    return f"`{''.join(steps).lstrip('.')}`" if error["loc"] else "the file"


def _mark(shape: Shape, error: ErrorDetails) -> Mark:
    *around, last = error["loc"] or ("",)
    return shape.document.key_mark(*around) if last == "[key]" else shape.document.mark(*error["loc"])


def _said(value: object) -> str:
    """A value as its writer knows it; of a long one the beginning."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "nothing" if value is None else f"`{text[:_SHOWN]}`"


@RULES.error("S001", mend="Delete it, or see the fields of this kind of file in CONTRIBUTING.md.")
def unknown_key(shape: Shape) -> Problems:
    """A key is one that this kind of file has."""
    for error in _errors(shape, "extra_forbidden"):
        *around, key = error["loc"]
        known = field_names(shape.model, tuple(around))
        near, mark = nearest(str(key), known), shape.document.key_mark(*error["loc"])
        hint = f"Did you mean `{near}`?" if near else f"Known here: {listed(known)}."
        edit = Edit(mark, str(key), near) if near and shape.document.key_marks.get((*around, near)) is None else None
        yield Problem(shape.document.path, mark, f"unknown key `{key}`", hint, edit)


@RULES.error("S002", mend="Add the key with its value.")
def missing_key(shape: Shape) -> Problems:
    """A key that is needed is there. One that is there misspelled is told by S001 alone."""
    meant = {(error["loc"][:-1], _meant(shape, error)) for error in _errors(shape, "extra_forbidden")}
    for error in _errors(shape, "missing"):
        *around, key = error["loc"]
        if (tuple(around), key) not in meant:
            hint = f"Add `{key}: …`. {description(shape.model, error['loc'])}".rstrip()
            yield Problem(shape.document.path, shape.document.mark(*around), f"`{key}` is missing", hint)


def _meant(shape: Shape, error: ErrorDetails) -> str | None:
    """The known key that looks most like the unknown one."""
    *around, key = error["loc"]
    return nearest(str(key), field_names(shape.model, tuple(around)))


@RULES.error("S003", mend="Choose one of the known words.")
def known_value(shape: Shape) -> Problems:
    """A value that is chosen from a list is one of that list."""
    for error in _errors(shape, "enum"):
        choices = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        value, mark = error["input"], _mark(shape, error)
        near = nearest(value, choices) if isinstance(value, str) else None
        hint = f"Did you mean `{near}`?" if near else f"Choose {listed(choices)}."
        edit = Edit(mark, value, near) if near else None
        yield Problem(shape.document.path, mark, f"{_name(error)} cannot be {_said(value)}", hint, edit)


@RULES.error("S004", mend="Compare it with a file of the same kind that works.")
def right_type(shape: Shape) -> Problems:
    """A value is of its field's type: text, a whole number, a list, a mapping."""
    for error in _errors(shape, *_TYPES.keys() - {"enum"}):
        wanted = _TYPES[error["type"]]
        keys = field_names(shape.model, error["loc"])
        hint = _type_hint(wanted, error["input"], keys)
        mark = _mark(shape, error)
        edit = retyped(shape.document, mark, wanted, error["input"], keys)
        yield Problem(shape.document.path, mark, f"{_name(error)} must be {wanted}", hint, edit)


def _type_hint(wanted: str, value: object, keys: tuple[str, ...]) -> str | None:
    if value is None:
        return "Write a value after the colon, or delete the key; `#` begins a comment."
    if wanted == "text" and isinstance(value, bool | int):
        return f'Put it in quotes: `"{str(value).lower()}"`.'
    if wanted == "text":
        return "A text that begins with [ or {, or has a colon and a blank in it, needs quotes."
    if wanted == "a list" and isinstance(value, str):
        return f"Put `- ` before each entry on a line of its own, or write `[{value.lstrip('- ')[:40]}]`."
    if wanted == "a whole number":
        digits = isinstance(value, str) and value.isdecimal()
        return f"Take the quotes away: `{value}`." if digits else "Write digits alone, as in `90`."
    return f"Write `key: value` lines; the keys are {listed(keys)}." if keys else None


@RULES.error(
    "S005",
    mend="Use small letters, digits and single hyphens, as in `lost-update`; an address of the guide is `/like/this/`.",
)
def slug_form(shape: Shape) -> Problems:
    """An id or an address inside the guide has the form of one."""
    for error in _errors(shape, "string_pattern_mismatch"):
        said = f"{_name(error)} has not the form of an id: {_said(error['input'])}"
        yield Problem(shape.document.path, _mark(shape, error), said)


@RULES.error("S006", mend="Bring it within the limits.")
def size(shape: Shape) -> Problems:
    """Texts, lists and numbers keep within their limits."""
    for error in _errors(shape, *_SIZES):
        if error["type"] == "too_short" and error["input"]:
            continue  # entries are there, and faulty: each has a finding of its own
        said = _SIZES[error["type"]].format(**error.get("ctx", {}))
        hint = "Write something, or delete the key." if error["type"] in ("string_too_short", "too_short") else None
        yield Problem(shape.document.path, _mark(shape, error), f"{_name(error)} {said}", hint)


@RULES.error("S007", mend="Write it as year-month-day: `2026-11-20`.")
def date_form(shape: Shape) -> Problems:
    """A date is written as ``2026-11-20`` and exists."""
    for error in _errors(shape, prefix="date_"):
        said, mark = f"{_name(error)} is no date: {_said(error['input'])}", _mark(shape, error)
        yield Problem(shape.document.path, mark, said, edit=dated(mark, error["input"]))


@RULES.error("S008", mend="Use the full address of the page, beginning with `https://`.")
def url_form(shape: Shape) -> Problems:
    """An address outside the guide is a whole http or https address."""
    for error in _errors(shape, "url_parsing", "url_scheme", "url_type", "url_syntax_violation"):
        said, mark = f"{_name(error)} is no web address: {_said(error['input'])}", _mark(shape, error)
        yield Problem(shape.document.path, mark, said, edit=schemed(mark, error["input"]))


@RULES.error("S009", mend="Write it, or delete the key.")
def something_said(shape: Shape) -> Problems:
    """A text says something: dots, a question mark or ``TODO`` alone would be a hole in a page."""
    for leaf in shape.leaves:
        if Markup.INLINE in leaf.marks and (_HOLE.fullmatch(leaf.text) or _is_unseen(leaf.text)):
            hint = "Write it, or delete the entry." if isinstance(leaf.loc[-1], int) else None
            yield Problem(shape.document.path, shape.document.mark(*leaf.loc), f"`{leaf.text}` says nothing yet", hint)


def _is_unseen(text: str) -> bool:
    return _UNSEEN.fullmatch(text) is not None and re.search(rf"[^{_BLANK}]", html.plain(text)) is None
