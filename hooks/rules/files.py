"""F: every file below ``data/``, whatever it contains."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

from hooks.findings.finding import START, Edit, Position, Problem
from hooks.load.files import DATA, RawFile, max_bytes
from hooks.load.layout import EXAMPLES, Role, is_slug, place_of
from hooks.prose.invisible import INVISIBLE, describe
from hooks.rules.registry import Problems, Rules
from hooks.rules.suggestions import closest

RULES: Rules[RawFile] = Rules()

_CODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
"""Python looks for this in the first two lines (PEP 263)."""
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Line breaks somewhere: removing one would join two words."""


@RULES.error("F001", fix="Save the file as UTF-8.")
def utf8(file: RawFile) -> Problems:
    """A file is UTF-8 text, and a Python program doesn't declare another encoding."""
    if file.text is None:
        try:
            file.raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = file.raw[: error.start].decode("utf-8", "replace")
            position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
            yield Problem(file.path, position, f"byte 0x{file.raw[error.start]:02x} is not UTF-8")
    elif file.path.suffix == ".py":
        for number, line in enumerate(file.text.split("\n")[:2], 1):
            found = _CODING.match(line)
            if found and found[1].lower().replace("_", "-") not in ("utf-8", "utf8"):
                message = f"the program declares the encoding `{found[1]}`"
                hint = "Delete this line. Python's default is UTF-8."
                yield Problem(file.path, Position(number, found.start(1) + 1), message, hint)


@RULES.error("F002", fix="Split it, or cut what readers don't need.")
def max_size(file: RawFile) -> Problems:
    """Files in a question's folder are at most 32 KiB, all others at most 64 KiB. Larger files aren't read."""
    limit = max_bytes(file.path)
    if file.size > limit:
        yield Problem(file.path, START, f"the file has {file.size:,} bytes; the limit is {limit:,}")


@RULES.error("F003", fix="Save the file as UTF-8 without a BOM.")
def byte_order_mark(file: RawFile) -> Problems:
    """A file doesn't start with a byte order mark (BOM)."""
    if file.raw.startswith(b"\xef\xbb\xbf"):
        yield Problem(file.path, START, "the file starts with a byte order mark (BOM)")


@RULES.error("F004", fix="Delete it. To find it in your editor, search for the code point.")
def no_invisible_characters(file: RawFile) -> Problems:
    """No invisible characters: control and format characters, private use, and all others that draw nothing.

    They can make text read differently from what's in the file, and reviewers can't see them. Emoji can have the
    variation selectors and joiners they're made of.
    """
    text = file.text or ""
    for number, line in enumerate(text.split("\n") if INVISIBLE.search(text) else (), 1):
        for match in INVISIBLE.finditer(line):
            position = Position(number, match.start() + 1)
            message = f"invisible character {describe(match[0])}"
            edit = Edit(position, match[0], " " if match[0] in _BREAKS else "")
            yield Problem(file.path, position, message, edit=edit)


@RULES.error("F005", fix="Retype the character, or normalize the file to NFC.")
def nfc(file: RawFile) -> Problems:
    """Text is in Unicode's composed form (NFC), so the same word is always the same bytes."""
    text = file.text or ""
    for number, line in enumerate(() if unicodedata.is_normalized("NFC", text) else text.split("\n"), 1):
        normal = unicodedata.normalize("NFC", line)
        if line != normal:
            column = next((i for i, (a, b) in enumerate(zip(line, normal, strict=False)) if a != b), 0)
            position = Position(number, column + 1)
            message = f"`{line[column : column + 2]}` uses a combining character"
            yield Problem(file.path, position, message, edit=Edit(position, line[column:], normal[column:]))


_ON_GITHUB = " (on GitHub: in the box above the editor)"


@RULES.error("F006", fix="Delete it, or move it: a question's files belong in `data/questions/<topic>/<slug>/`.")
def known_path(file: RawFile) -> Problems:
    """Every file below ``data/`` has a place in the layout. No hidden files, no hidden or empty folders."""
    if file.is_hidden:
        is_empty = not file.path.name.startswith((".", "__"))
        message = "empty folder, or a submodule" if is_empty else "hidden file or folder: reviewers may not see it"
        yield Problem(file.path, START, message, "Delete it.")
    elif not file.is_link and place_of(file.path) is None:
        yield Problem(file.path, START, "unexpected file: the guide doesn't read it", _place_hint(file))


def _place_hint(file: RawFile) -> str | None:
    renamed = file.path.with_suffix(".yml")
    if file.path.suffix == ".yaml" and place_of(renamed):
        return f"Rename it to `{renamed.name}`{_ON_GITHUB}."
    siblings = {name.rsplit("/", 1)[1] for name in EXAMPLES if "<" not in name.rsplit("/", 1)[1]}
    entries = {f"{folder}.yml": example for folder, example in _entry_folders(file.path.parent).items()}
    found = closest(file.path.name, siblings | entries.keys())
    if found in entries:
        return f"Put each entry in its own file: `{entries[found]}`."
    meant = file.path.with_name(found) if found else None
    return f"Did you mean `{meant}`?" if meant and place_of(meant) else _folder_hint(file.path)


def _folder_hint(path: PurePosixPath) -> str | None:
    """Where the file belongs, if only its folder is misspelled or too deep."""
    parent = next((folder / path.name for folder in path.parent.parents if place_of(folder / path.name)), None)
    if parent:
        return f"Move it to `{parent}`{_ON_GITHUB}."
    home = path.parent.parent
    found = closest(path.parent.name, _entry_folders(home))
    return f"Did you mean `{home / found / path.name}`?" if found and place_of(home / found / path.name) else None


def _entry_folders(home: PurePosixPath) -> Mapping[str, str]:
    """Folders in ``home`` with one file per entry, with the path pattern of an entry."""
    examples = (PurePosixPath(example) for example in EXAMPLES)
    return {
        example.parent.name: str(example)
        for example in examples
        if example.name.startswith("<") and example.parent.parent == home
    }


_LIST_PAGE = re.compile("index")
_RESERVED = {
    Role.QUESTION: _LIST_PAGE,
    Role.TOPIC: _LIST_PAGE,
    Role.COMPANY: _LIST_PAGE,
    Role.PLAN: _LIST_PAGE,
}


@RULES.error("F007", fix="Use lowercase letters, digits and single hyphens, as in `lost-update`.")
def names_are_slugs(file: RawFile) -> Problems:
    """Files and folders whose names become URLs use only lowercase ASCII letters, digits and single hyphens.

    A Python program can have underscores instead of hyphens, so that other programs can import it.
    """
    if file.is_hidden or file.path == DATA:
        return
    place, inside = place_of(file.path), file.path.relative_to(DATA)
    for part in (*inside.parts[:-1], inside.name.split(".")[0].replace("_", "-" if ".py" in inside.suffixes else "_")):
        if not is_slug(part):
            yield Problem(file.path, START, f"`{part}` can't be used in a URL", _slug_hint(part) if place else None)
    if place and place.role in _RESERVED and _RESERVED[place.role].fullmatch(place.id):
        yield Problem(file.path, START, f"`{place.id}` is reserved", f"Choose another name{_ON_GITHUB}.")


def _slug_hint(part: str) -> str | None:
    slug = re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
    return f"Rename it to `{slug}`{_ON_GITHUB}." if is_slug(slug) else None


@RULES.error("F008", fix="Put the file itself here.")
def no_links(file: RawFile) -> Problems:
    """``data/`` is a folder, and a file in it is a regular file. Symbolic links aren't followed."""
    if file.is_link:
        yield Problem(file.path, START, "not a regular file")


@RULES.error("F009", fix="Write it, or delete the file.")
def not_empty(file: RawFile) -> Problems:
    """A file isn't empty. Only a program's recorded output can be."""
    place = place_of(file.path)
    if (
        not file.is_link
        and not file.is_hidden
        and file.size <= max_bytes(file.path)
        and not file.raw.strip()
        and not (place and place.role is Role.RECORD)
    ):
        yield Problem(file.path, START, "the file is empty")
