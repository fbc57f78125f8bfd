"""A cache of rendered text between builds, keyed by a hash of all inputs.

It is one SQLite file under ``.cache/`` and is always safe to delete. Entries that a build didn't use are removed when
it ends, so the file stays the size of one build.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

CACHE_FILE = Path(".cache", "build.sqlite3")
_COMPRESSION_LEVEL = 1
"""The fastest zlib level; it already shrinks pages to a fifth."""


class BuildCache:
    """A text cache. ``salt`` identifies the code that produces the texts: when it changes, every entry is invalid."""

    def __init__(self, file: Path, salt: str = "") -> None:
        self._salt = salt
        self._connection = _open(file)
        self._used: set[str] = set()
        self._new: dict[str, Future[bytes]] = {}
        self._compressor = ThreadPoolExecutor(1)

    def get(self, key: str) -> str | None:
        """The text cached under ``key``, or None."""
        salted = cache_key(self._salt, key)
        self._used.add(salted)
        found = self._new[salted].result() if salted in self._new else self._stored(salted)
        return None if found is None else zlib.decompress(found).decode()

    def put(self, key: str, text: str) -> None:
        """Cache ``text`` under ``key``. It's written to disk by ``save``."""
        salted = cache_key(self._salt, key)
        self._used.add(salted)
        self._new[salted] = self._compressor.submit(zlib.compress, text.encode(), _COMPRESSION_LEVEL)

    def save(self) -> None:
        """Write new entries, remove unused ones and close the cache. Does nothing if another build holds the lock."""
        self._compressor.shutdown()
        stored = {row[0] for row in self._connection.execute("SELECT key FROM entry")}
        with suppress(sqlite3.OperationalError), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO entry VALUES (?, ?)",
                ((key, compressed.result()) for key, compressed in self._new.items()),
            )
            self._connection.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in stored - self._used))
        self._connection.close()

    def _stored(self, salted: str) -> bytes | None:
        row = self._connection.execute("SELECT value FROM entry WHERE key = ?", (salted,)).fetchone()
        return row[0] if row else None


def cache_key(*parts: str | bytes) -> str:
    """A hash of ``parts`` and of the boundaries between them."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def files_cache_key(root: Path, files: Iterable[Path]) -> str:
    """A hash of ``files``, in order: their paths below ``root`` and contents. A copy elsewhere has the same."""
    return cache_key(*(part for file in files for part in (file.relative_to(root).as_posix(), file.read_bytes())))


def _open(file: Path) -> sqlite3.Connection:
    """Open the cache. A corrupt or unwritable file is deleted, and this build uses an in-memory cache."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return _with_schema(sqlite3.connect(file))
    except (sqlite3.DatabaseError, OSError):
        with suppress(OSError):
            file.unlink(missing_ok=True)
        return _with_schema(sqlite3.connect(":memory:"))


def _with_schema(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
    return connection
