"""Compiled theme templates in the build cache."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from hooks.build.guide import Guide


class TemplateCache(BytecodeCache):
    """Jinja's bytecode cache. Jinja unpickles what it gets, so it must get exactly what it stored."""

    def __init__(self, guide: Guide) -> None:
        self._cache = guide.cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles a template."""
        stored = self._cache.get(_key(bucket))
        if stored is not None:
            bucket.bytecode_from_string(b64decode(stored))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja when it has compiled one."""
        self._cache.put(_key(bucket), b64encode(bucket.bytecode_to_string()).decode())


def _key(bucket: Bucket) -> str:
    return f"template {bucket.key} {bucket.checksum}"
