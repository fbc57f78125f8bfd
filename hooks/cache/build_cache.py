"""What an earlier build made, by the hash of everything it was made from.

One SQLite file below ``.cache/``; deleting it costs time and nothing else. What a build did not ask for is dropped at
its end, so the file holds one build's worth.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

FILE = Path(".cache", "build.sqlite3")
_FAST = 1
"""Compression level: pages shrink to a fifth, beside the work of the build."""


class Cache:
    """Texts by key. ``salt`` names the code that makes them: when it changes, nothing old is found."""

    def __init__(self, file: Path, salt: str = "") -> None:
        self._salt = salt
        self._connection = _open(file)
        self._used: set[str] = set()
        self._new: dict[str, Future[bytes]] = {}
        self._packer = ThreadPoolExecutor(1)

    def get(self, name: str) -> str | None:
        """The text kept under ``name``, or None."""
        salted = key(self._salt, name)
        self._used.add(salted)
        found = self._new[salted].result() if salted in self._new else self._stored(salted)
        return None if found is None else zlib.decompress(found).decode()

    def put(self, name: str, text: str) -> None:
        """Keep ``text`` under ``name`` from the next ``save`` on."""
        salted = key(self._salt, name)
        self._used.add(salted)
        self._new[salted] = self._packer.submit(zlib.compress, text.encode(), _FAST)

    def save(self) -> None:
        """Write what is new and drop what nobody asked for. Where another build is writing, leave it to that one."""
        self._packer.shutdown()
        stored = {row[0] for row in self._connection.execute("SELECT key FROM entry")}
        with suppress(sqlite3.OperationalError), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO entry VALUES (?, ?)",
                ((name, packed.result()) for name, packed in self._new.items()),
            )
            self._connection.executemany("DELETE FROM entry WHERE key = ?", ((gone,) for gone in stored - self._used))
        self._connection.close()

    def _stored(self, salted: str) -> bytes | None:
        row = self._connection.execute("SELECT value FROM entry WHERE key = ?", (salted,)).fetchone()
        return row[0] if row else None


def key(*parts: str | bytes) -> str:
    """A name for everything in ``parts``; their borders count."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def key_of_files(files: Iterable[Path]) -> str:
    """A name for these files: what they are called and what is in them, in their order."""
    return key(*(part for file in files for part in (str(file), file.read_bytes())))


def _open(file: Path) -> sqlite3.Connection:
    """The cache at ``file``, made anew if it is none; in memory if it cannot be made."""
    try:
        return _prepared(sqlite3.connect(_made(file)))
    except (sqlite3.DatabaseError, OSError):
        with suppress(OSError):
            file.unlink(missing_ok=True)
        return _prepared(sqlite3.connect(":memory:"))


def _made(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
    return connection
