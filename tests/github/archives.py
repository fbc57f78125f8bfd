"""Zip files as a workflow's artifact, honest and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping


def archive(files: Mapping[str, str | bytes] | Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    """A zip file with these names and contents; pairs can have a name twice."""
    pairs = files.items() if isinstance(files, Mapping) else files
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in pairs:
            file.writestr(entry(name) if isinstance(name, str) else name, data)
    return content.getvalue()


def entry(name: str, mode: int = 0, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """A file's entry with its type, such as ``stat.S_IFLNK``."""
    info = zipfile.ZipInfo(name)
    info.filename = name  # also what the constructor would cut or replace
    info.external_attr, info.compress_type = mode << 16, compression
    return info
