"""F: what holds for every file below ``data/``, whatever is in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

from hooks.findings.finding import START, Edit, Mark, Problem
from hooks.load.files import RawFile, most_bytes
from hooks.load.layout import EXAMPLES, Role, is_slug, place_of
from hooks.rules.nearby import nearest
from hooks.rules.registry import Problems, Rules

RULES: Rules[RawFile] = Rules()

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff#*0-9])[\ufe0e\ufe0f]"  # these two tell a sign from an emoji
)
_CODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
"""As Python looks for it in the first two lines (PEP 263)."""
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that end a line somewhere: without them two words would become one."""


@RULES.error("F001", mend="Save the file as UTF-8.")
def utf8(file: RawFile) -> Problems:
    """A file is UTF-8 text, and a Python program declares no other encoding."""
    if file.text is None:
        try:
            file.raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = file.raw[: error.start].decode("utf-8", "replace")
            mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
            yield Problem(file.path, mark, f"byte 0x{file.raw[error.start]:02x} is not UTF-8")
    elif file.path.suffix == ".py":
        for number, line in enumerate(file.text.split("\n")[:2], 1):
            found = _CODING.match(line)
            if found and found[1].lower().replace("_", "-") not in ("utf-8", "utf8"):
                said = f"`{found[1]}` makes Python read another text than people do"
                yield Problem(file.path, Mark(number, found.start(1) + 1), said, "Delete the line: Python reads UTF-8.")


@RULES.error("F002", mend="Split it, or leave out what a reader does not need.")
def size(file: RawFile) -> Problems:
    """A file of a question holds at most 32 KiB, any other at most 128 KiB. Larger ones are not read."""
    most = most_bytes(file.path)
    if file.size > most:
        yield Problem(file.path, START, f"the file has {file.size:,} bytes; at most {most:,} are read")


@RULES.error(
    "F003", mend="Delete the invisible sign before the first letter, or save it as UTF-8 without a signature (BOM)."
)
def byte_order_mark(file: RawFile) -> Problems:
    """A file does not begin with a byte order mark."""
    if file.raw.startswith(b"\xef\xbb\xbf"):
        yield Problem(file.path, START, "the file begins with a byte order mark")


@RULES.error("F004", mend="Delete it; editors show it when you search for the code point.")
def invisible(file: RawFile) -> Problems:
    """No invisible characters: controls, zero-width signs, marks that turn the reading direction.

    They make a text read other than it is written, which a reviewer cannot see.
    """
    text = file.text or ""
    for number, line in enumerate(text.split("\n") if INVISIBLE.search(text) else (), 1):
        for match in INVISIBLE.finditer(line):
            name = unicodedata.name(match[0], "control character")
            mark = Mark(number, match.start() + 1)
            said = f"invisible character U+{ord(match[0]):04X} ({name.lower()})"
            edit = Edit(mark, match[0], " " if match[0] in _BREAKS else "")
            yield Problem(file.path, mark, said, edit=edit)


@RULES.error("F005", mend="Type the letter again on your keyboard, or normalize the file to NFC.")
def composed(file: RawFile) -> Problems:
    """Text is in Unicode's composed form (NFC), so that the same word is the same bytes."""
    text = file.text or ""
    for number, line in enumerate(() if unicodedata.is_normalized("NFC", text) else text.split("\n"), 1):
        normal = unicodedata.normalize("NFC", line)
        if line != normal:
            column = next((i for i, (a, b) in enumerate(zip(line, normal, strict=False)) if a != b), 0)
            mark = Mark(number, column + 1)
            said = f"`{line[column : column + 2]}` is written with a combining mark"
            yield Problem(file.path, mark, said, edit=Edit(mark, line[column:], normal[column:]))


_WHERE = " (on GitHub, in the box above the editor)"
"""Where a file or its folder gets another name on the web."""


@RULES.error("F006", mend="Move it to where files of its kind live: see design of data/ in CONTRIBUTING.md.")
def known_place(file: RawFile) -> Problems:
    """Every file below ``data/`` has a place in the layout."""
    if not file.is_link and place_of(file.path) is None:
        yield Problem(file.path, START, "nothing reads a file of this name here", _place_hint(file))


def _place_hint(file: RawFile) -> str | None:
    renamed = file.path.with_suffix(".yml")
    if file.path.suffix == ".yaml" and place_of(renamed):
        return f"Rename it to `{renamed.name}`{_WHERE}."
    siblings = {name.rsplit("/", 1)[1] for name in EXAMPLES if "<" not in name.rsplit("/", 1)[1]}
    entries = {f"{folder}.yml": example for folder, example in _entry_folders(file.path.parent).items()}
    found = nearest(file.path.name, siblings | entries.keys())
    if found in entries:
        return f"Put each entry in a file of its own: `{entries[found]}`."
    meant = file.path.with_name(found) if found else None
    return f"Did you mean `{meant}`?" if meant and place_of(meant) else _folder_hint(file.path)


def _folder_hint(path: PurePosixPath) -> str | None:
    """Where the file belongs if only its folder is wrong: too deep, or misspelled."""
    above = next((folder / path.name for folder in path.parent.parents if place_of(folder / path.name)), None)
    if above:
        return f"Move it to `{above}`{_WHERE}."
    home = path.parent.parent
    found = nearest(path.parent.name, _entry_folders(home))
    return f"Did you mean `{home / found / path.name}`?" if found and place_of(home / found / path.name) else None


def _entry_folders(home: PurePosixPath) -> Mapping[str, str]:
    """Folders in ``home`` that hold a file for each entry, with the path of an entry."""
    examples = (PurePosixPath(example) for example in EXAMPLES)
    return {
        example.parent.name: str(example)
        for example in examples
        if example.name.startswith("<") and example.parent.parent == home
    }


@RULES.error("F007", mend="Use small letters, digits and single hyphens, as in `lost-update`.")
def slugs(file: RawFile) -> Problems:
    """Folders and files that become addresses are named by slugs: small ASCII letters, digits, single hyphens.

    A Python program may have underscores for hyphens, so that another can import it.
    """
    place, inside = place_of(file.path), file.path.relative_to("data")
    for part in (*inside.parts[:-1], inside.name.split(".")[0].replace("_", "-" if ".py" in inside.suffixes else "_")):
        if not is_slug(part):
            yield Problem(file.path, START, f"`{part}` cannot stand in an address", _slug_hint(part) if place else None)
    if place and place.id == "index" and place.role in (Role.QUESTION, Role.TOPIC, Role.COMPANY, Role.PLAN):
        yield Problem(file.path, START, "`index` is the address of the list itself", f"Choose another name{_WHERE}.")


def _slug_hint(part: str) -> str | None:
    other = re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
    return f"Rename it to `{other}`{_WHERE}: small letters, digits and single hyphens." if is_slug(other) else None


@RULES.error("F008", mend="Put the file itself here.")
def no_links(file: RawFile) -> Problems:
    """A file below ``data/`` is a file: links are not followed."""
    if file.is_link:
        yield Problem(file.path, START, "this is a link, not a file")


@RULES.error("F009", mend="Write it, or delete the file.")
def not_empty(file: RawFile) -> Problems:
    """A file has something in it. Only a program's record may be empty."""
    place = place_of(file.path)
    if (
        not file.is_link
        and file.size <= most_bytes(file.path)
        and not file.raw.strip()
        and not (place and place.role is Role.RECORD)
    ):
        yield Problem(file.path, START, "the file is empty")
