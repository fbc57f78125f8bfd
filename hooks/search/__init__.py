"""What the search of the pages reads: one row for everything that can be found, as files the same for the same data."""

from hooks.search.files import files
from hooks.search.row import Row, Sort
from hooks.search.rows import rows

__all__ = ["Row", "Sort", "files", "rows"]
