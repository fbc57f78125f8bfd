"""Read the records in a check's artifact. They come from a run of untrusted code, so each must have its exact form."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from hooks.check.check import check, within
from hooks.demos import transcript
from hooks.demos.errors import RecordError
from hooks.diagrams import Fence, UnsafeSvg, fences_in, is_fresh, record_name, sanitize_svg
from hooks.github.markdown import replace_invisible, shorten
from hooks.load.files import max_bytes
from hooks.model.question import Question
from hooks.prose.markdown import tokenize

SUMMARY = "summary.md"
"""The job's summary, which every artifact has, so that one without records isn't empty. It isn't read."""
_MAX_FILES = 100
_COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_VERSION = r"[0-9][0-9A-Za-z.]*"
_PRODUCTS = {".sql": f"PostgreSQL {_VERSION}", ".py": f"Python {_VERSION}(?: with Valkey {_VERSION})?"}
Expected = Mapping[PurePosixPath, Fence | None]


class InvalidRecord(ValueError):  # noqa: N818 - the artifact is untrusted, so this is a result as much as an error
    """The artifact contains something that the check wouldn't have put there; the message is one line."""

    def __init__(self, name: object, problem: str) -> None:
        super().__init__(replace_invisible(f"The artifact's {shorten(str(name), 200)} {shorten(problem, 500)}."))


def read_records(archive: bytes, head: Path, changed: Collection[PurePosixPath]) -> dict[PurePosixPath, str]:
    """The records in a zip file, for the commit whose data is in ``head``. Nothing is extracted.

    A record has the name of a program or diagram in a question's folder with ``changed`` files, and no rule finds
    anything in it.

    Raises:
        InvalidRecord: A file isn't a valid record; then none are accepted.
    """
    folders = {path.parent for path in changed}
    questions = check(head).project.library.questions.values()
    expected = _expected([question for question in questions if question.folder in folders])
    records = {path: _valid_text(path, raw, expected) for path, raw in _files(archive, expected)}
    for path, text in records.items():
        if (head / path).is_symlink() or (head / path).is_dir():
            raise InvalidRecord(path, "isn't a file in the pull request")
        (head / path).write_text(text, "utf-8", newline="")
    for finding in within(check(head).findings, records):
        raise InvalidRecord(finding.path, f"breaks {finding.rule} in line {finding.line}: {finding.message}")
    return records


def _expected(questions: Iterable[Question]) -> Expected:
    """Every record that the questions can have; for a diagram, with its fence."""
    expected: dict[PurePosixPath, Fence | None] = {}
    for question in questions:
        expected |= dict.fromkeys(program.path.with_name(f"{program.name}.out") for program in question.programs)
        fences = fences_in(tokenize(question.answer.text)) if question.answer else []
        expected |= {question.folder / record_name(number): fence for number, fence in enumerate(fences, 1)}
    return expected


def _files(archive: bytes, expected: Expected) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Name and content of every file that isn't the summary."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            for entry in _entries(file):
                yield _file(file, entry, expected)
    except InvalidRecord:
        raise
    except Exception as error:  # zipfile and its decompressors raise any kind of error
        raise InvalidRecord("zip file", f"can't be read: {error}") from error


def _entries(file: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in file.infolist() if entry.orig_filename != SUMMARY]
    names = [entry.orig_filename for entry in entries]
    if len(names) > _MAX_FILES:
        raise InvalidRecord("zip file", f"has {len(names):,} files, more than {_MAX_FILES}")
    if len(set(names)) < len(names):
        raise InvalidRecord("zip file", "has two files with one name")
    return entries


def _file(file: zipfile.ZipFile, entry: zipfile.ZipInfo, expected: Expected) -> tuple[PurePosixPath, bytes]:
    path = PurePosixPath(entry.orig_filename)
    if path not in expected or str(path) != entry.orig_filename:
        raise InvalidRecord(entry.orig_filename, "isn't a record of a program or diagram that the pull request changes")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG) or entry.compress_type not in _COMPRESSION:
        raise InvalidRecord(path, "isn't a regular file")
    with file.open(entry) as content:
        raw = content.read(max_bytes(path) + 1)
    if len(raw) > max_bytes(path):
        raise InvalidRecord(path, f"has more than {max_bytes(path):,} bytes")
    return path, raw


def _valid_text(path: PurePosixPath, raw: bytes, expected: Expected) -> str:
    try:
        text = raw.decode("utf-8")
        fence = expected[path]
        return _valid_transcript(path, text) if fence is None else _valid_drawing(path, text, fence)
    except UnicodeDecodeError:
        raise InvalidRecord(path, "isn't UTF-8") from None


def _valid_transcript(path: PurePosixPath, text: str) -> str:
    try:
        record = transcript.parse(text)
    except RecordError as error:
        raise InvalidRecord(path, f"isn't a transcript: {error}") from error
    product = f"{record.product} {record.version}"
    if "\r" in text or record.render() != text or not re.fullmatch(_PRODUCTS[path.with_suffix("").suffix], product):
        raise InvalidRecord(path, "isn't a transcript as we write it")
    return text


def _valid_drawing(path: PurePosixPath, text: str, fence: Fence) -> str:
    """The SVG as the sanitizer writes it, whatever it was."""
    try:
        drawing = sanitize_svg(text)
    except UnsafeSvg as error:
        raise InvalidRecord(path, f"isn't a safe drawing: {error}") from error
    if not is_fresh(fence, drawing):
        raise InvalidRecord(path, "wasn't drawn from the diagram in the pull request")
    return drawing
