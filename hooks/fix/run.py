"""``guide fix``: apply fixes and the canonical format to a copy of ``data/``, and return what changed."""

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
from hooks.fix.edits import apply_edits
from hooks.fix.text import normalize, tidy, tidy_answer
from hooks.load.files import DATA, max_bytes
from hooks.load.layout import Role, place_of

_MAX_ROUNDS = 30
"""A fix can uncover the next mistake. A file with more in a row needs a person."""
_MAX_WORK = 2**30
"""Bytes squared, times rounds, for one file, because checking can take quadratic time: one round for 32 KiB."""
Texts = Mapping[PurePosixPath, str]


@dataclass(frozen=True)
class Change:
    """A file before and after. ``before`` is None for a renamed file."""

    path: PurePosixPath
    before: str | None
    after: str
    renamed_from: PurePosixPath | None = None


def changes(root: Path, paths: Collection[PurePosixPath] = (), *, guess: bool = False) -> list[Change]:
    """Every change to the files in ``paths`` (default: all). ``guess`` includes unsafe fixes. Writes nothing."""
    selected = paths or (PurePosixPath(),)
    with tempfile.TemporaryDirectory() as folder:
        copy = _Copy(root, Path(folder))
        copy.rename(selected)
        found: tuple[Finding, ...] | None = check(Path(folder)).findings
        for _ in range(_MAX_ROUNDS):
            if found is None:
                break
            found = copy.apply_fixes(found, selected, guess=guess)
        copy.format(selected)
        return list(copy.changes())


def write(root: Path, found: Iterable[Change]) -> None:
    """Write the changes to disk, each file whole or not at all."""
    for change in found:
        file = root / change.path
        temporary = file.with_name(f".{file.name}.new")
        try:
            temporary.write_text(change.after, "utf-8", newline="\n")
            shutil.copymode(root / (change.renamed_from or change.path), temporary)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
        if change.renamed_from:
            (root / change.renamed_from).unlink()


class _Copy:
    """A copy of the data that can be changed and checked."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder
        self._names: dict[PurePosixPath, PurePosixPath] = {}
        for page in (root / "docs").rglob("*.md"):
            (folder / page.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.relative_to(root)).touch()
        if (root / DATA).is_dir():
            shutil.copytree(root / DATA, folder / DATA, symlinks=True, copy_function=shutil.copyfile)
        self._tried: set[Finding] = set()
        self._one_by_one: set[PurePosixPath] = set()
        self._work: Counter[PurePosixPath] = Counter()

    def rename(self, selected: Collection[PurePosixPath]) -> None:
        """Rename ``.yaml`` files to ``.yml``."""
        for file in sorted((self._folder / DATA).rglob("*.yaml")):
            path, new = self._path(file), self._path(file.with_suffix(".yml"))
            if _is_in(path, selected) and place_of(new) and not (self._folder / new).exists():
                file.rename(self._folder / new)
                self._names[new] = path

    def apply_fixes(
        self, before: tuple[Finding, ...], selected: Collection[PurePosixPath], *, guess: bool
    ) -> tuple[Finding, ...] | None:
        """One round: apply every edit, then revert the files that have no fewer findings.

        Returns the findings after that, None if nothing is left to try.
        """
        edits = self._edits(within(before, selected), guess=guess)
        if not edits:
            return None
        olds = {path: self._read(path) or "" for path in edits}
        for path, findings in edits.items():
            self._work[path] += len(olds[path].encode()) ** 2
            self._write(
                path, apply_edits(normalize(olds[path]), [finding.edit for finding in findings if finding.edit])
            )
        after = check(self._folder).findings
        known, now = _counts(before), _counts(after)
        reverted = 0
        for path, findings in edits.items():
            was_parsed = all(rule != "Y001" for rule, _ in known[path])
            if was_parsed and (now[path].total() >= known[path].total() or now[path] - known[path]):
                self._write(path, olds[path])
                self._one_by_one.add(path)
                self._tried -= set(findings) if len(findings) > 1 else set()
                reverted += 1
        if reverted == len(edits):
            return before
        return check(self._folder).findings if reverted else after

    def _edits(self, findings: Iterable[Finding], *, guess: bool) -> dict[PurePosixPath, list[Finding]]:
        """The edits to try next in each file: all at once, or one by one where that didn't help."""
        found: dict[PurePosixPath, list[Finding]] = {}
        for finding in findings:
            if finding.edit is None or finding in self._tried or _is_generated(finding.path):
                continue
            if self._work[finding.path] >= _MAX_WORK:
                continue
            if not (finding.edit.safe or guess):
                continue
            chosen = found.setdefault(finding.path, [])
            if not (chosen and finding.path in self._one_by_one):
                chosen.append(finding)
                self._tried.add(finding)
        return found

    def format(self, selected: Collection[PurePosixPath]) -> None:
        """Format every file that people write."""
        for file in sorted((self._folder / DATA).rglob("*")):
            path = self._path(file)
            place = place_of(path)
            text = self._read(path) if place and _is_in(path, selected) else None
            if place is None or text is None or _is_generated(path):
                continue
            if place.model:
                self._write(path, canonical(path, normalize(text), place.model))
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
    """The file's exact text. None if it isn't a UTF-8 text file or is too large."""
    file = root / path
    if file.is_symlink() or not file.is_file() or file.stat().st_size > max_bytes(path):
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_generated(path: PurePosixPath) -> bool:
    """Whether one of our tools writes the file, so it's regenerated instead of fixed."""
    place = place_of(path)
    return place is not None and place.role in (Role.RECORD, Role.DIAGRAM)


def _is_in(path: PurePosixPath, selected: Collection[PurePosixPath]) -> bool:
    return any(path.is_relative_to(folder) for folder in selected)


def _counts(findings: Iterable[Finding]) -> defaultdict[PurePosixPath, Counter[tuple[str, str]]]:
    """How often each message occurs in each file."""
    counts: defaultdict[PurePosixPath, Counter[tuple[str, str]]] = defaultdict(Counter)
    for finding in findings:
        counts[finding.path][finding.rule, finding.message] += 1
    return counts
