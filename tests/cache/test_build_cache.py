"""The build cache: a file that isn't what was saved is the same as none."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hooks.cache.build_cache import BuildCache

RANDOM = Random(1)  # noqa: S311 - texts that don't compress
SCHEMA = "CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"
TEXTS = {f"key {number}": f"text {number} " + RANDOM.randbytes(number * 70).hex() for number in range(40)}


def saved(file: Path) -> Path:
    cache = BuildCache(file, "salt")
    for key, text in TEXTS.items():
        cache.put(key, text)
    cache.save()
    return file


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("sound") / "build.sqlite3")


def found(file: Path) -> dict[str, str]:
    """What a build finds. Like a build, it adds what is missing, and saves."""
    cache = BuildCache(file, "salt")
    texts = {key: text for key in TEXTS if (text := cache.get(key)) is not None}
    for key in TEXTS.keys() - texts.keys():
        cache.put(key, TEXTS[key])
    assert all(cache.get(key) in {None, text} for key, text in TEXTS.items())
    cache.save()
    return texts


def recovers(file: Path) -> None:
    """No build gets a wrong text, and soon they get all. A build that meets the damage late saves only what follows."""
    assert found(file).items() <= TEXTS.items()
    assert found(file).items() <= TEXTS.items()
    assert found(file) == TEXTS


def test_saved_texts_are_found_under_the_same_salt_only(tmp_path: Path) -> None:
    file = saved(tmp_path / "new folder" / "build.sqlite3")
    assert found(file) == TEXTS
    assert BuildCache(file, "other").get("key 1") is None


def test_unused_entries_are_removed(tmp_path: Path) -> None:
    file = saved(tmp_path / "build.sqlite3")
    cache = BuildCache(file, "salt")
    cache.get("key 1")
    cache.save()
    assert found(file) == {"key 1": TEXTS["key 1"]}


FLIPS = st.lists(st.tuples(st.integers(0, 2**31), st.integers(0, 255)), min_size=1, max_size=8)


@example(flips=[(16_777_210, 128)], cut=None, tail=b"")
@given(flips=FLIPS, cut=st.none() | st.integers(0, 2**31), tail=st.binary(max_size=20))
def test_any_bytes_may_be_flipped_cut_off_or_added(
    sound: Path,
    tmp_path_factory: pytest.TempPathFactory,
    flips: list[tuple[int, int]],
    cut: int | None,
    tail: bytes,
) -> None:
    raw = bytearray(sound.read_bytes())
    raw = raw if cut is None else raw[: cut % len(raw)]
    for place, byte in flips:
        if raw:
            raw[place % len(raw)] = byte
    folder = tmp_path_factory.mktemp("flipped")
    (folder / "build.sqlite3").write_bytes(bytes(raw) + tail)
    recovers(folder / "build.sqlite3")
    shutil.rmtree(folder)


@given(place=st.integers(0, 127), byte=st.integers(0, 255))
def test_header_and_schema_may_be_flipped(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, place: int, byte: int
) -> None:
    folder = tmp_path_factory.mktemp("flipped")
    raw = sound.read_bytes()
    (folder / "build.sqlite3").write_bytes(raw[:place] + bytes([byte]) + raw[place + 1 :])
    recovers(folder / "build.sqlite3")
    shutil.rmtree(folder)


def execute(*statements: str, parameters: tuple[object, ...] = ()) -> Callable[[Path], None]:
    def apply(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            for statement in statements:
                connection.execute(statement, parameters)
        connection.close()

    return apply


def swap_values(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT key, value FROM entry").fetchall()
        for (key, _), (_, value) in zip(rows, reversed(rows), strict=True):
            connection.execute("UPDATE entry SET value = ? WHERE key = ?", (value, key))
    connection.close()


def replace_by_folder(file: Path) -> None:
    file.unlink()
    (file / "inner").mkdir(parents=True)
    (file / "inner" / "file").touch()


def replace_by_fifo(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def replace_by_utf_16(file: Path) -> None:
    file.unlink()
    execute("PRAGMA encoding = 'UTF-16'", SCHEMA)(file)


def replace_by_dangling_link(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nowhere" / "else")


BREAK: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("no database" * 1000, "utf-8"),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "header only": lambda file: file.write_bytes(file.read_bytes()[:100]),
    "folder": replace_by_folder,
    "FIFO": replace_by_fifo,
    "dangling link": replace_by_dangling_link,
    "foreign journal": lambda file: file.with_name(f"{file.name}-journal").write_bytes(os.urandom(5000)),
    "foreign WAL": lambda file: file.with_name(f"{file.name}-wal").write_bytes(os.urandom(5000)),
    "swapped values": swap_values,
    "values are NULL": execute("UPDATE entry SET value = NULL"),
    "values are numbers": execute("UPDATE entry SET value = 5"),
    "values are text": execute("UPDATE entry SET value = 'x'"),
    "values are empty": execute("UPDATE entry SET value = x''"),
    "values of the old format": execute("UPDATE entry SET value = ?", parameters=(zlib.compress(b"old"),)),
    "keys aren't UTF-8": execute("UPDATE entry SET key = CAST(x'ff' || value AS TEXT)"),
    "keys are blobs": execute("UPDATE entry SET key = CAST(key AS BLOB)"),
    "other columns": execute("DROP TABLE entry", "CREATE TABLE entry (id INTEGER, text TEXT)"),
    "another table": execute("DROP TABLE entry", "CREATE TABLE other (id INTEGER)"),
    "a view": execute("ALTER TABLE entry RENAME TO hidden", "CREATE VIEW entry AS SELECT * FROM hidden"),
    "a trigger": execute("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END"),
    "without a primary key": execute("DROP TABLE entry", "CREATE TABLE entry (key TEXT, value BLOB)"),
    "WAL mode": execute("PRAGMA journal_mode = WAL"),
    "UTF-16": replace_by_utf_16,
}


@pytest.mark.parametrize("how", BREAK)
@pytest.mark.timeout(30)
def test_broken_file_is_the_same_as_none(tmp_path: Path, how: str) -> None:
    file = saved(tmp_path / "build.sqlite3")
    BREAK[how](file)
    recovers(file)


def test_file_that_breaks_during_a_build_is_replaced(tmp_path: Path) -> None:
    file = saved(tmp_path / "build.sqlite3")
    cache = BuildCache(file, "salt")
    file.write_bytes(file.read_bytes()[:5000] + os.urandom(100_000))
    assert all(cache.get(key) in {None, text} for key, text in TEXTS.items())
    cache.save()
    recovers(file)


def test_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("mine", "utf-8")
    assert found(tmp_path / ".cache" / "build.sqlite3") == {}
    assert (tmp_path / ".cache").read_text("utf-8") == "mine"


def test_locked_file_is_left_alone(tmp_path: Path) -> None:
    file = saved(tmp_path / "build.sqlite3")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert found(file) == {}
    other.execute("ROLLBACK")
    other.close()
    assert found(file) == TEXTS


def test_file_that_is_locked_later_is_not_written(tmp_path: Path) -> None:
    file = saved(tmp_path / "build.sqlite3")
    cache = BuildCache(file, "salt")
    cache.put("more", "text")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.save()
    other.execute("ROLLBACK")
    other.close()
    assert found(file) == TEXTS
