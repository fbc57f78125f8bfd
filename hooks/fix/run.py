"""The whole of ``data/`` mended and brought into form, in a copy; what differs is what ``guide fix`` writes."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hooks.check.check import check, within
from hooks.findings.finding import Finding
from hooks.fix.canonical import canonical
from hooks.fix.edits import edited
from hooks.fix.text import plain, tidy, tidy_answer
from hooks.load.files import DATA, most_bytes
from hooks.load.layout import Role, place_of

_ROUNDS = 30
"""A mend may bring the next mistake to light; a file with more in a row needs a person."""
Texts = Mapping[PurePosixPath, str]


@dataclass(frozen=True)
class Change:
    """A file as it was and as it should be; ``before`` is None of a file that gets another name."""

    path: PurePosixPath
    before: str | None
    after: str
    renamed_from: PurePosixPath | None = None


def changes(root: Path, paths: Collection[PurePosixPath] = (), *, guess: bool = False) -> list[Change]:
    """What mends the files of ``paths``, or all. With ``guess`` proposals are taken too. Nothing is written."""
    wanted = paths or (PurePosixPath(),)
    with tempfile.TemporaryDirectory() as folder:
        copy = _Copy(root, Path(folder))
        copy.rename(wanted)
        for _ in range(_ROUNDS):
            if not copy.mend(wanted, guess=guess):
                break
        copy.tidy(wanted)
        return list(copy.changes())


def write(root: Path, found: Iterable[Change]) -> None:
    """Make the changes."""
    for change in found:
        (root / change.path).write_text(change.after, "utf-8", newline="\n")
        if change.renamed_from:
            (root / change.renamed_from).unlink()


class _Copy:
    """The data in another folder, where it can be changed and judged."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder
        self._names: dict[PurePosixPath, PurePosixPath] = {}
        for page in (root / "docs").rglob("*.md"):
            (folder / page.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.relative_to(root)).touch()
        if (root / DATA).is_dir():
            shutil.copytree(root / DATA, folder / DATA, symlinks=True)
        self._tried: set[Finding] = set()
        self._singly: set[PurePosixPath] = set()

    def rename(self, wanted: Collection[PurePosixPath]) -> None:
        """Give files that end in ``.yaml`` the name that is read."""
        for file in sorted((self._folder / DATA).rglob("*.yaml")):
            path, new = self._path(file), self._path(file.with_suffix(".yml"))
            if _is_in(path, wanted) and place_of(new) and not (self._folder / new).exists():
                file.rename(self._folder / new)
                self._names[new] = path

    def mend(self, wanted: Collection[PurePosixPath], *, guess: bool) -> bool:
        """One round: make every edit that a finding brings, and take back those that made a file no better."""
        before = check(self._folder).findings
        edits = self._edits(within(before, wanted), guess=guess)
        olds = {path: self._read(path) or "" for path in edits}
        for path, findings in edits.items():
            self._write(path, edited(plain(olds[path]), [finding.edit for finding in findings if finding.edit]))
        known, after = _said(before), _said(check(self._folder).findings)
        for path, findings in edits.items():
            was_read = all(rule != "Y001" for rule, _ in known[path])
            if was_read and (after[path].total() >= known[path].total() or after[path] - known[path]):
                self._write(path, olds[path])
                self._singly.add(path)
                self._tried -= set(findings) if len(findings) > 1 else set()
        return bool(edits)

    def _edits(self, findings: Iterable[Finding], *, guess: bool) -> dict[PurePosixPath, list[Finding]]:
        """What to try next in each file: all at once, or one by one where all at once did no good."""
        found: dict[PurePosixPath, list[Finding]] = {}
        for finding in findings:
            if finding.edit is None or finding in self._tried or _is_recorded(finding.path):
                continue
            if not (finding.edit.sure or guess):
                continue
            chosen = found.setdefault(finding.path, [])
            if not (chosen and finding.path in self._singly):
                chosen.append(finding)
                self._tried.add(finding)
        return found

    def tidy(self, wanted: Collection[PurePosixPath]) -> None:
        """Bring every text that people write into its form."""
        for file in sorted((self._folder / DATA).rglob("*")):
            path = self._path(file)
            place = place_of(path)
            text = self._read(path) if place and _is_in(path, wanted) else None
            if place is None or text is None or _is_recorded(path):
                continue
            if place.model:
                self._write(path, canonical(path, plain(text), place.model))
            else:
                self._write(path, tidy_answer(text) if place.role is Role.ANSWER else tidy(text))

    def changes(self) -> Iterator[Change]:
        for file in sorted((self._folder / DATA).rglob("*")):
            path = self._path(file)
            old = self._names.get(path)
            after = self._read(path)
            before = None if old else _text(self._root, path)
            if after is not None and after != before:
                yield Change(path, before, after, old)

    def _path(self, file: Path) -> PurePosixPath:
        return PurePosixPath(file.relative_to(self._folder).as_posix())

    def _read(self, path: PurePosixPath) -> str | None:
        return _text(self._folder, path)

    def _write(self, path: PurePosixPath, text: str) -> None:
        (self._folder / path).write_text(text, "utf-8", newline="\n")


def _text(root: Path, path: PurePosixPath) -> str | None:
    """The file's text to the letter; None if it is none, or too large to be read."""
    file = root / path
    if file.is_symlink() or not file.is_file() or file.stat().st_size > most_bytes(path):
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_recorded(path: PurePosixPath) -> bool:
    """Whether a program of ours writes the file: then it is made anew, not mended."""
    place = place_of(path)
    return place is not None and place.role in (Role.RECORD, Role.DIAGRAM)


def _is_in(path: PurePosixPath, wanted: Collection[PurePosixPath]) -> bool:
    return any(path.is_relative_to(folder) for folder in wanted)


def _said(findings: Iterable[Finding]) -> defaultdict[PurePosixPath, Counter[tuple[str, str]]]:
    """What is said of each file, wherever in it."""
    said: defaultdict[PurePosixPath, Counter[tuple[str, str]]] = defaultdict(Counter)
    for finding in findings:
        said[finding.path][finding.rule, finding.message] += 1
    return said
