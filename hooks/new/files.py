"""Values into a new data file: what is known in its form, what is still wanted as comments from the model's words."""

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

_LONGEST_ID = 60
_ID_WORDS = 6
_SMALL = frozenset(
    """
    a an and are as at be by can do does for from how in is it its of on or that the them they this to two was what
    when where which who why will with would you your
    """.split()
)


def data_file(path: PurePosixPath, values: Mapping[str, Json], *, wanted: str = "", but: Collection[str] = ()) -> str:
    """The text of the file at ``path``; below ``wanted`` come the fields that are not in ``values``, save ``but``.

    Raises:
        ValueError: nothing reads a file there, or a name in the path is no id.
    """
    place = place_of(path)
    if place is None or place.model is None:
        raise ValueError(f"{path} is no data file")
    for name in (*path.parts[1:-1], path.stem):
        if not is_slug(name):
            raise ValueError(f"{name!r} is no id: use small letters, digits and single hyphens, as in lost-update")
    text = canonical(path, "".join(_entry(name, value) for name, value in values.items()), place.model)
    return text + (_wanted(place.model, {*values, *but}, wanted) if wanted else "")


def _entry(name: str, value: Json) -> str:
    """Lists of words and small mappings in one line, everything else in lines."""
    parts = list(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    style = None if parts and not any(part and isinstance(part, dict | list) for part in parts) else False
    return yaml.safe_dump({name: value}, allow_unicode=True, default_flow_style=style, sort_keys=False)


def _wanted(model: type[Model], named: Collection[str], intro: str) -> str:
    fields = {name: info.description or "" for name, info in model.model_fields.items() if name not in named}
    said = [intro, *(f"{name}: {description}" for name, description in fields.items())]
    lines = (textwrap.fill(part, 118, initial_indent="# ", subsequent_indent="#   ") for part in said)
    return "\n".join([*lines, ""])


def id_from(text: str, taken: Collection[str]) -> str:
    """An id made of the first telling words of ``text`` that none of ``taken`` is.

    Raises:
        ValueError: no Latin letter and no digit is in it.
    """
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_text))
    if not words:
        raise ValueError(f"no id can be made of {text!r}: it needs Latin letters or digits, or an id of its own")
    telling = [word for word in words if word not in _SMALL] or words
    name = "-".join(telling[:_ID_WORDS])[: _LONGEST_ID - 3].rstrip("-")
    name = name if len(name) > 1 else f"q-{name}"
    return next(found for found in (name, *(f"{name}-{n}" for n in range(2, 100))) if found not in taken)
