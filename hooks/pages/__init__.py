"""The generated pages, their navigation, sidebar, structured data and cache keys. Pure functions of the data."""
