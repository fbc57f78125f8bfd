"""The search index: one row for everything that can be found, written as JSON files. The engine is JavaScript."""

from hooks.search.index_files import index_files
from hooks.search.row import Row, RowType
from hooks.search.rows import search_rows

__all__ = ["Row", "RowType", "index_files", "search_rows"]
