"""Apply automatic fixes and the canonical format to data files."""
