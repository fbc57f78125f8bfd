"""The set of generated pages: a pure function of the data."""
