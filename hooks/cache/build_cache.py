"""A cache of rendered text between builds, keyed by a hash of all inputs.

It is one SQLite file under ``.cache/`` and is always safe to delete. Entries that a build didn't use are removed when
it ends, so the file stays the size of one build. A corrupt file is the same as none, and is replaced.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import zlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

CACHE_FILE = Path(".cache", "build.sqlite3")
_COMPRESSION_LEVEL = 1
"""The fastest zlib level; it already shrinks pages to a fifth."""
_DIGEST_BYTES = 16
_LOCK_SECONDS = 1
_SCHEMA = "CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"

_BROKEN = (sqlite3.Error, UnicodeError, MemoryError, OverflowError)
"""What SQLite and its Python module raise for a corrupt file."""


class BuildCache:
    """A text cache. ``salt`` identifies the code that produces the texts: when it changes, every entry is invalid."""

    def __init__(self, file: Path, salt: str = "") -> None:
        self._salt = salt
        self._file = file
        self._connection = _open(file)
        self._used: set[str] = set()
        self._new: dict[str, Future[bytes]] = {}
        self._compressor = ThreadPoolExecutor(1)

    def get(self, key: str) -> str | None:
        """The text cached under ``key``, or None."""
        salted = cache_key(self._salt, key)
        self._used.add(salted)
        packed = self._new[salted].result() if salted in self._new else self._stored(salted)
        return None if packed is None else _unpack(salted, packed)

    def put(self, key: str, text: str) -> None:
        """Cache ``text`` under ``key``. It's written to disk by ``save``."""
        salted = cache_key(self._salt, key)
        self._used.add(salted)
        self._new[salted] = self._compressor.submit(_pack, salted, text)

    def save(self) -> None:
        """Write new entries, remove unused ones and close the cache. Does nothing if another build holds the lock."""
        self._compressor.shutdown()
        try:
            self._write()
        except _BROKEN as error:
            self._replace(error)
            with suppress(*_BROKEN):
                self._write()
        self._connection.close()

    def _write(self) -> None:
        stored = {row[0] for row in self._connection.execute("SELECT key FROM entry")}
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO entry VALUES (?, ?)",
                ((key, packed.result()) for key, packed in self._new.items()),
            )
            self._connection.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in stored - self._used))

    def _stored(self, salted: str) -> object:
        try:
            row = self._connection.execute("SELECT value FROM entry WHERE key = ?", (salted,)).fetchone()
        except _BROKEN as error:
            self._replace(error)
            return None
        return row[0] if row else None

    def _replace(self, error: Exception) -> None:
        """Go on with an empty cache: in memory if another build holds the lock."""
        self._connection.close()
        self._connection = _in_memory() if _is_locked(error) else _open(self._file, empty=True)


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


def _pack(key: str, text: str) -> bytes:
    compressed = zlib.compress(text.encode(), _COMPRESSION_LEVEL)
    return _digest(key, compressed) + compressed


def _unpack(key: str, packed: object) -> str | None:
    """The text, or None if ``packed`` isn't what was stored under ``key``."""
    if not isinstance(packed, bytes):
        return None
    digest, compressed = packed[:_DIGEST_BYTES], packed[_DIGEST_BYTES:]
    return zlib.decompress(compressed).decode() if digest == _digest(key, compressed) else None


def _digest(key: str, compressed: bytes) -> bytes:
    return hashlib.blake2b(compressed, digest_size=_DIGEST_BYTES, key=key.encode()).digest()


def _open(file: Path, *, empty: bool = False) -> sqlite3.Connection:
    """Open the cache. A corrupt file is replaced; if that's impossible, this build uses an in-memory cache."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if empty or (file.exists() and not file.is_file()):
            _remove(file)
        return _with_schema(sqlite3.connect(file, timeout=_LOCK_SECONDS))
    except (*_BROKEN, OSError) as error:
        return _in_memory() if empty or _is_locked(error) else _open(file, empty=True)


def _in_memory() -> sqlite3.Connection:
    return _with_schema(sqlite3.connect(":memory:"))


def _with_schema(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA synchronous = OFF")
    found = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    if not found:
        connection.execute(_SCHEMA)
    elif found != [(_SCHEMA,)]:
        raise sqlite3.DatabaseError("not this cache")
    return connection


def _is_locked(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _remove(file: Path) -> None:
    """Delete the cache, and what SQLite keeps next to it, as far as possible."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + suffix).unlink()
    shutil.rmtree(file, ignore_errors=True)
