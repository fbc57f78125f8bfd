"""S: a file has the fields of its kind, each with a value of the right type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic_core import ErrorDetails

from hooks.findings.finding import Edit, Position, Problem
from hooks.load.fields import Leaf, description, field_names
from hooks.load.validation import ValidatedFile
from hooks.model.base import MAX_TEXT_LENGTH, Markup
from hooks.prose import html
from hooks.prose.invisible import is_visible
from hooks.rules.registry import Problems, Rules
from hooks.rules.suggestions import closest, or_list
from hooks.rules.yaml_fixes import fix_date, fix_type, fix_url

RULES: Rules[ValidatedFile] = Rules()

_MAX_SHOWN = 80
"""Characters of a value that a message repeats."""
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "mapping_type": "a mapping",
    "enum": "one of the known words",
}
_LIMITS = {
    "string_too_short": "is too short: at least {min_length} characters",
    "string_too_long": "is too long: at most {max_length} characters",
    "too_short": "has {actual_length} entries: at least {min_length} required",
    "too_long": "has {actual_length} entries: at most {max_length} allowed",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "url_too_long": "is too long: at most {max_length} characters",
    "range": "has `least` above `most`",
}


_PLACEHOLDER = re.compile(
    r"[\s.\N{HORIZONTAL ELLIPSIS}?_-]+|todo|tbd|fixme|xxx|lorem ipsum.*", re.IGNORECASE | re.DOTALL
)


def _errors(file: ValidatedFile, *types: str, prefix: str = "") -> Iterator[ErrorDetails]:
    for error in file.errors:
        if error["type"] in types or (prefix and error["type"].startswith(prefix)):
            yield error


def _field(error: ErrorDetails) -> str:
    """The field's path, counting from 1: ``sources[2].url``."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error["loc"] if step != "[key]")
    return f"`{''.join(steps).lstrip('.')}`" if error["loc"] else "the file"


def _position(file: ValidatedFile, error: ErrorDetails) -> Position:
    *parents, last = error["loc"] or ("",)
    return file.document.key_position(*parents) if last == "[key]" else file.document.position(*error["loc"])


def _shown(value: object) -> str:
    """The value as written in the file, shortened if it's long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "empty" if value is None else f"`{text[:_MAX_SHOWN]}`"


@RULES.error("S001", fix="Delete it, or look up the fields of this kind of file in CONTRIBUTING.md.")
def no_unknown_keys(file: ValidatedFile) -> Problems:
    """Every key is a field of this kind of file."""
    for error in _errors(file, "extra_forbidden"):
        *parents, key = error["loc"]
        known = field_names(file.model, tuple(parents))
        near, position = closest(str(key), known), file.document.key_position(*error["loc"])
        hint = f"Did you mean `{near}`?" if near else f"Valid keys: {or_list(known)}."
        is_free = near and file.document.key_positions.get((*parents, near)) is None
        edit = Edit(position, str(key), near) if near and is_free else None
        yield Problem(file.document.path, position, f"unknown key `{key}`", hint, edit)


@RULES.error("S002", fix="Add the key and its value.")
def no_missing_keys(file: ValidatedFile) -> Problems:
    """Every required key is present. Misspelled keys are reported by S001."""
    meant = {(error["loc"][:-1], _meant(file, error)) for error in _errors(file, "extra_forbidden")}
    for error in _errors(file, "missing"):
        *parents, key = error["loc"]
        if (tuple(parents), key) not in meant:
            position = file.document.position(*parents)
            hint = f"Add `{key}: …`. {description(file.model, error['loc'])}".rstrip()
            yield Problem(file.document.path, position, f"`{key}` is missing", hint)


def _meant(file: ValidatedFile, error: ErrorDetails) -> str | None:
    """The valid key closest to the unknown one."""
    *parents, key = error["loc"]
    return closest(str(key), field_names(file.model, tuple(parents)))


@RULES.error("S003", fix="Use one of the allowed values.")
def allowed_values(file: ValidatedFile) -> Problems:
    """A field with a fixed set of values has one of them."""
    for error in _errors(file, "enum"):
        choices = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        value, position = error["input"], _position(file, error)
        near = closest(value, choices) if isinstance(value, str) else None
        hint = f"Did you mean `{near}`?" if near else f"Use {or_list(choices)}."
        edit = Edit(position, value, near) if near else None
        yield Problem(file.document.path, position, f"{_field(error)} can't be {_shown(value)}", hint, edit)


@RULES.error("S004", fix="Compare it with another file of the same kind.")
def valid_types(file: ValidatedFile) -> Problems:
    """Every value has its field's type: text, whole number, list or mapping."""
    for error in _errors(file, *_TYPES.keys() - {"enum"}):
        expected = _TYPES[error["type"]]
        keys = field_names(file.model, error["loc"])
        hint = _type_hint(expected, error["input"], keys)
        position = _position(file, error)
        edit = fix_type(file.document, position, expected, error["input"], keys)
        yield Problem(file.document.path, position, f"{_field(error)} must be {expected}", hint, edit)


def _type_hint(expected: str, value: object, keys: tuple[str, ...]) -> str | None:
    if value is None:
        return "Write a value after the colon, or delete the key. `#` starts a comment."
    if expected == "text" and isinstance(value, bool | int):
        return f'Put it in quotes: `"{str(value).lower()}"`.'
    if expected == "text":
        return "Put it in quotes if it starts with `[` or `{`, or contains a colon and a space."
    if expected == "a list" and isinstance(value, str):
        return f"Put each entry on its own line after `- `, or write `[{value.lstrip('- ')[:40]}]`."
    if expected == "a whole number":
        digits = isinstance(value, str) and value.isdecimal()
        return f"Remove the quotes: `{value}`." if digits else "Write digits only, as in `90`."
    return f"Write `key: value` lines. Valid keys: {or_list(keys)}." if keys else None


@RULES.error(
    "S005",
    fix="Use lowercase letters, digits and single hyphens, as in `lost-update`. "
    "A page's path looks like `/guide/mistakes/`.",
)
def valid_ids(file: ValidatedFile) -> Problems:
    """Ids are slugs, and paths of the guide's pages look like ``/guide/mistakes/``."""
    for error in _errors(file, "string_pattern_mismatch"):
        message = f"invalid {_field(error)}: {_shown(error['input'])}"
        yield Problem(file.document.path, _position(file, error), message)


@RULES.error("S006", fix="Keep it within the limits.")
def within_limits(file: ValidatedFile) -> Problems:
    """Texts, lists and numbers stay within their limits."""
    for error in _errors(file, *_LIMITS):
        if error["type"] == "too_short" and error["input"]:
            continue  # the entries exist but are invalid, and each has its own finding
        context = error.get("ctx", {})
        is_empty = error["type"] == "string_too_short" and context["min_length"] == 1
        message = "is empty" if is_empty else _LIMITS[error["type"]].format(**context)
        hint = "Write a value, or delete the key." if error["type"] in ("string_too_short", "too_short") else None
        yield Problem(file.document.path, _position(file, error), f"{_field(error)} {message}", hint)


@RULES.error("S007", fix="Write it as YYYY-MM-DD: `2026-11-20`.")
def valid_dates(file: ValidatedFile) -> Problems:
    """A date is written as ``YYYY-MM-DD`` and exists."""
    for error in _errors(file, prefix="date_"):
        message, position = f"{_field(error)} is not a valid date: {_shown(error['input'])}", _position(file, error)
        yield Problem(file.document.path, position, message, edit=fix_date(position, error["input"]))


@RULES.error("S008", fix="Use the page's full URL, starting with `https://`.")
def valid_urls(file: ValidatedFile) -> Problems:
    """A URL is a complete http or https URL."""
    for error in _errors(file, "url_parsing", "url_scheme", "url_type", "url_syntax_violation"):
        message, position = f"{_field(error)} is not a valid URL: {_shown(error['input'])}", _position(file, error)
        yield Problem(file.document.path, position, message, edit=fix_url(position, error["input"]))


@RULES.error("S009", fix="Replace it with real text, or delete the key.")
def no_placeholders(file: ValidatedFile) -> Problems:
    """No placeholders such as ``…``, ``???`` or ``TODO``, and no text without visible characters."""
    for leaf in file.leaves:
        is_prose = Markup.INLINE in leaf.annotations
        if is_prose and len(leaf.text) > MAX_TEXT_LENGTH:
            continue  # S006 reports it
        in_list = any(isinstance(step, int) for step in leaf.loc[-1:])
        hint = "Replace it with real text, or delete the entry." if in_list else None
        position = file.document.position(*leaf.loc)
        if is_prose and _PLACEHOLDER.fullmatch(leaf.text):
            yield Problem(file.document.path, position, f"placeholder text: `{leaf.text}`", hint)
        elif leaf.text and (is_prose or Markup.CODE in leaf.annotations) and _is_invisible(leaf):
            yield Problem(file.document.path, position, f"nothing of this text is visible: {_shown(leaf.text)}", hint)


def _is_invisible(leaf: Leaf) -> bool:
    return not is_visible(html.plain(leaf.text) if Markup.INLINE in leaf.annotations else leaf.text)
