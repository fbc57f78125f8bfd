"""Write a new data file: known values in the canonical format, other fields as comments from the model's docs."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

import yaml

from hooks.fix.canonical import canonical
from hooks.load.layout import is_slug, place_of
from hooks.load.yaml import Json
from hooks.model.base import Model

_MAX_ID_LENGTH = 60
_MAX_ID_WORDS = 6
_STOP_WORDS = frozenset(
    """
    a an and are as at be by can do does for from how in is it its of on or that the them they this to two was what
    when where which who why will with would you your
    """.split()
)


def data_file(path: PurePosixPath, values: Mapping[str, Json], *, todo: str = "", omit: Collection[str] = ()) -> str:
    """The text of a new file at ``path``.

    Args:
        path: Where the file will be, from the project root.
        values: The fields that are known.
        todo: Heads a comment with the fields that aren't in ``values`` or ``omit``. Without it there is no comment.
        omit: Fields to leave out of the comment.

    Raises:
        ValueError: ``path`` has no place in the layout, or a name in it is not a valid id.
    """
    place = place_of(path)
    if place is None or place.model is None:
        raise ValueError(f"{path} is not a path for a data file")
    for name in (*path.parts[1:-1], path.stem):
        if not is_slug(name):
            raise ValueError(
                f"{name!r} is not a valid id: use lowercase letters, digits and single hyphens, as in lost-update"
            )
    text = canonical(path, "".join(_entry(name, value) for name, value in values.items()), place.model)
    return text + (_todo_comment(place.model, {*values, *omit}, todo) if todo else "")


def _entry(name: str, value: Json) -> str:
    """Flat lists and mappings in flow style, everything else in block style."""
    items = list(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    style = None if items and not any(item and isinstance(item, dict | list) for item in items) else False
    return yaml.safe_dump({name: value}, allow_unicode=True, default_flow_style=style, sort_keys=False)


def _todo_comment(model: type[Model], skip: Collection[str], intro: str) -> str:
    fields = {name: info.description or "" for name, info in model.model_fields.items() if name not in skip}
    paragraphs = [intro, *(f"{name}: {description}" for name, description in fields.items())]
    lines = (textwrap.fill(text, 118, initial_indent="# ", subsequent_indent="#   ") for text in paragraphs)
    return "\n".join([*lines, ""])


def slugify(text: str, taken: Collection[str]) -> str:
    """An id from the first significant words of ``text``, numbered if it's in ``taken``.

    Raises:
        ValueError: ``text`` has no Latin letters or digits.
    """
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_text))
    if not words:
        raise ValueError(f"can't make an id from {text!r}: it has no Latin letters or digits. Give an id")
    significant = [word for word in words if word not in _STOP_WORDS] or words
    name = "-".join(significant[:_MAX_ID_WORDS])[: _MAX_ID_LENGTH - 3].rstrip("-")
    name = name if len(name) > 1 else f"q-{name}"
    return next(found for found in (name, *(f"{name}-{n}" for n in range(2, 100))) if found not in taken)
